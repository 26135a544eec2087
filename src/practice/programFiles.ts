import { existsSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['/usr/sbin', '/usr/bin', '/sbin', '/bin', '/usr/local/sbin', '/usr/local/bin'];

/** The path of a program of this machine, also where an account's PATH lacks the sbin folders; `undefined` when it is not installed. */
export function programFile(name: string): string | undefined {
  const searched = (process.env.PATH ?? '').split(':').filter((folder) => folder.startsWith('/'));
  return [...folders, ...searched].map((folder) => join(folder, name)).find((file) => existsSync(file));
}
