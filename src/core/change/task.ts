import type { ConfigurationTask } from './configurationTask';
import type { ResourceFormTask } from './resourceFormTask';
import type { RecreateTask } from './recreateTask';
import type { DefaultTask, ShapedConstraintTask, ShapeTask, TicketRole } from './shapeTask';
import type { HostTask } from './hostTask';

/**
 * What a person wants done to a cluster, without saying how: `plan.ts` says that for the pcs of one host. Names are those of the
 * cluster, exactly as it has them. A task on several rows at once names them all and is one change.
 */
export type Task = ConfigurationTask | ResourceTask | ResourceFormTask | NodeTask | HostTask | ClusterTask | ConstraintTask | ShapeTask | DefaultTask | ShapedConstraintTask | RecreateTask;

/** `node` null leaves the choice to the cluster, or means every node. */
export type ResourceTask =
  | { readonly kind: 'disable' | 'enable' | 'manage' | 'unmanage' | 'deleteResources'; readonly resources: readonly string[] }
  | { readonly kind: 'restart'; readonly resource: string; readonly node: string | null }
  | { readonly kind: 'move' | 'ban' | 'clear'; readonly resource: string; readonly node: string | null }
  /** `cleanup` forgets failures, `refresh` all that is known of a resource, which is then looked at anew. `resource` null means all of them. */
  | { readonly kind: 'cleanup' | 'refresh'; readonly resource: string | null; readonly node: string | null };

export type NodeTask = { readonly kind: 'standby' | 'unstandby' | 'startMaintenance' | 'endMaintenance'; readonly nodes: readonly string[] };

export type ClusterTask =
  /** `value` null takes the property out, so that its default counts. */
  | { readonly kind: 'setProperty'; readonly name: string; readonly value: string | null };

export type ConstraintTask =
  /** `score` as Pacemaker writes it: a whole number, `INFINITY` or `-INFINITY`. */
  | { readonly kind: 'addLocation'; readonly resource: string; readonly node: string; readonly score: string }
  /** Without a role it counts for every instance of a clone. */
  | { readonly kind: 'addColocation'; readonly resource: string; readonly withResource: string; readonly score: string; readonly role?: TicketRole; readonly withRole?: TicketRole }
  /** Both start, always and the other way round when they stop, unless it says otherwise. */
  | {
      readonly kind: 'addOrder';
      readonly first: string;
      readonly then: string;
      readonly firstAction?: OrderAction;
      readonly thenAction?: OrderAction;
      readonly orderKind?: 'Optional' | 'Serialize';
      readonly symmetrical?: boolean;
    }
  | { readonly kind: 'deleteConstraints'; readonly constraints: readonly string[] };

export type OrderAction = 'start' | 'promote' | 'stop' | 'demote';

export type TaskKind = Task['kind'];

/** The task of one kind. */
export type TaskOf<Kind extends TaskKind> = Task & { readonly kind: Kind };
