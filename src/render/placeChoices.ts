import { flatten } from '../core/flatten';
import type { ClusterSnapshot } from '../core/snapshot';
import type { Choice } from './choice';
import { displayName } from './displayName';
import { naturalOrder } from './naturalOrder';
import { nodeContexts, nodeState } from './nodeState';
import { phrase } from './phrase';
import { resourceState } from './resourceState';
import type { Translate } from './row';

/** The nodes that a resource can be placed on or kept from, those where it runs first. A node that lives inside the resource is none. */
export function nodeChoices(snapshot: ClusterSnapshot, resource: string, t: Translate): readonly Choice<string>[] {
  const contextOf = nodeContexts(snapshot);
  const here = nodesOf(snapshot, resource);
  const nodes = snapshot.nodes.filter((node) => node.kind !== 'bundle' && node.resource !== resource);
  return [...nodes].sort((left, right) => Number(here.has(right.name)) - Number(here.has(left.name)) || naturalOrder(left.name, right.name)).map((node) => {
    const state = nodeState(node, contextOf(node), t);
    return {
      label: displayName(node.name),
      description: phrase([here.has(node.name) ? t('it runs here') : null, ...state.words]),
      detail: '',
      codicon: state.icon.codicon,
      value: node.name,
    };
  });
}

/** Where a move can lead: every node but the one it runs on; where it runs on just one, also where the cluster thinks best. */
export function destinationChoices(snapshot: ClusterSnapshot, resource: string, t: Translate): readonly Choice<string | null>[] {
  const here = nodesOf(snapshot, resource);
  const others = nodeChoices(snapshot, resource, t);
  if (here.size !== 1) return others;
  const anywhere: Choice<null> = { label: t('Let the cluster choose'), description: '', detail: t('Any other node that its constraints and scores allow'), codicon: 'wand', value: null };
  return [anywhere, ...others.filter(({ value }) => !here.has(value))];
}

/** Where the instances of a clone or bundle can be restarted: everywhere, or on one of the nodes it runs on. */
export function instanceChoices(snapshot: ClusterSnapshot, resource: string, t: Translate): readonly Choice<string | null>[] {
  const here = nodesOf(snapshot, resource);
  const everywhere: Choice<null> = { label: t('On all nodes'), description: '', detail: t('Every instance of it'), codicon: 'copy', value: null };
  return [everywhere, ...nodeChoices(snapshot, resource, t).filter(({ value }) => here.has(value))];
}

/** What a constraint can name beside a resource: all that is configured but that resource, what it is part of, and what is part of that. */
export function resourceChoices(snapshot: ClusterSnapshot, except: string, t: Translate): readonly Choice<string>[] {
  const others = snapshot.resources.filter((each) => !each.implicit && !each.orphaned && !flatten([each]).some(({ id }) => id === except));
  // An instance of a clone and a part of a bundle cannot be told apart from the others by a constraint.
  return others.flatMap((each) => (each.kind === 'group' ? [each, ...each.children] : [each])).map((each) => {
    const state = resourceState(each, t);
    return { label: displayName(each.id), description: phrase([...state.words, state.place]), detail: '', codicon: state.icon.codicon, value: each.id };
  });
}

/** Where a resource, or any part of it, runs. */
function nodesOf({ resources, fencing }: ClusterSnapshot, id: string): ReadonlySet<string> {
  return new Set(flatten(flatten([...resources, ...fencing]).filter((each) => each.id === id)).flatMap(({ nodes }) => nodes));
}
