/**
 * What the scheduler would have the cluster do: the summary of one crm_simulate. `actions` are in its order.
 * The words come from Pacemaker (`lib/pacemaker/pcmk_output.c`, `rsc_action_item`): Start, Stop, Move, Migrate, Restart, Reload, Promote, Demote, Recover, Re-promote, ….
 */
export interface Transition {
  readonly actions: readonly SummaryAction[];
  readonly fencing: readonly FencedNode[];
}

/** A node that would be fenced, with Pacemaker's word for how: `reboot`, `off`. `resource` is the VM or container whose restart is a guest's fencing. */
export interface FencedNode {
  readonly node: string;
  readonly how: string;
  readonly reason: string | null;
  readonly resource: string | null;
}

export interface SummaryAction {
  readonly kind: ActionKind;
  readonly resource: string;
  /** Where it is now and where it will be, so far as the scheduler says; the same for what stays. */
  readonly from: string | null;
  readonly to: string | null;
  /** The role it will have, where it is one of a promotable clone: `Promoted`, `Unpromoted`. */
  readonly role: string | null;
  /** The scheduler's own words for why: `due to node availability`, `unrunnable`, … */
  readonly reason: string | null;
  /** The scheduler wants it, and something keeps it from being done: `blocked`. */
  readonly blocked: boolean;
}

export type ActionKind = 'start' | 'stop' | 'move' | 'migrate' | 'restart' | 'reload' | 'recover' | 'promote' | 'demote' | 'repromote' | 'other';

/** What would come of a change, beside what the cluster is about to do anyway. */
export interface Consequences {
  /** Of the change. */
  readonly change: Transition;
  /** What it would do without the change: a cluster that is not at rest. */
  readonly anyway: Transition;
  /** Configured resources that are not disabled and that nothing would run, which now run. */
  readonly homeless: readonly string[];
  /** The CIB without the change and with it, as text, secret values masked. */
  readonly before: string;
  readonly after: string;
}
