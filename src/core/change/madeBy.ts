import type { Caution } from './caution';
import type { Input, Words } from './plan';

/** The commands that would make one configured thing as it stands, one after the other. */
export interface MadeBy {
  readonly id: string;
  readonly commands: readonly Words[];
  /** What each of the commands reads, in their order: with a secret where there is one, which is not known here. */
  readonly inputs: readonly (Input | null)[];
  /** In what they make it otherwise than it is, and what a person has to know before running them. */
  readonly unsaid: readonly Unsaid[];
}

/** `src/render/madeByText.ts` says it. Names are the cluster's. */
export type Unsaid =
  | { readonly code: 'caution'; readonly caution: Caution }
  | { readonly code: 'description'; readonly id: string }
  /** What it has from a template is written out. */
  | { readonly code: 'template'; readonly id: string; readonly template: string }
  /** Values that count only while a rule holds. */
  | { readonly code: 'under-rule'; readonly id: string }
  /** A group, clone or bundle with parameters of its own. */
  | { readonly code: 'parameters-of-whole'; readonly id: string }
  | { readonly code: 'operation-words'; readonly id: string; readonly operation: string; readonly words: readonly string[] }
  /** It has no operation, or none that watches it, and gets one. */
  | { readonly code: 'gets-operations'; readonly id: string }
  /** pcs has a command of its own that also puts the key there. */
  | { readonly code: 'remote-by-hand'; readonly id: string }
  /** pcs makes a constraint of each rule. */
  | { readonly code: 'rules-apart'; readonly id: string };
