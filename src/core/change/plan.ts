import type { Fault } from '../fault';
import type { Secret } from '../secret';
import type { Caution } from './caution';
import type { Expectation } from './expectation';
import type { Task } from './task';

/** A program and its words, as they are run, shown and copied. */
export type Words = readonly [program: string, ...args: string[]];

/** What a program reads from its standard input, piece by piece. */
export type Input = readonly (string | Secret)[];

/** How a task is carried out on one host: data, made without asking anybody. What is shown of it is what is run. */
export interface Plan {
  readonly task: Task;
  /** Run one after the other; the first that fails is the last. */
  readonly commands: readonly Words[];
  /** What each of the commands reads, in their order; null for one that reads nothing, absent where none does. */
  readonly inputs?: readonly (Input | null)[];
  readonly preview: PreviewWay;
  /** What a person has to know before saying yes, the weightiest first. */
  readonly cautions: readonly Caution[];
  /** What the cluster is to look like when the change has done what it is for; all of it. */
  readonly expects: readonly Expectation[];
  /** What takes it back; null where nothing does. It is planned anew when it is wanted. */
  readonly undo: readonly Task[] | null;
  /** What leads back from the middle of it, when it has broken off after some of its commands. Absent where `undo` does that too. */
  readonly wayOut?: readonly Task[];
}

/**
 * How Pacemaker's scheduler is asked what a change would lead to.
 * edit    these are run on a copy of the CIB (`CIB_file` names it, and `pcs` is given `-f`), then the scheduler is
 * events  these happen to a copy of the cluster, after `steps` as of an edit; words of crm_simulate: `--node-fail=host1`
 * configuration  this is the configuration of a copy of the CIB
 * none    it cannot be asked, and this is why
 */
export type PreviewWay =
  | { readonly kind: 'edit'; readonly steps: readonly Words[] }
  | { readonly kind: 'events'; readonly events: readonly string[]; readonly steps?: readonly Words[] }
  | { readonly kind: 'configuration'; readonly configuration: Secret }
  | { readonly kind: 'none'; readonly why: 'runs-on-nodes' | 'forgets-history' | 'cluster-stopped' };

/** Why a task cannot be planned on this host. */
export type Impossible = Extract<Fault, { readonly code: 'change-impossible' }>;
