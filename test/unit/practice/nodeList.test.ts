import assert from 'node:assert/strict';
import { listedNodes, withListedNode, withoutListedNode } from '../../../src/practice/nodeList';

/** As pcs 0.11.5 writes it. */
const node = (name: string, id: number) => `    node {\n        ring0_addr: ${name}\n        name: ${name}\n        nodeid: ${String(id)}\n    }\n`;
const corosync = (nodes: string, twoNode = '') => `totem {\n    version: 2\n    cluster_name: lab\n}\n\nnodelist {\n${nodes}}\n\nquorum {\n    provider: corosync_votequorum\n${twoNode}}\n\nlogging {\n    to_logfile: yes\n}\n`;
const two = corosync(`${node('host1', 1)}\n${node('host2', 2)}`, '    two_node: 1\n');

describe("The nodelist of corosync's configuration", () => {
  it('names the hosts and their numbers', () => {
    assert.deepEqual(listedNodes(two), [{ name: 'host1', id: 1 }, { name: 'host2', id: 2 }]);
    assert.deepEqual(listedNodes('totem {\n}\n'), []);
  });

  it('loses a host, and gets it back as it was', () => {
    const one = withoutListedNode(two, 'host2');
    assert.equal(one, corosync(`${node('host1', 1)}\n`));
    assert.equal(withListedNode(one, 'host2', 'host2'), two);
    assert.equal(withoutListedNode(two, 'host'), two);
    assert.equal(withoutListedNode(two, '.*'), two);
  });

  it('gives one more the lowest number that is free, and is of two only while there are two', () => {
    const three = withListedNode(two, 'host3', '192.168.122.4');
    assert.deepEqual(listedNodes(three), [{ name: 'host1', id: 1 }, { name: 'host2', id: 2 }, { name: 'host3', id: 3 }]);
    assert.match(three, /ring0_addr: 192\.168\.122\.4\n {8}name: host3\n/);
    assert.doesNotMatch(three, /two_node/);
    const filled = withListedNode(withoutListedNode(three, 'host1'), 'host4', 'host4');
    assert.deepEqual(listedNodes(filled).map(({ id }) => id), [2, 3, 1]);
    assert.match(withoutListedNode(filled, 'host2'), /two_node: 1/);
  });
});
