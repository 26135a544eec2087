import { findResource, nodeCarriedBy, primitivesIn } from '../change/resourcePlace';
import { isHostName } from './fitNames';
import { machineInCluster, machineName } from './machineInCluster';
import { ofGuest } from './seenGuest';
import { reportsOf, type Seen } from './seenHosts';
import type { Situation, Step } from './step';

/** The node's name is nobody else's: Pacemaker gives it to the connection, which is a resource, too. */
export const nodeNameStep: Step = {
  id: 'nodeName',
  needs: [],
  check: (situation) => ofGuest(situation, ({ choice: { node } }) => seen(node, situation)),
  plan: () => ({ kind: 'none' }),
};

function seen(node: string, situation: Situation): Seen {
  if (!isHostName(node)) return ['wrong', { code: 'node-unfit', node }];
  const resource = machineName(situation);
  if (resource === node) return ['wrong', { code: 'node-is-resource', node }];
  if (reportsOf(situation).some(({ report }) => report.name === node)) return ['wrong', { code: 'node-is-host', node }];
  const { cluster } = situation;
  if (cluster.kind === 'running') {
    const { snapshot } = cluster;
    if (snapshot.nodes.some(({ name, kind }) => name === node && kind !== 'guest')) return ['wrong', { code: 'node-is-host', node }];
    const machine = machineInCluster(situation);
    const other = primitivesIn(snapshot.resources).find((each) => each.id !== machine?.id && nodeCarriedBy(each, snapshot) === node);
    if (other !== undefined) return ['wrong', { code: 'node-is-other', node, resource: other.id }];
    const namesake = findResource(snapshot, node)?.instances[0];
    if (namesake !== undefined && !namesake.implicit) return ['wrong', { code: 'node-is-resource', node }];
  }
  return ['done', { code: 'node-name', node, resource }];
}
