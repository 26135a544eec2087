import assert from 'node:assert/strict';
import type { GuestChoice } from '../../../src/core/walkthrough/guestSituation';
import type { SeenCluster } from '../../../src/core/walkthrough/step';
import { addressProblem, likelyNode, machineChoices, machineProblem, nodeProblem, typedMachine, userProblem, wayChoices } from '../../../src/render/guestChoices';
import { empty, whole } from '../core/walkthrough/guestSituations';
import { t } from './plainTranslate';

const idle: SeenCluster = { kind: 'idle' };
const running: SeenCluster = { kind: 'running', snapshot: whole };
const bare: SeenCluster = { kind: 'running', snapshot: empty };
const choice = (domain: string, node: string): GuestChoice => ({ domain, node, user: 'root', address: null, way: 'hand' });

describe('What is asked of a guest', () => {
  it('offers the virtual machines, those that are no nodes first, each with where it is', () => {
    const machine = { name: 'web', state: 'shut off', hosts: ['host1', 'host2'], node: null };
    assert.deepEqual(machineChoices([{ ...machine, name: 'guest1', state: 'running', hosts: ['host1'], node: 'guest1' }, machine, { ...machine, name: 'db', state: null, hosts: [] }], t), [
      { label: 'web', description: 'shut off on host1, host2', detail: '', codicon: 'vm', value: 'web' },
      { label: 'db', description: 'known to the cluster alone', detail: '', codicon: 'vm', value: 'db' },
      { label: 'guest1', description: 'running on host1', detail: 'It is the guest node guest1.', codicon: 'vm-running', value: 'guest1' },
    ]);
  });

  it('takes the name of a machine that is to be made, unless no agent could do with it', () => {
    const typed = typedMachine('guest2', idle, t);
    assert.ok(typeof typed !== 'string' && typed.value === 'guest2');
    const unfit = typedMachine('guest $(reboot)', idle, t);
    assert.match(typeof unfit === 'string' ? unfit : '', /^The name of guest \$\(reboot\) has characters/);
    assert.deepEqual([machineProblem('guest2', bare, t), machineProblem('', idle, t)], [null, 'Type the name of a virtual machine.']);
  });

  it('proposes a name for the node that is its own', () => {
    assert.equal(likelyNode('guest1', idle, t), 'guest1');
    assert.equal(likelyNode('guest1', running, t), 'guest1');
    assert.equal(likelyNode('web server_1', idle, t), 'web-server-1');
    assert.equal(likelyNode('FAKE1', running, t), 'guest-FAKE1');
    assert.equal(likelyNode('…', idle, t), 'guest1');
    const proposed = (domain: string, cluster: SeenCluster) => nodeProblem(choice(domain, likelyNode(domain, cluster, t)), cluster, t);
    for (const domain of ['guest1', 'FAKE1', 'host1', '.web.']) assert.deepEqual([proposed(domain, idle), proposed(domain, running)], [null, null], domain);
  });

  it('refuses a name for the node that is another’s, in the words of its step', () => {
    assert.match(nodeProblem(choice('web', 'FAKE1'), running, t) ?? '', /^A resource is called FAKE1 already/);
    assert.match(nodeProblem(choice('web', 'host1'), running, t) ?? '', /^A node of the cluster is called host1 already/);
    assert.match(nodeProblem(choice('web', 'guest1'), running, t) ?? '', /already makes a node called guest1/);
    assert.match(nodeProblem(choice('web', 'web 1'), idle, t) ?? '', /^web 1 is no name for a host/);
    assert.equal(nodeProblem(choice('web', 'web1'), running, t), null);
  });

  it('offers both ways to a node, by hand first', () => {
    assert.deepEqual(wayChoices(t).map(({ label, description, value }) => [label, description, value]), [['By Hand', 'meta remote-node', 'hand'], ['By pcs', 'pcs cluster node add-guest', 'pcs']]);
  });

  it('takes the name of an account, and an address or none', () => {
    assert.deepEqual(['root', 'ops.admin', 'a-b_c', ''].map((user) => userProblem(user, t) === null), [true, true, true, false]);
    assert.deepEqual(['-oProxy', 'a b', 'a@b', 'a:b'].map((user) => userProblem(user, t) === null), [false, false, false, false]);
    assert.deepEqual(['', '192.168.122.10', 'fd00::10', 'guest1', '127.0.0.1'].map((address) => addressProblem(address, t) === null), [true, true, true, false, false]);
  });
});
