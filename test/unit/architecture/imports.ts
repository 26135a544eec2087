import { posix } from 'node:path';
import { transform } from 'esbuild';
import ts from 'typescript';
import type { Allowed } from './allowedImports';

/** A module that a file of src/ imports: `target` is a path below src/ without its ending, or the name of a package. */
export interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

/**
 * What a file imports, in whatever form: import, export from, import(), require(), import types.
 * `path` is relative to src/. What is left when types are erased is imported to be run.
 */
export async function importsOf(path: string, text: string): Promise<readonly Import[]> {
  const { code } = await transform(text, { loader: 'ts', tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } } });
  const run = new Set(moduleNames(code));
  return [...new Set([...moduleNames(text), ...run])].map((name) => ({
    target: name.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), name)) : name,
    typeOnly: !run.has(name),
  }));
}

function moduleNames(text: string): readonly string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

/** Whether a file in `folder` (or the file of that name directly in src/) may import this. */
export function isAllowed({ target, typeOnly }: Import, folder: string, { values, types = [] }: Allowed): boolean {
  const entries = [folder, ...values, ...(typeOnly ? types : [])];
  return entries.some((entry) => (entry === 'node:*' ? target.startsWith('node:') : target === entry || target.startsWith(`${entry}/`)));
}
