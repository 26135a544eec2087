import { failureStandings } from '../core/failureStanding';
import { flatten } from '../core/flatten';
import type { ClusterNode, ClusterSnapshot, FailedAction, NodeKind, Resource } from '../core/snapshot';
import type { OtherView } from '../session/clusterState';
import { displayName } from './displayName';
import { failedActionRow, type FailureContext } from './failedActionRow';
import { flags } from './flags';
import { icons } from './icons';
import { leaves } from './leaves';
import { naturalOrder } from './naturalOrder';
import { nodeSights } from './nodeSights';
import { nodeContexts, nodeState } from './nodeState';
import { nodeTooltip } from './nodeTooltip';
import { phrase } from './phrase';
import { placeWords } from './place';
import { resourceContext, resourceRow } from './resourceRow';
import { childId, distinctIds } from './rowId';
import type { Row, Translate } from './row';

const kindOrder: readonly NodeKind[] = ['cluster', 'remote', 'guest', 'bundle'];

/** Up to so many nodes, each is open from the start. */
const roomy = 8;

/** The Nodes view: what Pacemaker schedules on, with what runs there and what failed there, and what other hosts say otherwise of it. */
export function nodeRows(snapshot: ClusterSnapshot, cluster: string, t: Translate, otherViews: readonly OtherView[] = []): readonly Row[] {
  const { nodes } = snapshot;
  const running = byNode(snapshot);
  const resources = resourceContext(cluster, snapshot);
  const failures: FailureContext = {
    cluster,
    standingOf: failureStandings(snapshot),
    knownNodes: new Set(nodes.map(({ name }) => name)),
    knownResources: new Set(flatten([...snapshot.resources, ...snapshot.fencing]).map(({ id }) => id)),
  };
  const contextOf = nodeContexts(snapshot);
  const sightsOf = nodeSights(otherViews, t);
  const distinct = distinctIds();
  const rows = [...nodes].sort(nodeOrder).map((node): Row => {
    const id = distinct(childId('nodes', node.name));
    const below = distinctIds();
    const context = contextOf(node);
    const state = nodeState(node, context, t);
    const sights = sightsOf(node, state.online);
    const words = [phrase([...state.words, ...placeWords(node, t)]), ...sights].join('; ');
    return {
      id,
      label: displayName(node.name),
      description: words,
      icon: state.icon,
      accessibleLabel: sentence(node.kind, displayName(node.name), words, t),
      subject: { kind: 'node', cluster, node: node.name },
      flags: flags('node', {
        [`${node.kind}Node`]: true,
        dc: node.dc,
        leftover: node.kind === 'remote' && node.resource === null,
        maintenance: node.maintenance,
        online: state.online,
        pending: node.pending,
        standby: node.standby,
        unclean: node.unclean,
      }),
      tooltip: nodeTooltip(node, context, sights, t),
      children: [
        ...(running.get(node.name) ?? []).map((resource) => resourceRow(resource, below(childId(id, resource.id)), resources, { hidePlace: true }, t)),
        ...snapshot.failures.filter((failure) => failure.node === node.name)
          .map((failure) => failedActionRow(failure, below(failureId(id, failure)), failures, t)),
      ],
      expanded: nodes.length <= roomy,
    };
  });
  const homeless = snapshot.failures.filter(({ node }) => !failures.knownNodes.has(node));
  return homeless.length === 0 ? rows : [...rows, elsewhere(homeless, failures, t)];
}

function sentence(kind: NodeKind, name: string, words: string, t: Translate): string {
  switch (kind) {
    case 'cluster': return t('Cluster node {0}: {1}.', name, words);
    case 'remote': return t('Remote node {0}: {1}.', name, words);
    case 'guest': return t('Guest node {0}: {1}.', name, words);
    case 'bundle': return t('Bundle node {0}: {1}.', name, words);
  }
}

function nodeOrder(left: ClusterNode, right: ClusterNode): number {
  return kindOrder.indexOf(left.kind) - kindOrder.indexOf(right.kind) || naturalOrder(left.name, right.name);
}

function byNode(snapshot: ClusterSnapshot): ReadonlyMap<string, readonly Resource[]> {
  const running = new Map<string, Resource[]>();
  for (const resource of leaves([...snapshot.resources, ...snapshot.fencing])) {
    for (const node of new Set(resource.nodes)) {
      const known = running.get(node);
      if (known === undefined) running.set(node, [resource]);
      else known.push(resource);
    }
  }
  return running;
}

/** Failed actions of nodes that are gone: they must not vanish with them. */
function elsewhere(homeless: readonly FailedAction[], context: FailureContext, t: Translate): Row {
  const distinct = distinctIds();
  const description = t('of nodes that are gone');
  return {
    id: 'failures',
    label: t('Failed actions'),
    description,
    icon: icons.failed,
    accessibleLabel: t('Failed actions {0}.', description),
    subject: { kind: 'heading', cluster: context.cluster, heading: 'failures' },
    flags: [],
    tooltip: { from: null, build: () => ({ title: t('Failed actions {0}', description), lines: [] }) },
    children: homeless.map((failure) => failedActionRow(failure, distinct(failureId('failures', failure)), context, t)),
    expanded: true,
  };
}

function failureId(parent: string, { resource, task, interval, node }: FailedAction): string {
  return [`${parent}/failed`, resource, task, String(interval), node].reduce(childId);
}
