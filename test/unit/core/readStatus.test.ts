import assert from 'node:assert/strict';
import { readStatus } from '../../../src/core/readStatus';
import { fixture, releases, snapshotOf, valueOf } from './fixtures';

function faultOf(text: string): unknown {
  const read = readStatus(text);
  return read.ok ? 'no fault' : read.fault;
}

describe('A document in place of a status', () => {
  for (const release of releases) {
    it(`says that nothing runs: ${release}`, () => {
      const folder = `${release}/00-cluster-stopped`;
      const document = faultOf(fixture(`${folder}/crm_mon-xml.out`)) as { code: string; message: string };
      assert.equal(document.code, 'not-running');
      assert.match(document.message, /^crm_mon: (Connection to cluster failed: Connection refused|Error: cluster is not available on this node)$/);
      assert.deepEqual(faultOf(fixture(`${folder}/crm_mon-as-xml.out`)), { code: 'not-running', message: '' });
    });

    it(`is not a status when another tool printed it: ${release}`, () => {
      const folder = `${release}/10-guest-online-5-dummies`;
      assert.deepEqual(faultOf(fixture(`${folder}/cibadmin-Q.out`)), { code: 'not-a-status', root: 'cib' });
      if (release !== 'bullseye') assert.deepEqual(faultOf(fixture(`${folder}/crm_simulate-xml.out`)), { code: 'not-a-status', root: 'pacemaker-result' });
    });
  }

  it('says that Pacemaker is not connected, as 2.1.6 and later do', () => {
    const text = '<pacemaker-result api-version="2.26" request="crm_mon"><crm-mon-disconnected description="Pacemaker daemons shutting down" pacemakerd-state="shutting_down"/><status code="102" message="Not connected"/></pacemaker-result>';
    assert.deepEqual(faultOf(text), { code: 'not-running', message: 'Pacemaker daemons shutting down' });
    const bare = '<pacemaker-result><crm-mon-disconnected/><status code="0" message="OK"/></pacemaker-result>';
    assert.deepEqual(faultOf(bare), { code: 'not-running', message: '' });
  });

  it('is not a status when it lists nodes without their state, as crmadmin --nodes does', () => {
    const text = '<pacemaker-result request="crmadmin -N"><nodes><node type="cluster" name="host1" id="1"/></nodes><status code="0" message="OK"/></pacemaker-result>';
    assert.deepEqual(faultOf(text), { code: 'not-a-status', root: 'pacemaker-result' });
  });

  it('is not a status when there is nothing in it', () => {
    for (const text of ['<pacemaker-result/>', '<pacemaker-result><status code="0" message="OK"/></pacemaker-result>', '<html/>', '<crm_mon version="2.1.5"><summary/></crm_mon>']) {
      assert.equal((faultOf(text) as { code: string }).code, 'not-a-status', text);
    }
  });

  it('is cut, malformed or too large when the XML is', () => {
    const whole = fixture('bookworm/10-guest-online-5-dummies/crm_mon-xml.out');
    assert.deepEqual(faultOf(whole.slice(0, whole.indexOf('</resources>'))), { code: 'cut' });
    assert.equal((faultOf(whole.replace('</nodes>', '')) as { code: string }).code, 'malformed');
    assert.equal((faultOf(' '.repeat(40_000_000)) as { code: string }).code, 'too-large');
  });
});

describe('The status of Pacemaker 1.1.13', () => {
  const status = valueOf(readStatus(fixture('written/pacemaker-1.1.13.xml')));

  it('has today\'s words for what it says in older ones', () => {
    assert.deepEqual([status.pacemaker, status.dc, status.quorum, status.stonithEnabled], ['1.1.13', 'example-host', true, null]);
    assert.deepEqual(status.nodes.map(({ name, remote, container }) => [name, remote, container]), [['example-host', false, null], ['guest1', true, 'vm-guest1']]);
    const clone = status.resources.find((resource) => resource.kind === 'clone');
    assert.deepEqual(clone?.children.map((instance) => instance.role), ['Unpromoted', 'Promoted']);
    assert.equal(clone?.promotable, true);
    assert.equal(status.resources[0]?.agent, 'ocf:heartbeat:VirtualDomain');
  });

  it('has a group that is managed as its members are, since it does not say', () => {
    const group = status.resources.find((resource) => resource.kind === 'group');
    assert.deepEqual([group?.managed, group?.disabled, group?.active, group?.nodes], [false, false, true, ['example-host']]);
    assert.equal(group?.children[1]?.agent, 'lsb:nginx');
  });

  it('has failed actions with and without a key', () => {
    assert.deepEqual(status.failures, [
      { resource: 'guest1', task: 'monitor', interval: 30000, node: 'example-host', rc: 1, text: 'unknown error', reason: null, at: '2015-10-09T18:08:29Z', guest: null },
      { resource: 'FAKE2', task: '', interval: 0, node: 'example-host', rc: 5, text: 'not installed', reason: 'Setup <problem>', at: null, guest: null },
    ]);
  });

  it('has resources below their nodes when it was grouped by node, which is then where they run', () => {
    const text = `<crm_mon version="1.1.13"><nodes>
      <node name="a" id="1" online="true" type="member" ><resource id="X" resource_agent="ocf::pacemaker:Dummy" role="Started" active="true" orphaned="false" nodes_running_on="2" /></node>
      <node name="b" id="2" online="true" type="member" ><resource id="X" resource_agent="ocf::pacemaker:Dummy" role="Started" active="true" orphaned="false" nodes_running_on="2" /></node>
    </nodes></crm_mon>`;
    assert.deepEqual(valueOf(readStatus(text)).byNode.map(({ id, nodes }) => [id, nodes]), [['X', ['a']], ['X', ['b']]]);
  });
});

describe('The status of Pacemaker 3.0.2', () => {
  const text = fixture('written/pacemaker-3.0.2.xml');

  it('is read by its new names', () => {
    const status = valueOf(readStatus(text));
    assert.equal(status.pacemaker, '3.0.2');
    assert.equal(status.stonithEnabled, false);
    assert.deepEqual(status.resources.filter((resource) => resource.orphaned).map(({ id }) => id), ['GONE']);
  });

  it('is read by its new names alone, when the old ones have gone', () => {
    const status = valueOf(readStatus(text.replace(/ (?:orphaned|stonith-enabled|stonith-timeout-ms)="[^"]*"/g, '')));
    assert.equal(status.stonithEnabled, false);
    assert.deepEqual(status.resources.filter((resource) => resource.orphaned).map(({ id }) => id), ['GONE']);
  });

  it('may hold elements nobody has heard of', () => {
    const ids = valueOf(readStatus(text)).resources.map(({ id }) => id);
    assert.deepEqual(ids, ['vm-guest1', 'FAKE1', 'FAKE2', 'FAKE3', 'FAKE4', 'FAKE5', 'GONE', 'guest1']);
  });
});

describe('A status', () => {
  it('has the fail counts of its history, INFINITY among them', () => {
    const { failCounts } = valueOf(readStatus(fixture('bookworm/70-stonith-configured/crm_mon-xml.out')));
    assert.deepEqual(Object.entries(failCounts.get('fence-h1') ?? {}), [['host2', Infinity], ['host1', Infinity]]);
    assert.deepEqual([...failCounts.keys()], ['fence-h1']);
  });

  it('has tickets, where they were not left out', () => {
    assert.deepEqual(valueOf(readStatus(fixture('rendered/lost-ticket/status-with-tickets.xml'))).tickets, [
      { id: 'site-a', granted: false, standby: false, lastGranted: '2026-11-22T16:45:07Z' },
    ]);
  });

  it('calls no node unclean for a lost ticket, unless bans and tickets are asked for', () => {
    const unclean = (name: string) => valueOf(readStatus(fixture(`rendered/lost-ticket/${name}.xml`))).nodes.filter((node) => node.unclean).map((node) => node.name);
    assert.deepEqual(unclean('status'), []);
    assert.deepEqual(unclean('status-with-tickets'), ['beta']);
  });

  it('knows no DC before there is one', () => {
    for (const release of releases) {
      const status = valueOf(readStatus(fixture(`${release}/00-before-dc-set/crm_mon-xml.out`)));
      assert.deepEqual([status.dc, status.quorum, status.pacemaker], [null, null, null]);
      assert.ok(status.nodes.length === 2 && status.nodes.every((node) => node.unclean && !node.online));
    }
  });
});

describe('Quorum that no DC tells of', () => {
  const status = '<pacemaker-result><summary><current_dc present="false"/></summary><nodes/></pacemaker-result>';
  const cib = '<cib admin_epoch="0" epoch="7" num_updates="3" have-quorum="1"><configuration/></cib>';
  const quorumAt = (numUpdates: number) => snapshotOf({ status, cib }, { cibVersion: { adminEpoch: 0, epoch: 7, numUpdates } }).cluster.quorum;

  it('is what the CIB says, unless that has been updated since it was read', () => {
    assert.equal(snapshotOf({ status, cib }).cluster.quorum, true);
    assert.equal(quorumAt(3), true);
    assert.equal(quorumAt(4), null);
  });
});
