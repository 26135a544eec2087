import type { FencedNode } from './transition';

/**
 * What the scheduler says of a node that is to be fenced, in the words of its text and its XML alike: `Fence (reboot)` and `host2`, or for a guest
 * `guest1 (resource: vm-guest1)`. Null for everything else that it may do to a node: `Shutdown`.
 */
export function fencedNode(task: string, node: string, reason: string | null): FencedNode | null {
  const how = /^Fence \(([^)]*)\)$/.exec(task)?.[1];
  if (how === undefined) return null;
  const [, guest, resource] = /^(.*) \(resource: (.*)\)$/.exec(node) ?? [];
  return { node: guest ?? node, how, reason, resource: resource ?? null };
}
