import assert from 'node:assert/strict';
import { eventsOf } from '../../../../src/core/whatIf/eventsOf';
import { monitorOf, monitorsIn } from '../../../../src/core/whatIf/monitors';
import { keepsQuorumWithout, withoutQuorum } from '../../../../src/core/whatIf/quorumAfter';
import type { ClusterSnapshot, QuorumReport } from '../../../../src/core/snapshot';
import { fixture, releases, stage, valueOf } from '../fixtures';
import { snapshot } from '../../render/snapshotParts';

describe('What is made to happen to a copy of a cluster', () => {
  for (const release of releases) {
    it(`knows the monitors of ${release} by what has run`, () => {
      const monitors = valueOf(monitorsIn(fixture(`${release}/10-guest-online-5-dummies/cibadmin-Q.out`)));
      const { nodes } = stage(`${release}/10-guest-online-5-dummies`);
      const host = nodes.find(({ name }) => name === 'guest1')?.connectionHost ?? '';
      assert.equal(monitorOf(monitors, 'guest1', host, false)?.interval, 30_000, 'that of the connection, which nothing configures');
      assert.equal(monitorOf(monitors, 'vm-guest1', host, false)?.interval, 10_000);
      assert.equal(monitorOf(monitors, 'vm-guest1', 'nowhere', false), null);
    });
  }

  it('takes the monitor of the role that an instance has', () => {
    const operation = (interval: number, rc: number) => `<lrm_rsc_op id="o${interval}" operation="monitor" interval="${interval}" rc-code="${rc}"/>`;
    const cib = `<cib><configuration/><status><node_state uname="a"><lrm><lrm_resources><lrm_resource id="db">${operation(0, 7)}${operation(11_000, 0)}${operation(10_000, 8)}</lrm_resource></lrm_resources></lrm></node_state></status></cib>`;
    const monitors = valueOf(monitorsIn(cib));
    const word = (promoted: boolean) => valueOf(eventsOf({ kind: 'monitorFails', resource: 'db', node: 'a' }, monitors, promoted)).events;
    assert.deepEqual([word(true), word(false)], [['--op-inject=db_monitor_10000@a=9'], ['--op-inject=db_monitor_11000@a=7']]);
    assert.deepEqual(eventsOf({ kind: 'monitorFails', resource: 'db', node: 'b' }, monitors, false), { ok: false, fault: { code: 'not-watched', resource: 'db', node: 'b' } });
  });

  it('makes one word of whatever a name holds', () => {
    const node = '-x $(id) "\'`';
    assert.deepEqual(valueOf(eventsOf({ kind: 'nodeFails', node }, [], false)), { steps: [], events: [`--node-fail=${node}`] });
    assert.deepEqual(valueOf(eventsOf({ kind: 'nodeLeaves', node }, [], false)).steps, [['crm_attribute', '--node', node, '--name', 'shutdown', '--lifetime', 'reboot', '--update', '1']]);
    assert.deepEqual(valueOf(eventsOf({ kind: 'cannotStart', resource: 'r', node }, [], false)).steps[0]?.slice(3, 5), ['--name', 'fail-count-r#start_0']);
  });
});

describe('Quorum after a loss', () => {
  const with3 = (quorum: Partial<QuorumReport>): Pick<ClusterSnapshot, 'services' | 'nodes'> => ({
    nodes: [],
    services: { daemons: null, sbd: null, quorum: { quorate: true, expectedVotes: 3, totalVotes: 3, quorum: 2, flags: [], members: [{ id: 1, votes: 2, name: 'a', local: true, device: null }, { id: 2, votes: 1, name: 'b', local: false, device: null }], device: null, ...quorum } },
  });

  it('goes by the votes of the node', () => {
    assert.deepEqual(['a', 'b'].map((node) => keepsQuorumWithout(node, with3({}))), [false, true]);
    assert.equal(keepsQuorumWithout('a', with3({ totalVotes: 2, quorum: 1, flags: ['2Node'] })), false);
    assert.equal(keepsQuorumWithout('b', with3({ totalVotes: 2, quorum: 1, flags: ['2Node'] })), true);
    assert.equal(keepsQuorumWithout('a', { ...snapshot(), services: undefined }), null);
  });

  it('is taken from a CIB, and from nothing else in it', () => {
    assert.equal(withoutQuorum('<?xml version="1.0"?>\n<cib a=">" have-quorum="1"><x have-quorum="1"/></cib>'), '<?xml version="1.0"?>\n<cib a=">" have-quorum="0"><x have-quorum="1"/></cib>');
  });
});
