import { existsSync, mkdirSync, readFileSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * The cgroup hierarchies that a container's processes are sorted into: the unified one, in which a whole container is frozen and ended,
 * and systemd's own of old where there is one. Without a cgroup of its own in each, systemd in one container would stop what runs in another.
 */
interface Hierarchies {
  readonly unified: string;
  readonly all: readonly string[];
}

function hierarchies(): Hierarchies {
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n').map((line) => line.split(' '));
  const unified = mounts.find(([, , type]) => type === 'cgroup2')?.[1];
  if (unified === undefined) {
    throw new Error('The lab needs cgroup2, which is not mounted here. Inside of a namespace entered by `ip netns exec` it never is: use `nsenter --net=/run/netns/NAME`.');
  }
  const systemd = mounts.find(([, , type, options]) => type === 'cgroup' && options?.split(',').includes('name=systemd'))?.[1];
  return { unified, all: systemd === undefined ? [unified] : [unified, systemd] };
}

/** Makes a cgroup, `lab/host1` say, and answers the files which a process that is to be in it has its id written to. */
export function addCgroup(path: string): readonly string[] {
  return hierarchies().all.map((hierarchy) => {
    mkdirSync(join(hierarchy, path), { recursive: true });
    return join(hierarchy, path, 'cgroup.procs');
  });
}

/** Ids of the processes in a cgroup and below it. */
export function processesIn(path: string): readonly number[] {
  return tree(join(hierarchies().unified, path)).flatMap((folder) => {
    try {
      return readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean).map(Number);
    } catch {
      // It has gone meanwhile.
      return [];
    }
  });
}

/** Stops all processes of a cgroup where they are, or lets them go on, and comes back when that is so. Letting go on what has been ended meanwhile is fine. */
export async function setFrozen(path: string, frozen: boolean): Promise<void> {
  const folder = join(hierarchies().unified, path);
  if (!existsSync(folder)) {
    if (frozen) throw new Error(`Nothing runs in ${path} that could be frozen.`);
    return;
  }
  const wanted = `frozen ${frozen ? 1 : 0}`;
  writeFileSync(join(folder, 'cgroup.freeze'), frozen ? '1' : '0');
  await until(`The processes in ${path} did not ${frozen ? 'stop' : 'go on'}`, () => readFileSync(join(folder, 'cgroup.events'), 'utf8').includes(wanted));
}

/** Ends all processes in a cgroup at once, frozen ones too, and removes it. */
export async function removeCgroup(path: string): Promise<void> {
  const { unified, all } = hierarchies();
  const kill = join(unified, path, 'cgroup.kill');
  if (existsSync(kill)) writeFileSync(kill, '1');
  await until(`Processes in ${path} could not be ended`, () => processesIn(path).length === 0);
  for (const hierarchy of all) for (const folder of tree(join(hierarchy, path)).toReversed()) await removeFolder(folder);
}

/** Paths of the cgroups whose name begins so, at the top of a hierarchy, in any of them. */
export function cgroupsNamed(prefix: string): readonly string[] {
  return hierarchies().all.flatMap((hierarchy) => readdirSync(hierarchy).filter((name) => name === prefix).map((name) => join(hierarchy, name)));
}

/** A folder and all below it, from the top; nothing when it is not there. */
function tree(folder: string): readonly string[] {
  try {
    return [folder, ...readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).flatMap((entry) => tree(join(folder, entry.name)))];
  } catch {
    return [];
  }
}

/** A process that has ended stays in its cgroup for a moment more. */
async function removeFolder(folder: string): Promise<void> {
  await until(`The cgroup ${folder} could not be removed`, () => {
    try {
      rmdirSync(folder);
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return true;
      if (code === 'EBUSY' || code === 'ENOTEMPTY') return false;
      throw error;
    }
  });
}

async function until(otherwise: string, isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !isSo(); await pause(20)) if (Date.now() > end) throw new Error(`${otherwise} within 10 s.`);
}
