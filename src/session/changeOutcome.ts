import type { Dialect } from '../core/change/dialect';
import type { Expectation } from '../core/change/expectation';
import type { Plan, Words } from '../core/change/plan';
import type { ConfiguredValue } from '../core/change/valueBefore';
import type { Fault } from '../core/fault';
import type { FailedAction } from '../core/snapshot';

/** A plan for one host of one cluster, made from what was read of it. */
export interface ReadyPlan {
  readonly plan: Plan;
  readonly dialect: Dialect;
  /** The host it is for, as the user typed it. */
  readonly host: string;
  /** What it is to give other values to, with those that were read. */
  readonly before: readonly ConfiguredValue[];
  /** The command that pcs refused when this was tried before; `plan` forces it. Absent where nothing is forced. */
  readonly refused?: Words;
}

/**
 * What became of a change. Times are milliseconds.
 * done       the cluster is as it was meant to be
 * refused    a command was refused and nothing, or only what came before it, was done; `said` is what it said
 * instead    the commands were run and the cluster came to rest otherwise
 * left       the commands were run, and nobody waited for the cluster any longer
 * uncertain  the connection broke before the host answered: the command after the `ran` that were accepted may have been run, and is not sent again,
 *            nor were those that follow it.
 *            `reached` is what the cluster showed afterwards; null where it could not be read, or where what it showed was so before
 * cancelled  nothing was run
 * changed    nothing was run: the cluster is not what it was when this was planned, or there is more to know of it than was shown, and `now` is how the same is done now
 */
export type Outcome =
  | { readonly kind: 'done'; readonly tookMs: number }
  | { readonly kind: 'refused'; readonly ran: number; readonly fault: Fault; readonly said: string; readonly forceHelps: boolean }
  | { readonly kind: 'instead'; readonly unmet: readonly Expectation[]; readonly failures: readonly FailedAction[] }
  | { readonly kind: 'left'; readonly unmet: readonly Expectation[] }
  | { readonly kind: 'uncertain'; readonly ran: number; readonly fault: Fault; readonly reached: boolean | null }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'changed'; readonly now: ReadyPlan };

/**
 * What is being done for a change, for a person who watches.
 * checking  whether the cluster still is what the change was planned for; until here it can be cancelled
 * running   this command, the first being 0; nothing takes it back now, and all that follow are run too
 * waiting   for the cluster, which has yet to reach this; whoever stops waiting stops nothing
 * asking    the connection broke, and a host is sought that tells what became of the command
 */
export type ChangeStep =
  | { readonly kind: 'checking' }
  | { readonly kind: 'running'; readonly index: number; readonly words: Words }
  | { readonly kind: 'waiting'; readonly unmet: readonly Expectation[] }
  | { readonly kind: 'asking'; readonly fault: Fault };

/** One line of the log of what was run. */
export interface ChangeRecord {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** By which the editor knows the cluster, whatever it is called. */
  readonly id: string;
  readonly cluster: string;
  readonly host: string;
  readonly plan: Plan;
  readonly outcome: Outcome;
  readonly tookMs: number;
}
