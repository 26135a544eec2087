import assert from 'node:assert/strict';
import type { ClusterSnapshot, Guest } from '../../../src/core/snapshot';
import { filesIn, fixture, snapshotOf, stage } from './fixtures';

const running = fixture('bookworm/10-guest-online-5-dummies/crm_mon-xml.out');
const cib = fixture('bookworm/10-guest-online-5-dummies/cibadmin-Q.out');
const stopped = fixture('bookworm/30-vm-guest1-disabled/crm_mon-xml.out');

/** `virsh list --all` of domains given as `name: state`; those not `shut off` get an id. */
function listOf(...domains: readonly string[]): string {
  const rows = domains.map((domain, index) => {
    const [name = '', state = ''] = domain.split(': ');
    return ` ${state === 'shut off' ? '-' : String(index + 1)}    ${name}   ${state}`;
  });
  return [' Id   Name   State', '--------------------', ...rows, '', ''].join('\n');
}

function guestsOf(status: string, domains: Readonly<Record<string, string>>, names?: ReadonlyMap<string, string>): readonly Guest[] {
  return snapshotOf({ status, cib, domains }, names ? { domainNames: names } : {}).guests;
}

function only(snapshot: ClusterSnapshot): Guest {
  assert.equal(snapshot.guests.length, 1);
  return snapshot.guests[0] as Guest;
}

describe('A guest', () => {
  it('that runs is online on the host of its machine', () => {
    for (const release of ['bullseye', 'bookworm', 'trixie']) {
      assert.deepEqual(only(stage(`${release}/10-guest-online-5-dummies`)), {
        name: 'guest1', host: 'host1', domainState: 'running', domains: [{ host: 'host1', state: 'running', id: 1 }],
        resource: 'vm-guest1', node: 'guest1', connectionHost: 'host1', state: 'online', disagreements: [],
      });
    }
  });

  it('that the cluster has stopped does not vanish, though libvirt no longer knows it', () => {
    const guest = only(stage('bookworm/30-vm-guest1-disabled'));
    assert.deepEqual([guest.name, guest.host, guest.domainState, guest.state, guest.disagreements], ['guest1', null, null, 'stopped', []]);
  });

  it('is told by the status alone, where nothing else is known', () => {
    const guest = only(snapshotOf({ status: running }));
    assert.deepEqual([guest.name, guest.host, guest.domainState, guest.domains, guest.state], ['guest1', 'host1', null, [], 'online']);
  });

  it('with the wrong key is stopped, its machine too', () => {
    assert.equal(only(stage('bookworm/31-wrong-authkey-in-guest')).state, 'stopped');
  });

  it('of Pacemaker 1.1, which does not list connections, is as its node is', () => {
    const status = fixture('written/pacemaker-1.1.13.xml');
    assert.equal(only(snapshotOf({ status })).state, 'online');
    const gone = status.replace('name="guest1" id="guest1" online="true"', 'name="guest1" id="guest1" online="false"');
    assert.equal(only(snapshotOf({ status: gone })).state, 'connection-lost');
  });

  it('whose connection has failed has lost it', () => {
    const web = snapshotOf({ status: fixture('rendered/connection-failed/status.xml'), cib: fixture('rendered/mixed/cib.xml') }).guests.find((guest) => guest.name === 'web');
    assert.equal(web?.state, 'connection-lost');
  });

  it('is not online while its connection is not Started, whatever its node says', () => {
    const status = running.replace(/(<resource id="guest1" [^>]*role=")Started"/, '$1Stopped"');
    assert.match(status, /<node name="guest1" id="guest1" online="true"/);
    assert.equal(only(snapshotOf({ status })).state, 'connection-lost');
    const starting = running.replace(/(<resource id="guest1" [^>]*role=")Started"/, '$1Starting"');
    assert.equal(only(snapshotOf({ status: starting })).state, 'recovering');
  });

  it('goes through recovery in order when its pacemaker_remoted is killed', () => {
    const states = filesIn('bookworm/kill-timeline').map((name) => only(snapshotOf({ status: fixture(`bookworm/kill-timeline/${name}`), cib })));
    const changes = states.map((guest) => guest.state).filter((state, index, all) => state !== all[index - 1]);
    assert.deepEqual(changes, ['online', 'recovering', 'online']);
    assert.ok(states.every((guest) => guest.name === 'guest1' && guest.node === 'guest1'));
  });
});

describe('Guests of several hosts', () => {
  it('are one where a resource manages them, and two where none does', () => {
    const guests = guestsOf(running, {
      host1: listOf('guest1: running', 'other: running'),
      host2: listOf('guest1: shut off', 'other: shut off'),
    });
    assert.deepEqual(guests.map(({ name, host, state, domainState }) => [name, host, state, domainState]), [
      ['guest1', 'host1', 'online', 'running'],
      ['other', 'host1', 'not-managed', 'running'],
      ['other', 'host2', 'not-managed', 'shut off'],
    ]);
    assert.deepEqual(guests[0]?.domains.map(({ host, state }) => [host, state]), [['host1', 'running'], ['host2', 'shut off']]);
  });

  it('count once where a host was asked by two of its names', () => {
    const list = [{ name: 'guest1', state: 'running', id: 1 }, { name: 'other', state: 'running', id: 2 }];
    const { guests } = snapshotOf({ status: running, cib }, { domains: [{ host: 'host1', list }, { host: 'host1', list }] });
    assert.deepEqual(guests.map(({ name, domains, disagreements }) => [name, domains.length, disagreements]), [['guest1', 1, []], ['other', 1, []]]);
  });

  it('keep their order whatever the order of the answers', () => {
    const first = guestsOf(running, { host1: listOf('b10: running', 'b9: running'), host2: listOf('a: running') });
    const second = guestsOf(running, { host2: listOf('a: running'), host1: listOf('b9: running', 'b10: running') });
    assert.deepEqual(first.map(({ name }) => name), ['a', 'b9', 'b10', 'guest1']);
    assert.deepEqual(second.map(({ name }) => name), first.map(({ name }) => name));
  });
});

describe('The name of a guest', () => {
  const status = running.replaceAll('"guest1"', '"node1"');
  const other = (config: string): string => cib.replace('/etc/pacemaker/guest1.xml', config);
  const nameOf = (config: string, list: string, read?: ReadonlyMap<string, string>): string =>
    only(snapshotOf({ status, cib: other(config), domains: { host1: list } }, read ? { domainNames: read } : {})).name;

  it('is that in the file its resource names, where that was read', () => {
    const guests = guestsOf(running, { host1: listOf('guest1: running', 'web: running') }, new Map([['vm-guest1', 'web']]));
    assert.deepEqual(guests.map(({ name, resource }) => [name, resource]), [['guest1', null], ['web', 'vm-guest1']]);
  });

  it('is what the file is called, where it was not', () => {
    assert.equal(nameOf('/etc/pacemaker/web.example.xml', listOf('web.example: running')), 'web.example');
    assert.equal(nameOf('/etc/pacemaker/web', listOf()), 'web');
  });

  it('is its node\'s or its resource\'s, where libvirt knows no other', () => {
    assert.equal(nameOf('/etc/pacemaker/file.xml', listOf('node1: running')), 'node1');
    assert.equal(nameOf('/etc/pacemaker/file.xml', listOf('vm-guest1: running')), 'vm-guest1');
    assert.equal(nameOf('/etc/pacemaker/file.xml', listOf()), 'file');
  });
});

describe('Where libvirt and Pacemaker contradict each other', () => {
  const disagreements = (status: string, domains: Readonly<Record<string, string>>): unknown => guestsOf(status, domains).find((guest) => guest.resource !== null)?.disagreements;

  it('a guest runs though it is stopped', () => {
    assert.deepEqual(disagreements(stopped, { host1: listOf(), host2: listOf('guest1: running') }), [{ code: 'runs-but-stopped', host: 'host2' }]);
  });

  it('a guest is started but does not run', () => {
    assert.deepEqual(disagreements(running, { host1: listOf('guest1: shut off') }), [{ code: 'started-but-not-running', host: 'host1', domainState: 'shut off' }]);
    assert.deepEqual(disagreements(running, { host1: listOf() }), [{ code: 'started-but-not-running', host: 'host1', domainState: null }]);
  });

  it('a guest runs elsewhere', () => {
    assert.deepEqual(disagreements(running, { host1: listOf('guest1: shut off'), host2: listOf('guest1: running') }), [{ code: 'runs-elsewhere', cluster: 'host1', libvirt: 'host2' }]);
  });

  it('a guest runs twice', () => {
    assert.deepEqual(disagreements(running, { host1: listOf('guest1: running'), host2: listOf('guest1: running') }), [{ code: 'runs-twice', hosts: ['host1', 'host2'] }]);
  });

  it('a guest is paused', () => {
    assert.deepEqual(disagreements(running, { host1: listOf('guest1: paused') }), [{ code: 'paused', host: 'host1', domainState: 'paused' }]);
  });

  it('nothing is said of a host whose libvirt did not answer, or that is no cluster node', () => {
    assert.deepEqual(disagreements(running, {}), []);
    assert.deepEqual(disagreements(running, { host2: listOf() }), []);
    assert.deepEqual(disagreements(stopped, { elsewhere: listOf('guest1: running') }), []);
    assert.deepEqual(disagreements(running, { host1: listOf('guest1: running'), elsewhere: listOf('guest1: running') }), []);
  });

  it('nothing is said while Pacemaker is at work on it', () => {
    for (const role of ['Starting', 'Stopping', 'Migrating']) {
      const busy = running.replace(/(<resource id="vm-guest1" [^>]*role=")Started"/, `$1${role}"`);
      assert.deepEqual(disagreements(busy, { host1: listOf(), host2: listOf('guest1: running') }), [], role);
    }
    const pending = running.replace(/(<resource id="vm-guest1" )/, '$1pending="Monitoring" ');
    assert.deepEqual(disagreements(pending, { host1: listOf() }), []);
  });

  it('no recorded stage has any', () => {
    for (const release of ['bullseye', 'bookworm', 'trixie']) {
      for (const name of filesIn(release).filter((each) => /^[1-9]/.test(each))) {
        const found = stage(`${release}/${name}`, { withCib: false }).guests.flatMap((guest) => guest.disagreements);
        assert.deepEqual(found, [], `${release}/${name}`);
      }
    }
  });
});
