import { flatten } from '../flatten';
import type { ClusterNode, ClusterSnapshot } from '../snapshot';
import type { WhatIf } from './whatIf';

/** All that might happen to a node, as it is now. */
export function mayHappenToNode(name: string, snapshot: ClusterSnapshot): readonly WhatIf[] {
  const node = snapshot.nodes.find((each) => each.name === name);
  if (node?.online !== true) return [];
  if (node.kind === 'cluster') return (['nodeFails', 'nodeFenced', 'nodeLeaves'] as const).map((kind) => ({ kind, node: name }));
  return [...(node.kind === 'guest' && node.resource !== null ? diesOn(node.resource, node) : []), ...connectionOf(node)];
}

/** All that might happen to a resource where it runs, or where each of its instances does. Of a group or clone: to each of what is in it. */
export function mayHappenToResource(id: string, snapshot: ClusterSnapshot): readonly WhatIf[] {
  const whole = flatten([...snapshot.resources, ...snapshot.fencing]).filter((resource) => resource.id === id);
  const found = new Map(flatten(whole).filter(({ kind, active, implicit }) => kind === 'primitive' && active && !implicit)
    .flatMap(({ id: resource, nodes }) => nodes.map((node) => [`${resource} ${node}`, { resource: historyName(resource, snapshot), node }] as const)));
  const carried = snapshot.nodes.filter(({ kind, resource, online }) => kind === 'guest' && resource === id && online);
  return [
    ...[...found.values()].flatMap(({ resource, node }): readonly WhatIf[] => [{ kind: 'monitorFails', resource, node }, { kind: 'cannotStart', resource, node }]),
    ...carried.flatMap(connectionOf),
  ];
}

/** All that might happen to a guest: its VM dies, or its connection is lost. */
export function mayHappenToGuest(guest: string, snapshot: ClusterSnapshot): readonly WhatIf[] {
  const resource = snapshot.guests.find(({ name }) => name === guest)?.resource ?? null;
  return resource === null ? [] : mayHappenToResource(resource, snapshot);
}

function diesOn(resource: string, { host }: ClusterNode): readonly WhatIf[] {
  return host === null ? [] : [{ kind: 'monitorFails', resource, node: host }];
}

function connectionOf({ kind, name, connectionHost }: ClusterNode): readonly WhatIf[] {
  return kind === 'bundle' || connectionHost === null ? [] : [{ kind: 'connectionLost', resource: name, node: connectionHost }];
}

/** A node's history numbers instances only where several may run on one node, and there a snapshot numbers them too. */
function historyName(id: string, { resources }: ClusterSnapshot): string {
  const numbered = /^(.+):\d+$/.exec(id)?.[1];
  const unique = numbered !== undefined && resources.some((resource) => resource.kind === 'clone' && resource.config?.meta['globally-unique'] === 'true' && flatten([resource]).some((part) => part.id === id));
  return numbered === undefined || unique ? id : numbered;
}
