import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runInside, scratchInside, type IsolatedRootOptions, type WayIn } from './wayIn';

/** Where `programs.ts` puts proot and the one library that this machine may lack. */
export const prootFolder = 'opt/proot';

/**
 * proot, for machines whose kernel refuses user namespaces to ordinary users (Ubuntu since 23.10 does): it traces programs and
 * changes the paths that they name. It hides neither the network nor, from a program that means to, the root's own files; so it
 * serves unpacked programs only, where no cluster is installed that could be met. `null` where it is not there or may not trace.
 */
export async function openTracedRoot({ root, scratch, hostname }: IsolatedRootOptions): Promise<WayIn | null> {
  const proot = join(root, prootFolder, 'proot');
  if (root === '/' || !existsSync(proot)) return null;
  const own = join(scratch, `host-${hostname}`);
  const folders = ['root', 'tmp', 'run', 'var/tmp', 'var/log', 'var/lib/pacemaker/cib', 'var/lib/pcsd'];
  for (const folder of [...folders, 'proot', 'run/systemd/system']) await mkdir(join(own, folder), { recursive: true });
  const files = ['hosts', 'corosync/corosync.conf', 'pacemaker'].filter((file) => existsSync(join(scratch, 'etc', file)));
  const bound = [
    [scratch, scratchInside],
    ...folders.map((folder) => [join(own, folder), `/${folder}`]),
    ...files.map((file) => [join(scratch, 'etc', file), `/etc/${file}`]),
    ...['/dev/null', '/dev/zero', '/dev/random', '/dev/urandom', '/proc'].map((path) => [path, path]),
  ];
  const wayIn: WayIn = {
    enter: [proot, '-0', '-r', root, ...bound.flatMap(([outside, inside]) => ['-b', `${outside!}:${inside!}`]), '-w', '/root'],
    env: { LD_LIBRARY_PATH: join(root, prootFolder), PROOT_TMP_DIR: join(own, 'proot') },
    // Each program has a tracer of its own, and ends with it.
    close: () => Promise.resolve(),
  };
  const tried = await runInside(wayIn, ['true'], { timeoutMs: 10_000 });
  return tried.ok && tried.value.exitCode === 0 ? wayIn : null;
}
