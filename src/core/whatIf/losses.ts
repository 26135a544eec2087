import { flatten } from '../flatten';
import type { ClusterSnapshot } from '../snapshot';
import type { WhatIf } from './whatIf';

/** The loss of each node and each virtual machine that is there, one after the other: cluster nodes, remote nodes, then guests. */
export function lossesOf({ nodes, guests, resources }: ClusterSnapshot): readonly WhatIf[] {
  const online = nodes.filter((node) => node.online);
  const active = new Map(flatten(resources).filter((resource) => resource.active).map((resource) => [resource.id, resource]));
  return [
    ...online.filter(({ kind }) => kind === 'cluster').map(({ name }): WhatIf => ({ kind: 'nodeFails', node: name })),
    ...online.flatMap(({ kind, name, connectionHost }): readonly WhatIf[] => (kind === 'remote' && connectionHost !== null ? [{ kind: 'connectionLost', resource: name, node: connectionHost }] : [])),
    ...guests.flatMap(({ resource }): readonly WhatIf[] => {
      const node = resource === null ? undefined : active.get(resource)?.nodes[0];
      return resource === null || node === undefined ? [] : [{ kind: 'monitorFails', resource, node }];
    }),
  ];
}
