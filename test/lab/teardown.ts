import { existsSync, readFileSync, readdirSync, rmSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupsNamed, processesIn, removeCgroup } from './cgroups';
import { killContainer } from './container';
import { labsFolder, stateFile, type Layout } from './layout';
import { namespacesOf, removeNamespace } from './network';
import { mustRun } from './run';

/** Ends and removes what there is of a lab, however much that is. It is found by its names alone. */
export async function clear(layout: Layout, { keepNamespace }: { readonly keepNamespace: boolean }): Promise<void> {
  rmSync(stateFile(layout), { force: true });
  // The power service first of all, with the rest: it would boot what has been ended.
  await removeCgroup(layout.prefix);
  for (const machine of machinesOf(layout)) await killContainer(layout, machine);
  for (const mount of mountsOf(layout)) await mustRun(`${mount} could not be unmounted`, 'umount', [mount]);
  for (const namespace of await namespacesOf(layout)) {
    if (!(keepNamespace && namespace === layout.namespace)) await removeNamespace(namespace);
  }
  rmSync(layout.folder, { recursive: true, force: true });
  if (existsSync(labsFolder) && readdirSync(labsFolder).length === 0) rmdirSync(labsFolder);
}

/** What there is of a lab, in words, one thing a line. Nothing is left after it was taken down. */
export async function leftovers(layout: Layout): Promise<readonly string[]> {
  return [
    ...processesIn(layout.prefix).map((id) => `process ${id}`),
    ...cgroupsNamed(layout.prefix).map((path) => `cgroup ${path}`),
    ...mountsOf(layout).map((path) => `mount ${path}`),
    ...(await namespacesOf(layout)).map((name) => `network namespace ${name}`),
    ...(existsSync(layout.folder) ? [`folder ${layout.folder}`] : []),
    ...nspawnFolders(layout).map((path) => `folder ${path}`),
  ];
}

function machinesOf({ folder }: Layout): readonly string[] {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name) : [];
}

/** Mounted in the run folder, the innermost first. */
function mountsOf({ folder }: Layout): readonly string[] {
  return readFileSync('/proc/self/mounts', 'utf8').split('\n').map((line) => line.split(' ')[1] ?? '').filter((path) => path.startsWith(`${folder}/`)).toReversed();
}

/** What systemd-nspawn keeps of a container by its name. */
function nspawnFolders({ prefix }: Layout): readonly string[] {
  return ['propagate', 'unix-export'].map((name) => join('/run/systemd/nspawn', name)).filter(existsSync)
    .flatMap((place) => readdirSync(place).filter((name) => name.startsWith(`${prefix}-`)).map((name) => join(place, name)));
}
