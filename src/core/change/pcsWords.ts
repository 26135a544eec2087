import type { ImpossibleFault } from '../fault';
import { failure } from '../result';
import type { Words } from './plan';

export function pcs(...words: readonly string[]): Words {
  return ['pcs', ...words];
}

/** A change that cannot be planned, and why. */
export function impossible(fault: ImpossibleFault extends infer Fault ? Fault extends ImpossibleFault ? Omit<Fault, 'code'> : never : never): { readonly ok: false; readonly fault: ImpossibleFault } {
  return failure({ code: 'change-impossible', ...fault });
}

/** The first of these names that pcs would take for an option, wherever in a line it stands; nothing escapes one in all of its versions. */
export function optionLike(names: readonly (string | null)[]): string | null {
  return names.find((name) => name !== null && (name === '' || name.startsWith('-'))) ?? null;
}
