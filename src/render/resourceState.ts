import type { Resource } from '../core/snapshot';
import { displayName } from './displayName';
import { icons, kindIcon } from './icons';
import { leaves } from './leaves';
import type { RowIcon, Translate } from './row';

/** How a resource stands, in words and as a picture. */
export interface ResourceState {
  readonly words: readonly string[];
  /** Where it runs, null where it does not. */
  readonly place: string | null;
  readonly icon: RowIcon;
  /** Whether somebody should look at it. Of a group, clone or bundle: at one of its parts. */
  readonly problem: boolean;
}

/** `instance` says whether it is an instance of a clone, or part of one. */
export function resourceState(resource: Resource, t: Translate, instance = false): ResourceState {
  return resource.kind === 'primitive' ? primitiveState(resource, t, instance) : collectionState(resource, t, instance);
}

function primitiveState(resource: Resource, t: Translate, instance: boolean): ResourceState {
  return {
    words: primitiveWords(resource, t),
    place: placeText(resource.nodes, t),
    icon: primitiveIcon(resource),
    problem: primitiveProblem(resource, instance),
  };
}

/** Whether somebody should look at a primitive. An instance of a clone may well have nowhere to run. */
export function primitiveProblem(resource: Resource, instance: boolean): boolean {
  return resource.failed || resource.blocked || resource.orphaned || (!instance && shouldRun(resource));
}

function primitiveWords(resource: Resource, t: Translate): readonly string[] {
  const { role, pending } = resource;
  const words: string[] = [];
  if (isConnection(resource)) words.push(t('connection'));
  if (resource.failed) words.push(t('FAILED'));
  words.push(role ?? (resource.active ? t('active') : t('Stopped')));
  if (pending !== null && pending !== role) words.push(t('{0}…', displayName(pending)));
  if (resource.disabled) words.push(t('disabled'));
  if (resource.blocked) words.push(t('blocked'));
  if (resource.maintenance === true) words.push(t('maintenance'));
  else if (!resource.managed) words.push(t('unmanaged'));
  if (resource.failureIgnored) words.push(t('failure ignored'));
  if (resource.orphaned) words.push(t('orphaned'));
  if (resource.lockedTo !== null) words.push(t('locked to {0}', displayName(resource.lockedTo)));
  return words;
}

function primitiveIcon(resource: Resource): RowIcon {
  if (resource.failed) return icons.failed;
  if (resource.blocked) return icons.blocked;
  if (resource.orphaned) return icons.orphaned;
  if (inTransition(resource)) return icons.busy;
  if (resource.maintenance === true) return icons.maintenance;
  if (!resource.managed) return icons.unmanaged;
  if (resource.role === 'Promoted') return icons.promoted;
  if (resource.active) return icons.good;
  return shouldRun(resource) ? icons.stopped : icons.off;
}

function collectionState(resource: Resource, t: Translate, instance: boolean): ResourceState {
  const { children } = resource;
  const parts = leaves(resource.children);
  const inside = instance || resource.kind === 'clone' || resource.kind === 'bundle';
  const failed = resource.failed || parts.some((part) => part.failed);
  const running = children.filter(({ active }) => active).length;
  const problem = failed || resource.blocked || parts.some((part) => primitiveProblem(part, inside))
    || (inside && !instance && running === 0 && !resource.disabled && parts.some(shouldRun));
  const promoted = nodesOf(parts.filter(({ role }) => role === 'Promoted'));
  const unpromoted = nodesOf(parts.filter(({ role }) => role === 'Unpromoted'));
  return {
    words: [
      kindWord(resource, t),
      failed ? t('FAILED') : null,
      t('{0} of {1} running', running, children.length),
      parts.some(inTransition) ? t('in transition') : null,
      resource.disabled ? t('disabled') : null,
      resource.blocked ? t('blocked') : null,
      resource.maintenance === true ? t('maintenance') : resource.managed ? null : t('unmanaged'),
      resource.orphaned ? t('orphaned') : null,
      promoted.length > 0 ? t('Promoted on {0}', several(promoted, t)) : null,
      promoted.length > 0 && unpromoted.length > 0 ? t('Unpromoted on {0}', several(unpromoted, t)) : null,
    ].filter((word) => word !== null),
    place: promoted.length > 0 ? null : placeText(nodesOf(parts), t),
    icon: kindIcon(iconKind(resource), failed ? icons.failed : problem ? icons.warning : running === 0 ? icons.off : null),
    problem,
  };
}

/** Whether it stands still although nothing that is known keeps it from running. */
export function shouldRun(resource: Resource): boolean {
  return !resource.active && !resource.disabled && resource.managed && !resource.implicit && !inTransition(resource);
}

function inTransition({ role, pending }: Resource): boolean {
  return role?.endsWith('ing') === true || (pending !== null && pending !== 'Monitoring');
}

/** Whether it is the connection that Pacemaker made for a guest or bundle node. */
export function isConnection(resource: Resource): boolean {
  return resource.implicit && resource.agent === 'ocf:pacemaker:remote';
}

function placeText(nodes: readonly string[], t: Translate): string | null {
  return nodes.length === 0 ? null : t('on {0}', several(nodes, t));
}

/** The names of a few nodes, the number of many. */
function several(nodes: readonly string[], t: Translate): string {
  return nodes.length <= 4 ? nodes.map(displayName).join(', ') : t('{0} nodes', nodes.length);
}

function nodesOf(resources: readonly Resource[]): readonly string[] {
  return [...new Set(resources.flatMap(({ nodes }) => nodes))];
}

function iconKind({ kind }: Resource): 'group' | 'clone' | 'bundle' | 'replica' {
  return kind === 'primitive' ? 'replica' : kind;
}

/** What kind of resource it is, in Pacemaker's words. */
export function kindWord(resource: Resource, t: Translate): string {
  switch (resource.kind) {
    case 'primitive': return t('primitive');
    case 'group': return t('group');
    case 'clone': return resource.promotable === true ? t('promotable clone') : t('clone');
    case 'bundle': return t('bundle');
    case 'replica': return t('replica');
  }
}
