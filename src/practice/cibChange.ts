import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { success, type Result } from '../core/result';
import { replaceFile } from './scratchFolder';

/** A change of the CIB: from its text, the new text, or the same one where nothing is to change. */
export type Change = (cib: string) => Promise<Result<string>>;

/** A change made by a program that edits a copy of the CIB, in the scratch folder under `name`. */
export function changedByProgram<T>(scratch: string, name: string, run: (name: string) => Promise<Result<T>>, done: (answer: T) => void): Change {
  return async (cib) => {
    const file = join(scratch, name);
    await replaceFile(file, cib);
    try {
      const answer = await run(name);
      if (!answer.ok) return answer;
      done(answer.value);
      return success(await readFile(file, 'utf8'));
    } finally {
      await rm(file, { force: true });
    }
  };
}
