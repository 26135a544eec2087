import type { ClusterNode } from '../core/snapshot';
import type { OtherView } from '../session/clusterState';
import { displayName } from './displayName';
import { nodeContexts, nodeState } from './nodeState';
import type { Translate } from './row';

/** How other hosts see a node, where they contradict what is shown: `host2 sees it online`. */
export type NodeSights = (node: ClusterNode, online: boolean) => readonly string[];

/** Looks up nodes in the views of other hosts; `online` is what the view that is shown says in the full sense. */
export function nodeSights(otherViews: readonly OtherView[], t: Translate): NodeSights {
  const views = otherViews.map(({ host, snapshot }) => {
    const contextOf = nodeContexts(snapshot);
    return { host: displayName(host), states: new Map(snapshot.nodes.map((node) => [node.name, nodeState(node, contextOf(node), t)])) };
  });
  return ({ name }, online) => views.flatMap(({ host, states }) => {
    const seen = states.get(name);
    if (seen === undefined) return [t('{0} does not know it', host)];
    return seen.online === online ? [] : [t('{0} sees it {1}', host, seen.words[0] ?? '')];
  });
}
