import type { Plan } from '../core/change/plan';
import type { Task } from '../core/change/task';
import type { Result } from '../core/result';
import type { Line } from './commandText';

/** What has to be known beside what was found on hosts and guest, to write their set-up down for people. */
export interface SetUpTelling {
  /** What the user calls the cluster. */
  readonly cluster: string;
  /** When it was looked at, in milliseconds since the epoch. */
  readonly at: number;
  /** A command as a line for a shell. */
  readonly line: Line;
  /** The host whose pcs is told what the cluster is to do; null where none can be. */
  readonly speaker: string | null;
  /** How that pcs is told to do something, once these have been done. */
  readonly plan: (task: Task, before: readonly Task[]) => Result<Plan>;
}
