// What VS Code shows of the lab.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installedProgram } from './desktop.mjs';
import { releasesIn, stateIn } from './labOptions.mjs';
import { bringLabUp } from './labUp.mjs';
import { atEnd, scratchFolder } from './lifetime.mjs';
import { importSource } from './source.mjs';

const { bringDown, findLab } = /** @type {typeof import('../test/lab/lab')} */ (await importSource('test/lab/lab.ts'));

/**
 * The cluster of a lab. One that is up is taken as it is, unless a state is named that it is not in; one that is brought up for this ends with it.
 * @param {readonly string[]} words
 * @returns {Promise<import('./editor.mjs').Shown>}
 */
export async function labCluster(words) {
  const [release = 'bookworm'] = releasesIn(words);
  const state = stateIn(words);
  const found = findLab(release);
  if (!found) atEnd(() => bringDown(release));
  /** @type {import('../test/lab/lab').Lab} */
  const lab = found && state === undefined ? found : await bringLabUp(release, state ?? 'guest');
  const hosts = ['host1', 'host2'].map((target) => ({ target }));
  return {
    what: `Pacemaker Explorer with the cluster of the ${release} lab`,
    settings: { 'pacemaker.practice.startAutomatically': 'off', 'pacemaker.clusters': [{ id: `lab-${release}`, name: `lab (${release})`, hosts }] },
    environment: { PATH: `${folderWithSsh(lab.sshConfigOutside)}:${process.env.PATH ?? ''}` },
  };
}

/**
 * OpenSSH reads the configuration of the account's own home folder, whatever HOME says. To VS Code and its terminals,
 * `ssh` is this machine's with the lab's configuration instead.
 * @param {string} configuration
 */
function folderWithSsh(configuration) {
  const ssh = installedProgram('ssh');
  if (!ssh) throw new Error('OpenSSH\'s ssh is missing: it is what reads the lab\'s configuration.');
  const folder = scratchFolder();
  writeFileSync(join(folder, 'ssh'), `#!/bin/sh\nexec ${ssh} -F ${configuration} "$@"\n`, { mode: 0o755 });
  return folder;
}
