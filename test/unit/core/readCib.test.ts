import assert from 'node:assert/strict';
import { type CibDocument, readCib, readCibRoot } from '../../../src/core/readCib';
import type { CibResource } from '../../../src/core/cibResources';
import type { Constraint } from '../../../src/core/snapshot';
import { fixture, releases, valueOf } from './fixtures';

function cibOf(configuration: string): CibDocument {
  return valueOf(readCib(`<cib admin_epoch="0" epoch="1" num_updates="2"><configuration>${configuration}</configuration></cib>`));
}

const ids = (resources: readonly CibResource[]): unknown[] => resources.map((resource) => (resource.children.length > 0 ? [resource.id, ids(resource.children)] : resource.id));

describe('A configuration', () => {
  for (const release of releases) {
    it(`of a real cluster is read: ${release}`, () => {
      const cib = valueOf(readCib(fixture(`${release}/10-guest-online-5-dummies/cibadmin-Q.out`)));
      assert.equal(cib.properties['cluster-name'], 'mycluster');
      assert.deepEqual(cib.nodes.map((node) => node.name), ['host1', 'host2']);
      assert.deepEqual(ids(cib.resources), ['vm-guest1', 'FAKE1', 'FAKE2', 'FAKE3', 'FAKE4', 'FAKE5']);
      const machine = cib.resources[0];
      assert.equal(machine?.agent, 'ocf:heartbeat:VirtualDomain');
      assert.equal(machine?.config.meta['remote-node'], 'guest1');
      assert.deepEqual({ ...machine?.config.parameters }, { config: '/etc/pacemaker/guest1.xml', hypervisor: 'qemu:///system' });
      assert.deepEqual(valueOf(readCibRoot(fixture(`${release}/10-guest-online-5-dummies/cib-root.out`))), cib.version);
    });
  }

  it('has its version', () => {
    assert.deepEqual(valueOf(readCibRoot(fixture('bookworm/10-guest-online-5-dummies/cib-root.out'))), { adminEpoch: 0, epoch: 16, numUpdates: 5 });
    assert.equal(readCibRoot('<cib epoch="1"/>').ok, false);
  });

  it('is another document otherwise', () => {
    for (const text of ['<crm_mon version="2.1.5"/>', '<configuration/>']) {
      const read = readCib(text);
      assert.equal(!read.ok && read.fault.code, 'malformed');
    }
    assert.deepEqual(readCib(fixture('rendered/mixed/cib.xml').slice(0, 4000)), { ok: false, fault: { code: 'cut' } });
  });

  const mixed = valueOf(readCib(fixture('rendered/mixed/cib.xml')));

  it('has resources of every kind in its order', () => {
    assert.deepEqual(ids(mixed.resources), [
      'remote1', 'vm-web', 'vm-plain', ['db_group', ['db_ip', 'db_server']], ['stack-clone', [['stack', ['stack-a', 'stack-b']]]],
      ['numbered-clone', ['numbered']], ['state-clone', ['state']], ['httpd', ['httpd-server']], ['fence-clone', ['fence-all']],
      ['odd_group', ['odd_plain', 'odd_fence']], 'fence-single',
    ]);
    const kinds = Object.fromEntries(mixed.resources.map(({ id, kind, promotable, container }) => [id, [kind, promotable, container].join(' ').trim()]));
    assert.equal(kinds['state-clone'], 'clone true');
    assert.equal(kinds['httpd'], 'bundle false podman');
  });

  it('has what a primitive takes from its template', () => {
    const machine = mixed.resources.find((resource) => resource.id === 'vm-web');
    assert.equal(machine?.agent, 'ocf:heartbeat:VirtualDomain');
    assert.deepEqual(machine?.config, {
      description: null,
      template: 'vm-template',
      parameters: machine?.config.parameters,
      meta: machine?.config.meta,
      utilization: machine?.config.utilization,
      operations: [{ id: 'vm-template-monitor', name: 'monitor', interval: '10s', timeout: '30s', role: null, onFail: null, enabled: true }],
    });
    assert.deepEqual({ ...machine?.config.meta }, { 'allow-migrate': 'true', 'remote-node': 'web' });
    assert.deepEqual(mixed.templates, [{ id: 'vm-template', agent: 'ocf:heartbeat:VirtualDomain' }]);
  });

  it('has fencing levels, tickets, access rules, alerts and tags', () => {
    assert.deepEqual(mixed.fencingLevels, [
      { id: 'level-alpha-1', by: 'name', target: 'alpha', level: 1, devices: ['fence-single', 'odd_fence'] },
      { id: 'level-rack', by: 'attribute', target: 'rack=r1', level: 2, devices: ['fence-all'] },
    ]);
    assert.deepEqual(mixed.tickets, [{ id: 'site-a', granted: true, standby: false, lastGranted: '2026-11-22T16:45:07Z' }]);
    assert.deepEqual(mixed.acls, [
      { id: 'reader', kind: 'role', roles: [], permissions: [{ kind: 'read', target: '/cib' }] },
      { id: 'alice', kind: 'target', roles: ['reader'], permissions: [] },
    ]);
    assert.deepEqual(mixed.alerts, [{ id: 'mail', path: '/usr/share/pacemaker/alerts/alert_smtp.sh', recipients: ['admin@example.org'] }]);
    assert.deepEqual(mixed.tags, [{ id: 'vms', members: ['vm-web', 'vm-plain'] }]);
    assert.deepEqual([{ ...mixed.nodes[0]?.attributes }, { ...mixed.nodes[0]?.utilization }], [{ rack: 'r1' }, { cpu: '8' }]);
    assert.deepEqual({ ...mixed.resourceDefaults }, { 'resource-stickiness': '1' });
  });

  it('has pairs merged as Pacemaker merges them', () => {
    const { resources } = cibOf(`<resources><primitive id="a" class="ocf" provider="p" type="t">
      <instance_attributes id="low"><nvpair id="l1" name="x" value="first"/><nvpair id="l2" name="y" value="first"/></instance_attributes>
      <instance_attributes id="high" score="10"><nvpair id="h1" name="x" value="high"/></instance_attributes>
      <instance_attributes id="when" score="INFINITY"><rule id="r"/><nvpair id="w1" name="x" value="sometimes"/></instance_attributes>
      <meta_attributes id-ref="shared"/>
    </primitive><primitive id="b" class="ocf" provider="p" type="t"><meta_attributes id="shared"><nvpair id="s1" name="target-role" value="Stopped"/></meta_attributes>
      <instance_attributes id="refs"><nvpair id-ref="l2"/><nvpair id-ref="l1" name="renamed"/></instance_attributes></primitive></resources>`);
    assert.deepEqual({ ...resources[0]?.config.parameters }, { x: 'high', y: 'first' });
    assert.deepEqual({ ...resources[0]?.config.meta }, { 'target-role': 'Stopped' });
    assert.deepEqual({ ...resources[1]?.config.parameters }, { y: 'first', renamed: 'first' });
  });
});

describe('Constraints', () => {
  const of = (text: string): readonly Constraint[] => cibOf(`<constraints>${text}</constraints>`).constraints;

  it('are read with what kind they are', () => {
    const constraints = valueOf(readCib(fixture('bookworm/64-ban-move/cibadmin-Q.out'))).constraints;
    assert.deepEqual(constraints.map(({ id, kind, leftover }) => [id, kind, leftover]), [
      ['location-FAKE3-guest1-INFINITY', 'location', false],
      ['colocation-FAKE1-FAKE2-INFINITY', 'colocation', false],
      ['order-FAKE1-FAKE2-mandatory', 'order', false],
      ['location-FAKE4-guest1--200', 'location', false],
      ['location-FAKE5', 'location', false],
      ['cli-ban-FAKE2-on-host2', 'location', true],
    ]);
    assert.deepEqual(constraints[3], {
      id: 'location-FAKE4-guest1--200', leftover: false, sets: [], kind: 'location', resource: 'FAKE4', pattern: null, node: 'guest1', score: '-200', role: null, discovery: null, rules: [],
    });
    const [banned] = constraints.slice(-1);
    assert.deepEqual(banned?.kind === 'location' && banned.rules, ['-INFINITY if #uname eq host2 and date lt 2026-11-22 17:48:44Z']);
  });

  it('left by move and ban are known by their names', () => {
    const leftovers = of(['cli-prefer-A', 'cli-ban-A-on-n', 'cli-standby-A', 'my-cli-prefer', 'location-A'].map((id) => `<rsc_location id="${id}" rsc="A" node="n" score="INFINITY"/>`).join(''));
    assert.deepEqual(leftovers.map((constraint) => constraint.leftover), [true, true, true, false, false]);
  });

  it('may be of sets', () => {
    const [order] = valueOf(readCib(fixture('rendered/mixed/cib.xml'))).constraints.filter((constraint) => constraint.kind === 'order');
    assert.deepEqual(order?.sets, [
      { id: 'set-1', resources: ['vm-web', 'odd_plain'], role: null, action: 'start', sequential: false, requireAll: false },
      { id: 'set-2', resources: ['numbered-clone'], role: null, action: null, sequential: null, requireAll: null },
    ]);
  });

  it('are of four kinds with all they say', () => {
    assert.deepEqual(of(`
      <rsc_location id="l" rsc-pattern="^vm-" node="a" score="5" role="Promoted" resource-discovery="exclusive"/>
      <rsc_colocation id="c" rsc="A" with-rsc="B" rsc-role="Started" with-rsc-role="Master" score="-INFINITY"/>
      <rsc_order id="o" first="A" then="B" first-action="promote" then-action="start" kind="Optional" symmetrical="false"/>
      <rsc_order id="p" first="A" then="B" score="0"/>
      <rsc_ticket id="t" rsc="A" rsc-role="Promoted" ticket="site" loss-policy="fence"/>
      <rsc_unheard id="u"/>`), [
      { id: 'l', leftover: false, sets: [], kind: 'location', resource: null, pattern: '^vm-', node: 'a', score: '5', role: 'Promoted', discovery: 'exclusive', rules: [] },
      { id: 'c', leftover: false, sets: [], kind: 'colocation', resource: 'A', role: 'Started', with: 'B', withRole: 'Master', score: '-INFINITY' },
      { id: 'o', leftover: false, sets: [], kind: 'order', first: 'A', firstAction: 'promote', then: 'B', thenAction: 'start', orderKind: 'Optional', symmetrical: false },
      { id: 'p', leftover: false, sets: [], kind: 'order', first: 'A', firstAction: null, then: 'B', thenAction: null, orderKind: '0', symmetrical: null },
      { id: 't', leftover: false, sets: [], kind: 'ticket', ticket: 'site', resource: 'A', role: 'Promoted', lossPolicy: 'fence' },
    ]);
  });

  it('have rules in words', () => {
    const rules = (text: string): unknown => {
      const [constraint] = of(`<rsc_location id="l" rsc="A">${text}</rsc_location>`);
      return constraint?.kind === 'location' && constraint.rules;
    };
    assert.deepEqual(rules(`<rule id="r" score="INFINITY" boolean-op="or" role="Promoted">
      <expression id="e" attribute="rack" operation="eq" value="r 1"/><expression id="f" attribute="pingd" operation="not_defined"/>
      <rule id="s" boolean-op="and"><date_expression id="d" operation="in_range" start="2026-01-01" end="2026-02-01"/><expression id="g" attribute="cpu" operation="gte" value="4" type="integer"/></rule></rule>`),
    ['INFINITY for role Promoted if rack eq r 1 or not_defined pingd or (date in range from 2026-01-01 to 2026-02-01 and cpu gte 4)']);
    assert.deepEqual(rules(`<rule id="r" score-attribute="weight"><date_expression id="d" operation="date_spec"><date_spec id="x" hours="9-16" weekdays="1-5"/></date_expression></rule>`),
      ['weight if date in hours=9-16 weekdays=1-5']);
    assert.deepEqual(rules(`<rule id="r" score="1"><date_expression id="d" operation="in_range" start="2026-01-01"><duration id="x" months="1"/></date_expression></rule><rule id="q" score="2"><date_expression id="e" operation="gt" start="2026-01-01"/></rule>`),
      ['1 if date in range from 2026-01-01 for months=1', '2 if date gt 2026-01-01']);
    assert.deepEqual(rules('<rule id="r" score="3"/>'), ['3 if always']);
  });
});
