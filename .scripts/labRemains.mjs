// What of a lab is on this machine, found without the lab's own code.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Processes, mounts, network namespaces, cgroups and the run folder of a lab, each in a line. Its bridges and other interfaces are
 * all in its namespaces and go with them.
 * @param {{ readonly prefix: string, readonly folder: string }} layout
 * @returns {readonly string[]}
 */
export function remainsOf({ prefix, folder }) {
  const isOfLab = (/** @type {string} */ text) => text.includes(prefix) || text.includes(`${folder}/`);
  return [
    ...processes().filter(({ words, cgroups }) => isOfLab(words) || isOfLab(cgroups)).map(({ id, words }) => `process ${id}: ${words}`),
    ...lines('/proc/self/mounts').map((line) => line.split(' ')[1] ?? '').filter((place) => isOfLab(`${place}/`)).map((place) => `mount ${place}`),
    ...names('/run/netns').filter(isOfLab).map((name) => `network namespace ${name}`),
    ...cgroupRoots().flatMap((root) => names(root).filter(isOfLab).map((name) => `cgroup ${join(root, name)}`)),
    ...(existsSync(folder) ? [`folder ${folder}`] : []),
  ];
}

/** All that run; one that has ended and waits for its parent to take note does not. */
function processes() {
  return names('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid).flatMap((id) => {
    try {
      if (/^State:\s+Z/m.test(readFileSync(`/proc/${id}/status`, 'latin1'))) return [];
      return [{ id, words: readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ').trim(), cgroups: readFileSync(`/proc/${id}/cgroup`, 'utf8') }];
    } catch {
      return [];
    }
  });
}

function cgroupRoots() {
  return lines('/proc/self/mounts').map((line) => line.split(' ')).filter(([, , kind]) => kind?.startsWith('cgroup')).map(([, place = '']) => place);
}

/** @param {string} file */
function lines(file) {
  return readFileSync(file, 'utf8').trim().split('\n');
}

/** @param {string} folder */
function names(folder) {
  return existsSync(folder) ? readdirSync(folder) : [];
}
