import { posix } from 'node:path';
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
export function importsOf(path: string, text: string): readonly Import[] {
  const code = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext, verbatimModuleSyntax: true } }).outputText;
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
