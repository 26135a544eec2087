import { changeChildren, descend, element, valueOf, withAttributes, type CibElement } from './cibTree';
import { changeNodeState, nodeStates, setTransientAttribute } from './nodeHistory';

/**
 * Membership of cluster nodes, as the controller on the DC writes it into `node_state`:
 * from what pacemaker 2.1.5 wrote when nodes were started, stopped and killed.
 */
const member = { in_ccm: 'true', crmd: 'online', join: 'member', expected: 'member' } as const;

/** Names of the cluster nodes that run the cluster now. */
export function onlineNodes(cib: CibElement): readonly string[] {
  return nodeStates(cib).filter((state) => valueOf(state, 'crmd') === 'online').map((state) => valueOf(state, 'uname'));
}

/** Names of all configured cluster nodes. */
export function clusterNodes(cib: CibElement): readonly string[] {
  return descend(cib, 'configuration', 'nodes')?.children.map((node) => valueOf(node, 'uname')) ?? [];
}

/** Asks the scheduler to stop everything on a node, the first half of stopping the cluster there. */
export function requestShutdown(cib: CibElement, node: string, at: number): CibElement {
  return setTransientAttribute(cib, node, 'shutdown', String(at));
}

/** A node that has left in peace: nothing runs there, and its history is gone. */
export function leaveCluster(cib: CibElement, node: string): CibElement {
  return electController(changeNodeState(cib, node, (state) => forgotten(state, { in_ccm: 'false', crmd: 'offline', join: 'down', expected: 'down' })));
}

export function joinCluster(cib: CibElement, node: string): CibElement {
  const joined = changeNodeState(cib, node, (state) => forgotten(withAttributes(state, { id: idOf(cib, node) }), member));
  return electController(setTransientAttribute(joined, node, '#feature-set', valueOf(cib, 'crm_feature_set')));
}

/** A host that corosync has come to know: it is configured, and has not joined. */
export function addNode(cib: CibElement, node: string, id: number): CibElement {
  const added = (nodes: CibElement) => ({ ...nodes, children: [...nodes.children, element('node', { id: String(id), uname: node })] });
  return changeChildren(cib, 'configuration', (configuration) => changeChildren(configuration, 'nodes', added));
}

/** Nothing is left of a node: neither its entry nor what was known of it. */
export function forgetNode(cib: CibElement, node: string): CibElement {
  const others = (child: CibElement) => (valueOf(child, 'uname') === node ? null : child);
  const unlisted = changeChildren(cib, 'configuration', (configuration) => changeChildren(configuration, 'nodes', (nodes) => changeChildren(nodes, 'node', others)));
  return electController(changeChildren(unlisted, 'status', (status) => changeChildren(status, 'node_state', others)));
}

/** A node that is gone without a word: what ran there may still run, so Pacemaker calls it unclean. */
export function loseNode(cib: CibElement, node: string): CibElement {
  return electController(changeNodeState(cib, node, (state) => withAttributes(state, { in_ccm: 'false', crmd: 'offline', join: 'down', expected: 'member' })));
}

function forgotten(state: CibElement, membership: Readonly<Record<string, string>>): CibElement {
  const known = { id: valueOf(state, 'id'), uname: valueOf(state, 'uname') };
  return element('node_state', { ...known, ...membership });
}

/** The node that decides (DC) is the one that has been there longest; here, the first that is online. */
function electController(cib: CibElement): CibElement {
  const online = onlineNodes(cib);
  const current = clusterNodes(cib).find((node) => idOf(cib, node) === valueOf(cib, 'dc-uuid'));
  const controller = current !== undefined && online.includes(current) ? current : online[0];
  return withAttributes(cib, { 'dc-uuid': controller === undefined ? null : idOf(cib, controller), 'have-quorum': controller === undefined ? '0' : '1' });
}

function idOf(cib: CibElement, node: string): string {
  const configured = descend(cib, 'configuration', 'nodes')?.children.find((candidate) => valueOf(candidate, 'uname') === node);
  return configured ? valueOf(configured, 'id') : node;
}
