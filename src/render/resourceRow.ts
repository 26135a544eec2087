import type { ClusterSnapshot, FailedAction, Resource } from '../core/snapshot';
import { constrainedResources } from './constraintText';
import { displayName } from './displayName';
import { flags } from './flags';
import { phrase } from './phrase';
import { resourceState } from './resourceState';
import { resourceTooltip } from './resourceTooltip';
import type { Row, Translate } from './row';

export interface ResourceContext {
  readonly cluster: string;
  readonly failures: ReadonlyMap<string, readonly FailedAction[]>;
  /** Resources of which a move or a ban has left a constraint behind. */
  readonly leftovers: ReadonlySet<string>;
}

export interface ResourceLook {
  /** A word before the state that says what the resource is to the row above: `VM resource`. */
  readonly prefix?: string;
  /** Whether the row above says already where it runs. */
  readonly hidePlace?: boolean;
  readonly fencing?: boolean;
  /** Whether it is an instance of a clone or part of a replica. */
  readonly instance?: boolean;
  /** Whether it is a member of a group. */
  readonly member?: boolean;
  readonly children?: readonly Row[];
  readonly expanded?: boolean;
}

const none: readonly FailedAction[] = [];

/** One resource, wherever it is shown. */
export function resourceRow(resource: Resource, id: string, { cluster, failures, leftovers }: ResourceContext, look: ResourceLook, t: Translate): Row {
  const state = resourceState(resource, t, look.instance);
  const label = resource.kind === 'replica' ? t('replica {0}', displayName(resource.id)) : displayName(resource.id);
  const words = phrase(state.words);
  const stateAndPlace = state.place === null ? words : `${words}, ${state.place}`;
  const prefixed = (text: string) => (look.prefix === undefined ? text : `${look.prefix}, ${text}`);
  return {
    id,
    label,
    description: prefixed(look.hidePlace === true ? words : stateAndPlace),
    icon: state.icon,
    accessibleLabel: t('Resource {0}: {1}.', label, prefixed(stateAndPlace)),
    subject: { kind: 'resource', cluster, resource: resource.id },
    flags: flags('resource', {
      blocked: resource.blocked,
      bundle: resource.kind === 'bundle',
      clone: resource.kind === 'clone',
      disabled: resource.disabled,
      failed: resource.failed,
      fencing: look.fencing === true,
      group: resource.kind === 'group',
      implicit: resource.implicit,
      instance: look.instance === true,
      leftover: leftovers.has(resource.id),
      member: look.member === true,
      orphaned: resource.orphaned,
      placed: resource.nodes.length > 0,
      primitive: resource.kind === 'primitive',
      replica: resource.kind === 'replica',
      unmanaged: !resource.managed,
    }),
    tooltip: resourceTooltip(resource, stateAndPlace, failures.get(resource.id) ?? none, t),
    children: look.children ?? [],
    expanded: look.expanded ?? false,
  };
}

/** What a reading tells of resources in other places than their own: failed actions, and constraints that were left behind. */
export function resourceContext(cluster: string, { failures: all, constraints }: ClusterSnapshot): ResourceContext {
  const failures = new Map<string, FailedAction[]>();
  for (const failure of all) failures.set(failure.resource, [...(failures.get(failure.resource) ?? []), failure]);
  return { cluster, failures, leftovers: new Set(constraints.filter(({ leftover }) => leftover).flatMap(constrainedResources)) };
}
