import assert from 'node:assert/strict';
import type { Resource } from '../../../src/core/snapshot';
import { find, fixture, snapshotOf, stage } from './fixtures';

const mixedStatus = fixture('rendered/mixed/status.xml');
const mixedCib = fixture('rendered/mixed/cib.xml');
const mixed = snapshotOf({ status: mixedStatus, cib: mixedCib });

/** A tree as lines: kind, id, role, places. */
function lines(resources: readonly Resource[], indent = ''): readonly string[] {
  return resources.flatMap((resource) => [
    [indent + resource.kind, resource.id, resource.role, resource.nodes.join('+'), resource.implicit && 'implicit', resource.disabled && 'disabled'].filter(Boolean).join(' '),
    ...lines(resource.children, `${indent}  `),
  ]);
}

/** A status document with these elements as its resources. */
function statusOf(resources: string, nodes = ''): string {
  return `<pacemaker-result><summary/><nodes><node name="a" id="1" online="true" type="member"/><node name="b" id="2" online="true" type="member"/>${nodes}</nodes><resources>${resources}</resources></pacemaker-result>`;
}

function primitive(id: string, { role = 'Started', node = 'a', agent = 'ocf:pacemaker:Dummy', more = '' } = {}): string {
  const places = role === 'Stopped' ? '' : `<node name="${node}" id="1" cached="true"/>`;
  return `<resource id="${id}" resource_agent="${agent}" role="${role}" active="${role !== 'Stopped'}" managed="true" ${more}>${places}</resource>`;
}

function cibOf(resources: string, configuration = ''): string {
  return `<cib><configuration>${configuration}<resources>${resources}</resources></configuration></cib>`;
}

const dummy = (id: string, inside = '') => `<primitive id="${id}" class="ocf" provider="pacemaker" type="Dummy">${inside}</primitive>`;
const meta = (name: string, value: string) => `<meta_attributes id="m-${name}-${value}"><nvpair id="n-${name}-${value}" name="${name}" value="${value}"/></meta_attributes>`;

describe('The tree of resources', () => {
  it('is as configured, with its live state', () => {
    assert.deepEqual(lines(mixed.resources), [
      'primitive remote1 Started alpha',
      'primitive vm-web Started alpha',
      'primitive vm-plain Started beta',
      'group db_group disabled', '  primitive db_ip Stopped disabled', '  primitive db_server Stopped disabled',
      'clone stack-clone beta+remote1', '  group stack:0 beta', '    primitive stack-a Started beta', '    primitive stack-b Started beta',
      '  group stack:1 remote1', '    primitive stack-a Started remote1', '    primitive stack-b Started remote1',
      '  group stack:2', '    primitive stack-a Stopped', '    primitive stack-b Stopped',
      'clone numbered-clone remote1+web', '  primitive numbered:0 Started remote1', '  primitive numbered:1 Started web', '  primitive numbered:2 Started remote1',
      ...lines([find(mixed.resources, 'state-clone')]),
      'bundle httpd alpha+httpd-0+beta+httpd-1',
      '  replica 0 alpha+httpd-0', '    primitive httpd-ip-10.77.0.200 Started alpha implicit', '    primitive httpd-server Started httpd-0',
      '    primitive httpd-podman-0 Started alpha implicit', '    primitive httpd-0 Started alpha implicit',
      '  replica 1 beta+httpd-1', '    primitive httpd-ip-10.77.0.201 Started beta implicit', '    primitive httpd-server Started httpd-1',
      '    primitive httpd-podman-1 Started beta implicit', '    primitive httpd-1 Started beta implicit',
      'group odd_group alpha', '  primitive odd_plain Started alpha',
      'primitive web Started alpha implicit',
    ]);
  });

  it('is the same by an older document', () => {
    const old = snapshotOf({ status: fixture('rendered/mixed/status-as-xml.xml'), cib: mixedCib });
    assert.deepEqual(lines(old.resources), lines(mixed.resources));
    assert.deepEqual(lines(old.fencing), lines(mixed.fencing));
  });

  it('has instances in the order of their nodes, those that do not run last', () => {
    const instances = (id: string, trees: readonly Resource[]) => find(trees, id).children.map((instance) => instance.nodes.join('+'));
    assert.deepEqual(instances('state-clone', mixed.resources), ['alpha', 'beta', 'remote1', 'web']);
    assert.deepEqual(instances('fence-clone', mixed.fencing).slice(0, 3), ['alpha', 'beta', '']);
    const shuffled = mixedStatus.replace(/(<clone id="state-clone"[^>]*>)([^]*?)(<\/clone>)/, (_whole, open: string, inside: string, close: string) => {
      const parts = inside.split(/(?=<resource )/).filter((part) => part.startsWith('<resource'));
      return `${open}${parts.reverse().join('')}${close}`;
    });
    assert.notEqual(shuffled, mixedStatus);
    assert.deepEqual(lines(snapshotOf({ status: shuffled, cib: mixedCib }).resources), lines(mixed.resources));
  });

  it('has no role for instances that differ, where neither document says that they are a clone', () => {
    const on = (name: string, role: string) => `<node name="${name}" id="${name}" online="true" type="member">${primitive('db', { role, node: name, more: 'target_role="Stopped"' })}</node>`;
    const grouped = (first: string, second: string) => `<pacemaker-result><summary/><nodes>${on('a', first)}${on('b', second)}</nodes></pacemaker-result>`;
    assert.deepEqual(lines(snapshotOf({ status: grouped('Unpromoted', 'Promoted') }).resources), ['primitive db a+b disabled']);
    assert.deepEqual(lines(snapshotOf({ status: grouped('Migrating', 'Migrating') }).resources), ['primitive db Migrating a+b disabled']);
  });

  it('has fence devices in fencing only, cloned and grouped ones too', () => {
    assert.deepEqual(lines(mixed.fencing).filter((line) => !/Stopped/.test(line)), [
      'clone fence-clone alpha+beta', '  primitive fence-all Started alpha', '  primitive fence-all Started beta',
      'primitive odd_fence Started alpha', 'primitive fence-single Started beta',
    ]);
    const ids = new Set(lines(mixed.resources).map((line) => line.trim().split(' ')[1]));
    assert.ok(!['fence-clone', 'fence-all', 'odd_fence', 'fence-single'].some((id) => ids.has(id)));
    assert.deepEqual(stage('bookworm/70-stonith-configured').fencing.map(({ id, role, failCounts }) => [id, role, { ...failCounts }]), [
      ['fence-h1', 'Stopped', { host1: Infinity, host2: Infinity }], ['fence-dummy', 'Started', {}],
    ]);
  });

  it('is the document\'s own where no configuration is known', () => {
    const alone = snapshotOf({ status: mixedStatus });
    assert.deepEqual(lines(alone.resources).filter((line) => !/^\s/.test(line)).map((line) => line.split(' ')[1]), [
      'remote1', 'vm-web', 'vm-plain', 'db_group', 'stack-clone', 'numbered-clone', 'state-clone', 'httpd', 'odd_group', 'web',
    ]);
    assert.equal(find(alone.resources, 'web').config, null);
  });

  it('lists what is configured and not in the status, as stopped', () => {
    const { resources } = snapshotOf({ status: statusOf(''), cib: cibOf(`${dummy('A')}<group id="G">${dummy('B')}</group><clone id="C">${dummy('D')}</clone><bundle id="E"><docker image="x"/>${dummy('F')}</bundle>`) });
    assert.deepEqual(lines(resources), ['primitive A Stopped', 'group G', '  primitive B Stopped', 'clone C', '  primitive D Stopped', 'bundle E', '  primitive F Stopped']);
    assert.ok(resources.every((resource) => !resource.active && resource.managed && !resource.orphaned));
  });

  it('ends with what the cluster runs without configuration', () => {
    const status = statusOf([primitive('GONE', { more: 'orphaned="true"' }), primitive('A'), primitive('NEW')].join(''));
    const { resources } = snapshotOf({ status, cib: cibOf(dummy('A')) });
    assert.deepEqual(resources.map(({ id, orphaned }) => [id, orphaned]), [['A', false], ['NEW', false], ['GONE', true]]);
  });

  it('keeps what a group runs without configuration inside it', () => {
    const status = statusOf(`<group id="G" number_resources="2">${primitive('B')}${primitive('OLD', { more: 'orphaned="true"' })}</group>`);
    assert.deepEqual(lines(snapshotOf({ status, cib: cibOf(`<group id="G">${dummy('B')}</group>`) }).resources), ['group G a', '  primitive B Started a', '  primitive OLD Started a']);
  });

  it('holds a resource for disabled by its own word, its parents\' or the defaults\'', () => {
    const disabled = (resources: string, configuration = ''): readonly string[] => {
      const snapshot = snapshotOf({ status: statusOf(''), cib: cibOf(resources, configuration) });
      return lines(snapshot.resources).filter((line) => line.endsWith('disabled')).map((line) => line.trim().split(' ')[1] ?? '');
    };
    const stopped = meta('target-role', 'Stopped');
    assert.deepEqual(disabled(`${dummy('A', stopped)}${dummy('B')}`), ['A']);
    assert.deepEqual(disabled(`<group id="G">${dummy('A')}${dummy('B', meta('target-role', 'Started'))}${stopped}</group>`), ['G', 'A']);
    assert.deepEqual(disabled(`<clone id="C"><group id="G">${dummy('A')}</group>${stopped}</clone>`), ['C', 'G', 'A']);
    assert.deepEqual(disabled(dummy('A'), `<rsc_defaults>${stopped}</rsc_defaults>`), ['A']);
    const status = statusOf(primitive('A', { role: 'Stopped', more: 'target_role="Stopped"' }));
    assert.deepEqual(lines(snapshotOf({ status }).resources), ['primitive A Stopped disabled']);
  });

  it('holds what is not in the status for unmanaged by its own word or the cluster\'s', () => {
    const managed = (resources: string, configuration = '') => snapshotOf({ status: statusOf(''), cib: cibOf(resources, configuration) }).resources.map((resource) => resource.managed);
    assert.deepEqual(managed(`${dummy('A', meta('is-managed', 'false'))}${dummy('B', meta('maintenance', 'true'))}${dummy('C')}`), [false, false, true]);
    const maintenance = '<crm_config><cluster_property_set id="o"><nvpair id="p" name="maintenance-mode" value="true"/></cluster_property_set></crm_config>';
    assert.deepEqual(managed(dummy('A'), maintenance), [false]);
  });

  it('has a group\'s and a clone\'s state by that of their parts', () => {
    const status = statusOf(`<group id="G" number_resources="2">${primitive('A', { more: 'failed="true"' })}${primitive('B', { node: 'b', more: 'blocked="true"' })}</group>`);
    const [group] = snapshotOf({ status }).resources;
    assert.deepEqual([group?.active, group?.failed, group?.blocked, group?.nodes, group?.role], [true, true, true, ['a', 'b'], null]);
  });
});

describe('The connection of a guest node', () => {
  it('is implicit; that of a remote node is configured', () => {
    assert.deepEqual([find(mixed.resources, 'web').implicit, find(mixed.resources, 'remote1').implicit], [true, false]);
    assert.equal(find(mixed.resources, 'remote1').config?.parameters['server'], '10.77.0.21');
  });

  it('is there also when the document names it only by its node', () => {
    const without = fixture('bookworm/10-guest-online-5-dummies/crm_mon-xml.out').replace(/<resource id="guest1"[^]*?<\/resource>/, '');
    assert.ok(!without.includes('ocf:pacemaker:remote'));
    const connection = find(snapshotOf({ status: without }).resources, 'guest1');
    assert.deepEqual([connection.implicit, connection.agent, connection.role, connection.active, connection.nodes], [true, 'ocf:pacemaker:remote', null, true, []]);
    const old = snapshotOf({ status: fixture('written/pacemaker-1.1.13.xml') });
    assert.deepEqual(old.resources.map(({ id, implicit, orphaned }) => [id, implicit, orphaned]).slice(-2), [['guest1', true, false], ['OLD', false, true]]);
  });

  it('tells of its guest when it fails', () => {
    const [failed] = stage('bookworm/20-after-kill').failures;
    assert.deepEqual([failed?.resource, failed?.task, failed?.interval, failed?.guest, failed?.reason], ['guest1', 'monitor', 30000, 'guest1', 'Lost connection to remote executor']);
    const web = snapshotOf({ status: fixture('rendered/connection-failed/status.xml'), cib: mixedCib });
    assert.deepEqual(web.failures.map(({ resource, guest, at }) => [resource, guest, at]), [['web', 'web', '2026-11-22T18:52:40Z']]);
    assert.equal(find(web.resources, 'web').failCounts['alpha'], 1);
    assert.equal(stage('bookworm/63-dummy-failed').failures[0]?.guest, null);
  });
});

describe('The nodes', () => {
  it('are of four kinds, a bundle\'s not taken for a guest\'s', () => {
    assert.deepEqual(mixed.nodes.map(({ name, kind, resource, host, connectionHost }) => [name, kind, resource, host, connectionHost]), [
      ['alpha', 'cluster', null, null, null],
      ['beta', 'cluster', null, null, null],
      ['remote1', 'remote', 'remote1', 'alpha', 'alpha'],
      ['web', 'guest', 'vm-web', 'alpha', 'alpha'],
      ['httpd-0', 'bundle', 'httpd-podman-0', 'alpha', 'alpha'],
      ['httpd-1', 'bundle', 'httpd-podman-1', 'beta', 'beta'],
    ]);
  });

  it('are of the same kinds without a configuration', () => {
    assert.deepEqual(snapshotOf({ status: mixedStatus }).nodes.map(({ name, kind }) => [name, kind]), mixed.nodes.map(({ name, kind }) => [name, kind]));
  });

  it('may have their machine on one host and their connection on another', () => {
    const status = fixture('bookworm/10-guest-online-5-dummies/crm_mon-xml.out').replace(/(<resource id="guest1"[^]*?<node name=")host1/, '$1host2');
    const guest = snapshotOf({ status }).nodes.find((node) => node.kind === 'guest');
    assert.deepEqual([guest?.host, guest?.connectionHost], ['host1', 'host2']);
  });

  it('have no host while their machine is stopped', () => {
    const guest = stage('bookworm/30-vm-guest1-disabled').nodes.find((node) => node.kind === 'guest');
    assert.deepEqual([guest?.resource, guest?.host, guest?.connectionHost, guest?.online], ['vm-guest1', null, null, false]);
  });

  it('have the attributes of configuration and status', () => {
    const [node] = stage('bookworm/50-clone-promotable-group').nodes;
    assert.deepEqual([{ ...node?.attributes }, { ...node?.utilization }], [{ 'rack': 'r1', 'master-STATEFUL': '5' }, { cpu: '4' }]);
  });
});

describe('The cluster', () => {
  it('is summed up from status and configuration', () => {
    const { cluster, cibVersion, tickets } = mixed;
    assert.deepEqual(cluster, { name: 'mixed', dc: 'alpha', quorum: true, stonithEnabled: true, maintenanceMode: false, pacemaker: '2.1.5', lastChange: 'Sun Nov 22 18:00:00 2026' });
    assert.deepEqual(cibVersion, { adminEpoch: 1, epoch: 12, numUpdates: 3 });
    assert.deepEqual(tickets.map(({ id, granted }) => [id, granted]), [['site-a', true]]);
  });

  it('has no name, and no options, that nobody told', () => {
    const { cluster, constraints, cibVersion } = snapshotOf({ status: '<crm_mon version="1.1.18"><nodes><node name="a" id="1" online="true" type="member"/></nodes></crm_mon>' });
    assert.deepEqual(cluster, { name: null, dc: null, quorum: null, stonithEnabled: null, maintenanceMode: null, pacemaker: '1.1.18', lastChange: null });
    assert.deepEqual([constraints, cibVersion], [[], null]);
  });
});
