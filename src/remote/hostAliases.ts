import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';

/** The names that `Host` lines of the user's ssh configuration give, with those of included files, sorted. Patterns are no names. */
export async function hostAliases(file = join(homedir(), '.ssh', 'config')): Promise<readonly string[]> {
  const names = new Set<string>();
  await collect(file, names, 0);
  return [...names].sort((a, b) => a.localeCompare(b));
}

/** ssh_config(5) lets files include files; OpenSSH stops at this depth too. */
const deepest = 16;

async function collect(file: string, names: Set<string>, depth: number): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null || depth > deepest) return;
  const { directives } = await import('./configFile');
  for (const { keyword, value } of directives(text)) {
    if (keyword === 'host') for (const name of value) if (!/[*?!]/.test(name)) names.add(name);
    if (keyword === 'include') for (const pattern of value) for (const included of await matchingFiles(pattern)) await collect(included, names, depth + 1);
  }
}

/** Files that an Include names. Wildcards are understood in the last part, where configurations have them (`conf.d/*`). */
async function matchingFiles(pattern: string): Promise<readonly string[]> {
  const path = pattern.replace(/^~(?=\/|\\)/, homedir());
  const full = isAbsolute(path) ? path : join(homedir(), '.ssh', path);
  if (!/[*?]/.test(basename(full))) return [full];
  const wanted = new RegExp(`^${basename(full).replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`);
  const entries = await readdir(dirname(full)).catch(() => []);
  return entries.filter((entry) => wanted.test(entry)).sort().map((entry) => join(dirname(full), entry));
}
