import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

export interface SourceFile {
  /** Relative to the folder that was asked for. */
  readonly path: string;
  readonly text: string;
}

const notOurs = /(^|\/)(node_modules|out|dist|\.git)(\/|$)/;

/** All files below a folder of the repository whose name ends in one of `endings`. */
export function filesBelow(folder: string, endings: readonly string[], prefix = ''): readonly SourceFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(prefix, entry.name);
    if (notOurs.test(path)) return [];
    if (entry.isDirectory()) return filesBelow(`${folder}/${entry.name}`, endings, path);
    return entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)) ? [{ path, text: readFileSync(`${folder}/${entry.name}`, 'utf8') }] : [];
  });
}
