/** The hosts of a cluster, as the nodelist of corosync's configuration names them: corosync.conf(5). */

const block = /[ \t]*node \{[^}]*\}\n+/g;

export interface ListedNode {
  readonly name: string;
  readonly id: number;
}

export function listedNodes(text: string): readonly ListedNode[] {
  return (text.match(block) ?? []).map((node) => ({ name: /^\s*name: (.*)$/m.exec(node)?.[1] ?? '', id: Number(/^\s*nodeid: (\d+)$/m.exec(node)?.[1] ?? 0) }));
}

/** With one more, which gets the lowest number that none of them has. */
export function withListedNode(text: string, name: string, address: string): string {
  const ids = listedNodes(text).map(({ id }) => id);
  const id = ids.reduce((free) => (ids.includes(free) ? free + 1 : free), 1);
  const node = `    node {\n        ring0_addr: ${address}\n        name: ${name}\n        nodeid: ${String(id)}\n    }\n`;
  return ofTwo(text.replace(/^(nodelist \{\n[^]*?)^\}/m, (_, nodes: string) => `${nodes.trimEnd()}\n\n${node}}`));
}

export function withoutListedNode(text: string, name: string): string {
  const kept = text.replace(block, (node) => (new Set(node.split('\n').map((line) => line.trim())).has(`name: ${name}`) ? '' : node));
  return ofTwo(kept);
}

/** Two hosts need the quorum of one of them, when the other fails. */
function ofTwo(text: string): string {
  const without = text.replace(/^\s*two_node: 1\n/m, '');
  return listedNodes(without).length === 2 ? without.replace(/^(\s*)provider: corosync_votequorum\n/m, '$&$1two_node: 1\n') : without;
}
