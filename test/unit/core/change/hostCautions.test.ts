import assert from 'node:assert/strict';
import { changeCommand } from '../../../../src/core/change/changeCommand';
import { planChange } from '../../../../src/core/change/planChange';
import type { Dialect } from '../../../../src/core/change/dialect';
import type { Caution } from '../../../../src/core/change/caution';
import type { Task } from '../../../../src/core/change/task';
import type { ClusterSnapshot, QuorumReport } from '../../../../src/core/snapshot';
import { node, resource, snapshot } from '../../render/snapshotParts';
import { valueOf } from '../fixtures';
import { dialect, dialects } from './recordedDialects';

const hosts = (count: number, more: Partial<ClusterSnapshot> = {}): ClusterSnapshot =>
  snapshot({ nodes: Array.from({ length: count }, (_, index) => node(`host${index + 1}`)), resources: [resource('web', { nodes: ['host1'] })], ...more });
const stop = (...nodes: readonly string[]): Task => ({ kind: 'stopCluster', nodes });

function cautions(task: Task, on: ClusterSnapshot, here: string | null = null): readonly Caution['code'][] {
  return valueOf(planChange(task, dialect('0.11.5'), on, here)).cautions.map(({ code }) => code);
}

function votes(report: Partial<QuorumReport>): ClusterSnapshot['services'] {
  return { daemons: null, sbd: null, quorum: { quorate: true, expectedVotes: null, totalVotes: null, quorum: null, flags: [], members: [], device: null, ...report } };
}

describe('What is said of hosts that leave', () => {
  it('is that quorum is lost, where too few votes are left', () => {
    assert.deepEqual(cautions(stop('host1'), hosts(2)), []);
    assert.deepEqual(cautions(stop('host1'), hosts(3)), []);
    assert.deepEqual(cautions(stop('host1', 'host2'), hosts(3)), ['quorum-lost']);
    assert.deepEqual(cautions(stop('host1', 'host2'), hosts(5)), []);
    const oneAway = hosts(3, { nodes: [node('host1'), node('host2'), node('host3', { online: false })] });
    assert.deepEqual(cautions(stop('host1'), oneAway), ['quorum-lost']);
    assert.deepEqual(cautions(stop('host1'), { ...oneAway, cluster: { ...oneAway.cluster, quorum: false } }), []);
  });

  it('counts as corosync does, where that has been read', () => {
    const member = (name: string, count: number) => ({ id: 1, votes: count, name, local: false, device: null });
    assert.deepEqual(cautions(stop('host1'), hosts(2, { services: votes({ quorum: 2 }) })), ['quorum-lost']);
    assert.deepEqual(cautions(stop('host1'), hosts(2, { services: votes({ quorum: 2, device: { votes: 1 } }) })), []);
    assert.deepEqual(cautions(stop('host1'), hosts(3, { services: votes({ quorum: 3, members: [member('host1', 3)] }) })), ['quorum-lost']);
  });

  it('is that all stops with the last of them, once', () => {
    assert.deepEqual(cautions(stop('host1', 'host2'), hosts(2)), ['cluster-stops']);
    assert.deepEqual(cautions({ kind: 'stopCluster', nodes: null }, hosts(3)), ['cluster-stops']);
    assert.deepEqual(cautions({ kind: 'takeDown', node: 'host1', how: 'stop' }, hosts(1)), ['cluster-stops']);
    assert.deepEqual(cautions({ kind: 'destroyCluster' }, hosts(2)), ['destroys-cluster', 'cluster-stops']);
  });

  it('is that another has to tell where it is the one that answers', () => {
    assert.deepEqual(cautions(stop('host1'), hosts(2), 'host1'), ['answers-here']);
    assert.deepEqual(cautions(stop('host2'), hosts(2), 'host1'), []);
    assert.deepEqual(cautions({ kind: 'removeNode', node: 'host1' }, hosts(2), 'host1'), ['leaves-cluster', 'answers-here']);
  });

  it('names what has no place left, and what goes down inside of a guest', () => {
    assert.deepEqual(cautions(stop('host1'), hosts(2, { nodes: [node('host1'), node('host2', { standby: true })] })), ['stops']);
    const guest = hosts(2, {
      nodes: [node('host1'), node('host2'), node('guest1', { kind: 'guest', resource: 'vm' })],
      resources: [resource('vm', { agent: 'ocf:heartbeat:VirtualDomain', nodes: ['host1'] }), resource('web', { nodes: ['guest1'] })],
    });
    assert.deepEqual(cautions(stop('host1'), guest), ['stops-inside-guest']);
    assert.deepEqual(cautions({ kind: 'fence', node: 'host1' }, guest), ['power-cut', 'no-device', 'stops-inside-guest']);
    assert.deepEqual(cautions({ kind: 'confirmFenced', node: 'host2' }, hosts(2, { nodes: [node('host1'), node('host2', { unclean: true })] })), ['confirm-destroys-data', 'still-answers']);
  });
});

describe('A node is forgotten', () => {
  const forget = (on: ClusterSnapshot) => planChange({ kind: 'clearNode', node: 'gone' }, dialect('0.11.5'), on);
  const why = (on: ClusterSnapshot) => {
    const plan = forget(on);
    return !plan.ok && plan.fault.code === 'change-impossible' ? plan.fault.why : null;
  };

  it('only when nothing of it is there or waited for', () => {
    const gone = hosts(2, { nodes: [node('host1'), node('gone', { online: false })] });
    assert.equal(why(gone), null);
    assert.equal(why(hosts(2, { nodes: [node('host1'), node('gone', { online: false, pending: true })] })), 'still-member');
    assert.equal(why(hosts(2, { nodes: [node('host1'), node('gone', { online: false, unclean: true })] })), 'waits-for-fencing');
    assert.equal(why(hosts(2, { nodes: [node('host1'), node('gone', { kind: 'guest', online: false, resource: 'vm' })] })), 'carries-node');
    const old = planChange({ kind: 'clearNode', node: 'gone' }, { pcs: '0.9.150', capabilities: new Set() }, gone);
    assert.ok(!old.ok && old.fault.code === 'change-impossible' && old.fault.why === 'no-node-clear');
  });

  it('for good, which is said, and by root', () => {
    const plan = valueOf(forget(hosts(2, { nodes: [node('host1'), node('gone', { online: false })] })));
    assert.deepEqual([plan.undo, plan.cautions.map(({ code }) => code)], [null, ['forgets-node']]);
    assert.equal(changeCommand(plan.commands[0] ?? assert.fail()).rights, 'root');
  });
});

describe('A virtual machine is made a guest node by pcs', () => {
  const machine = resource('vm', { agent: 'ocf:heartbeat:VirtualDomain', config: { description: null, template: null, parameters: {}, meta: { 'remote-addr': '10.0.0.1' }, utilization: {}, operations: [] } });
  const add = (of: Dialect, address: string | null = null) => planChange({ kind: 'addGuestNode', resource: 'vm', node: 'g', address }, of, hosts(2, { resources: [machine] }));

  it('which says what has to be seen to before, by root, and leads back to the address that was there', () => {
    for (const each of dialects) {
      const plan = valueOf(add(each));
      assert.deepEqual(plan.cautions.map(({ code }) => code), ['guest-skipped']);
      assert.equal(changeCommand(plan.commands[0] ?? assert.fail()).rights, 'root');
      assert.deepEqual(plan.undo, [{ kind: 'updateResource', resource: 'vm', parameters: {}, operations: null, meta: { 'remote-node': null, 'remote-addr': '10.0.0.1' } }]);
    }
  });

  it('unless pcs is too old for it', () => {
    const old = add({ pcs: '0.9.157', capabilities: new Set() });
    assert.ok(!old.ok && old.fault.code === 'change-impossible' && old.fault.why === 'no-guest-node');
  });

  it('at an address that is none of pcs’s options', () => {
    const refused = add(dialect('0.11.5'), '-1');
    assert.ok(!refused.ok && refused.fault.code === 'change-impossible' && refused.fault.why === 'option-like');
  });
});

describe('A plan for hosts', () => {
  const commands = (task: Task, on: ClusterSnapshot, here: string | null) => valueOf(planChange(task, dialect('0.12.0.2'), on, here)).commands;

  it('names no host to the pcs of that one', () => {
    assert.deepEqual(commands(stop('host1'), hosts(2), 'host1'), [['pcs', 'cluster', 'stop']]);
    assert.deepEqual(commands(stop('host1', 'host2'), hosts(2), 'host1'), [['pcs', 'cluster', 'stop', 'host1', 'host2']]);
    assert.deepEqual(commands({ kind: 'startCluster', nodes: null }, hosts(1), 'host1'), [['pcs', 'cluster', 'start']]);
    assert.deepEqual(commands({ kind: 'startCluster', nodes: null }, hosts(2), 'host1'), [['pcs', 'cluster', 'start', '--all']]);
    assert.deepEqual(commands({ kind: 'destroyCluster' }, hosts(1), 'host1'), [['pcs', 'cluster', 'destroy', '--yes']]);
  });

  it('takes back what starts at boot of the hosts that it changed, where all of them told what they did before', () => {
    const plan = (kind: 'enableCluster' | 'disableCluster', nodes: readonly string[] | null, ...told: readonly (readonly [string, boolean | null])[]) => {
      const { expects, undo } = valueOf(planChange({ kind, nodes }, dialect('0.11.5'), { ...hosts(2), atBoot: new Map(told) }));
      return [expects.map((each) => (each.kind === 'atBoot' ? `${each.node} ${each.is}` : each)), undo];
    };
    assert.deepEqual(plan('enableCluster', null, ['host1', false], ['host2', false]), [['host1 true', 'host2 true'], [{ kind: 'disableCluster', nodes: null }]]);
    assert.deepEqual(plan('enableCluster', null, ['host1', true], ['host2', false]), [['host1 true', 'host2 true'], [{ kind: 'disableCluster', nodes: ['host2'] }]]);
    assert.deepEqual(plan('disableCluster', ['host2'], ['host1', true], ['host2', true]), [['host2 false'], [{ kind: 'enableCluster', nodes: ['host2'] }]]);
    assert.deepEqual(plan('disableCluster', null, ['host1', false], ['host2', false]), [['host1 false', 'host2 false'], null]);
    assert.deepEqual(plan('enableCluster', null, ['host1', false]), [['host1 true'], null]);
    assert.deepEqual(plan('enableCluster', null, ['host1', false], ['host2', null]), [['host1 true', 'host2 true'], null]);
    assert.deepEqual(plan('enableCluster', null), [[], null]);
  });

  it('takes back no more than was done', () => {
    const undo = (task: Task, on: ClusterSnapshot) => valueOf(planChange(task, dialect('0.11.5'), on)).undo;
    const asleep = hosts(2, { nodes: [node('host1'), node('host2', { standby: true, attributes: { standby: 'on' } })] });
    assert.deepEqual(undo({ kind: 'takeDown', node: 'host1', how: 'stop' }, asleep), [{ kind: 'bringBack', node: 'host1' }]);
    assert.deepEqual(undo({ kind: 'takeDown', node: 'host2', how: 'stop' }, asleep), [{ kind: 'startCluster', nodes: ['host2'] }]);
    assert.equal(undo({ kind: 'takeDown', node: 'host2', how: 'standby' }, asleep), null);
    assert.deepEqual(undo({ kind: 'takeDown', node: 'host2', how: 'maintenance' }, asleep), [{ kind: 'endMaintenance', nodes: ['host2'] }]);
    const both = hosts(2, { nodes: [node('host1'), node('host2', { standby: true, maintenance: true })] });
    assert.equal(undo({ kind: 'bringBack', node: 'host2' }, both), null);
    assert.deepEqual(commands({ kind: 'bringBack', node: 'host2' }, both, null), [['pcs', 'node', 'unmaintenance', 'host2'], ['pcs', 'node', 'unstandby', 'host2']]);
  });
});

describe('What is shown of hosts that join', () => {
  const shown = (task: Task, away: readonly string[], quorum: boolean) => {
    const nodes = ['host1', 'host2', 'host3'].map((name) => node(name, { online: !away.includes(name) }));
    const { preview } = valueOf(planChange(task, dialect('0.11.5'), hosts(3, { nodes, cluster: { ...snapshot().cluster, quorum } }), 'host1'));
    return preview.kind === 'events' ? [preview.events, preview.steps?.map(([program, , , path, , text]) => `${program} ${path} ${text}`)] : preview.kind;
  };
  const quorate = 'cibadmin /cib <cib have-quorum="1"/>';

  it('has the quorum that all hosts together have, and else that of now', () => {
    const start: Task = { kind: 'startCluster', nodes: ['host2', 'host3'] };
    assert.deepEqual(shown(start, ['host2', 'host3'], false), [['--node-up=host2', '--node-up=host3'], [quorate]]);
    assert.deepEqual(shown({ kind: 'startCluster', nodes: ['host2'] }, ['host2', 'host3'], false), [['--node-up=host2'], []]);
    assert.deepEqual(shown(start, ['host2', 'host3'], true), [['--node-up=host2', '--node-up=host3'], []]);
    assert.deepEqual(shown({ kind: 'bringBack', node: 'host3' }, ['host3'], false), [['--node-up=host3'], [quorate]]);
  });
});
