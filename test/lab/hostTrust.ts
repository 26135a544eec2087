import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { layFiles } from './debianRoot';
import type { Layout } from './layout';
import { mustRun } from './run';

/**
 * Lets root of each of these root file systems in at the others by a key that they alone have, with the host keys in `knownHosts`:
 * a live migration goes from host to host over SSH (`qemu+ssh`).
 */
export async function trustEachOther(layout: Layout, roots: readonly string[], knownHosts: string): Promise<void> {
  const folder = mkdtempSync(join(layout.folder, 'hosts-key-'));
  const key = join(folder, 'id_ed25519');
  await mustRun('The key of the hosts could not be made', 'ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'root of the hosts', '-f', key]);
  for (const root of roots) {
    layFiles(root, {
      '/root/.ssh/id_ed25519': { content: readFileSync(key, 'utf8'), mode: 0o600 },
      '/etc/ssh/ssh_known_hosts': { content: readFileSync(knownHosts, 'utf8') },
    });
    appendFileSync(join(root, 'root/.ssh/authorized_keys'), readFileSync(`${key}.pub`));
  }
  rmSync(folder, { recursive: true });
}
