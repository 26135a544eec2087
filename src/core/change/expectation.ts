import type { CibVersion } from '../snapshot';
import type { OperationSetting } from './resourceFormTask';

/** One thing that is to be true of the cluster after a change; `isReached.ts` holds it against a snapshot. */
export type Expectation =
  /** No instance of it, nor of what is in it, is active. */
  | { readonly kind: 'inactive'; readonly resource: string }
  /** At least one instance of all that is in it is active, on this node where one is named. */
  | { readonly kind: 'active'; readonly resource: string; readonly node: string | null }
  /** No instance is active on that node. */
  | { readonly kind: 'notOn'; readonly resource: string; readonly node: string }
  | { readonly kind: 'managed'; readonly resource: string; readonly is: boolean }
  /** A parameter or a meta attribute of a resource has this value in the configuration; null: it is not set. */
  | { readonly kind: 'setting'; readonly resource: string; readonly of: 'parameters' | 'meta'; readonly name: string; readonly value: string | null }
  /** These are all operations that a resource has in the configuration. */
  | { readonly kind: 'operations'; readonly resource: string; readonly operations: readonly OperationSetting[] }
  /** A resource, a constraint or a fencing level of that id is configured, or is not. */
  | { readonly kind: 'configured'; readonly id: string; readonly is: boolean }
  /** A member in good standing; `is` false: one that has left in peace, or was fenced. */
  | { readonly kind: 'online'; readonly node: string; readonly is: boolean }
  /** The cluster knows what became of it, and no longer waits for it to be fenced. */
  | { readonly kind: 'clean'; readonly node: string }
  /** The cluster has a node of that name. */
  | { readonly kind: 'member'; readonly node: string; readonly is: boolean }
  /** The cluster runs on any host that can be asked: one of its nodes has joined it. Its programs answer before that, while they look for a DC. */
  | { readonly kind: 'running'; readonly is: boolean }
  /** A host that can be asked is set up for a cluster, whether it runs or not. */
  | { readonly kind: 'setUp'; readonly is: boolean }
  /** The cluster starts there when the host boots; its host has to be asked for that. */
  | { readonly kind: 'atBoot'; readonly node: string; readonly is: boolean }
  /** The configuration has this value for it; null: none. */
  | { readonly kind: 'nodeAttribute' | 'nodeUtilization'; readonly node: string; readonly name: string; readonly value: string | null }
  | { readonly kind: 'fencingLevel'; readonly target: string; readonly level: number; readonly devices: readonly string[] }
  /** The configuration was changed since it had this version. */
  | { readonly kind: 'newerConfiguration'; readonly than: CibVersion }
  | { readonly kind: 'standby' | 'maintenance'; readonly node: string; readonly is: boolean }
  /** The property has this value in the configuration; null: it is not set. */
  | { readonly kind: 'property'; readonly name: string; readonly value: string | null }
  /** What it is directly in; null: in nothing. */
  | { readonly kind: 'within'; readonly resource: string; readonly parent: string | null }
  /** These members of a group stand one right behind the other in it. */
  | { readonly kind: 'inOrder'; readonly group: string; readonly members: readonly string[] }
  /** A word of a resource's own has this value in the configuration; null: it is not set. */
  | { readonly kind: 'meta' | 'utilization'; readonly resource: string; readonly name: string; readonly value: string | null }
  | { readonly kind: 'default'; readonly of: 'resource' | 'operation'; readonly name: string; readonly value: string | null }
  /** `rule` is the id of the rule that has it, where the constraint itself does not. */
  | { readonly kind: 'score'; readonly constraint: string; readonly score: string; readonly rule?: string }
  /** No failed action of that resource on that node is left; null stands for all. */
  | { readonly kind: 'noFailures'; readonly resource: string | null; readonly node: string | null };
