import { type FailureStanding, failureStandings } from './failureStanding';
import { flatten } from './flatten';
import { baseId } from './liveResources';
import type { ClusterSnapshot, Constraint, FailedAction, Resource } from './snapshot';

/**
 * Something in a cluster that outlived its purpose and can be put away.
 * constraint  a move or a ban left it, and it stays in force
 * orphan      nothing configures the resource any more, and Pacemaker remembers it
 * failure     an action failed, and what failed is well again
 */
export type LeftBehind =
  | { readonly kind: 'constraint'; readonly constraint: Constraint }
  | { readonly kind: 'orphan'; readonly resource: Resource }
  | { readonly kind: 'failure'; readonly failure: FailedAction; readonly standing: FailureStanding };

/** All that is left behind in a cluster: constraints, then resources, then failed actions. */
export function leftBehind(snapshot: ClusterSnapshot): readonly LeftBehind[] {
  const standingOf = failureStandings(snapshot);
  const orphans = flatten([...snapshot.resources, ...snapshot.fencing]).filter(({ orphaned, kind }) => orphaned && kind === 'primitive');
  return [
    ...snapshot.constraints.filter(({ leftover }) => leftover).map((constraint) => ({ kind: 'constraint', constraint } as const)),
    ...[...new Map(orphans.map((resource) => [baseId(resource.id), resource])).values()].map((resource) => ({ kind: 'orphan', resource } as const)),
    ...snapshot.failures.map((failure) => ({ kind: 'failure', failure, standing: standingOf(failure) } as const)).filter(({ standing }) => standing.resolved),
  ];
}
