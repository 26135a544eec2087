import assert from 'node:assert/strict';
import type { ClusterState } from '../../../src/session/clusterState';
import { onlineMembers } from '../../../src/core/membership';
import { freeze, liveHost, type Sight } from './liveHost';
import { ManualClock, settle } from './manualClock';
import { count, scriptedCluster } from './scriptedCluster';
import type { ScriptedLink } from './scriptedLink';

const lost = (host: string) => ({ code: 'link-lost', host, reason: 'reset' }) as const;
const statuses = 'crm_mon --one-shot';

/** Two hosts that see the same, alpha answering, a person watching, and everything quiet. */
async function twoHosts() {
  const clock = new ManualClock();
  const hosts = [liveHost('host1', clock), liveHost('host2', clock)] as const;
  const { session, states, links } = scriptedCluster({ alpha: hosts[0].script, beta: hosts[1].script }, clock);
  const [alpha, beta] = links as [ScriptedLink, ScriptedLink];
  session.setAttention('visible');
  void session.connect({ mayAsk: true });
  await clock.advance(5_000);
  assert.deepEqual(otherViews(session.state), []);
  /** What a host sees changes; where crm_mon runs on it, that is told. */
  const see = (link: ScriptedLink, sight: Sight, change: Partial<Sight>) => {
    Object.assign(sight, change, { updates: sight.updates + 1 });
    for (const watch of link.watches) if (watch.argv[0] === 'crm_mon') watch.sign();
  };
  const part = () => {
    see(beta, hosts[1].sight, { online: ['host2'], dc: 'host2' });
    see(alpha, hosts[0].sight, { online: ['host1'], dc: 'host1' });
  };
  const heal = () => {
    see(beta, hosts[1].sight, { online: ['host1', 'host2'], dc: 'host1', updates: 40 });
    see(alpha, hosts[0].sight, { online: ['host1', 'host2'], dc: 'host1', updates: 40 });
  };
  return { session, states, clock, alpha, beta, sights: [hosts[0].sight, hosts[1].sight] as const, see, part, heal };
}

const viewsOf = (state: ClusterState) => (state.kind === 'live' ? state.otherViews : []);
const otherViews = (state: ClusterState) => viewsOf(state).map(({ host, snapshot }) => [host, ...onlineMembers(snapshot)]);

describe('ClusterSession and hosts that disagree', () => {
  it('shows the view of each once they have disagreed for three seconds, and not before', async () => {
    const { session, states, clock, part } = await twoHosts();
    const before = states.length;
    part();
    await clock.advance(2_900);
    assert.deepEqual(session.state.last && onlineMembers(session.state.last), ['host1']);
    assert.ok(states.slice(before).every((state) => viewsOf(state).length === 0));
    await clock.advance(600);
    assert.deepEqual(otherViews(session.state), [['beta', 'host2']]);
  });

  it('shows nothing of a node that only comes or goes, which one of them knows a moment earlier', async () => {
    const { states, clock, part, heal } = await twoHosts();
    const before = states.length;
    part();
    await clock.advance(2_000);
    heal();
    await clock.advance(60_000);
    assert.ok(states.slice(before).every((state) => viewsOf(state).length === 0));
  });

  it('shows it no longer as soon as the answering host sees the other again', async () => {
    const { session, clock, part, heal } = await twoHosts();
    part();
    await clock.advance(15_000);
    assert.equal(viewsOf(session.state).length, 1);
    heal();
    await clock.advance(50);
    assert.deepEqual(session.state.last && onlineMembers(session.state.last), ['host1', 'host2']);
    assert.deepEqual(otherViews(session.state), []);
  });

  it('shows it no longer though the other had just been asked what it sees', async () => {
    const { session, clock, beta, sights, part, heal, see, alpha } = await twoHosts();
    part();
    await clock.advance(5_000);
    sights[1].takesMs = 300;
    see(alpha, sights[0], {});
    await clock.advance(100);
    assert.ok(beta.running > 0, 'it is being asked');
    heal();
    await clock.advance(2_000);
    assert.deepEqual(otherViews(session.state), []);
  });

  it('renews what the other says every ten seconds, and costs nobody more', async () => {
    const { session, clock, alpha, beta, sights, part } = await twoHosts();
    part();
    await clock.advance(10_000);
    const [ours, theirs] = [alpha.lines.length, count(beta, statuses)];
    sights[1].dc = 'host1';
    await clock.advance(10_500);
    assert.equal(viewsOf(session.state)[0]?.snapshot.cluster.dc, 'host1');
    await clock.advance(50_000);
    assert.ok(count(beta, statuses) - theirs <= 7, `${count(beta, statuses) - theirs} statuses of the other`);
    assert.ok(alpha.lines.length - ours <= 25, `${alpha.lines.length - ours} commands`);
  });

  it('never holds one host up for another that does not tell what it sees', async () => {
    const { session, clock, alpha, sights, part, see } = await twoHosts();
    sights[1].hangs = /^(?:cibadmin|crm_mon)/;
    part();
    await clock.advance(1_000);
    for (let change = 0; change < 10; change++) {
      see(alpha, sights[0], {});
      await clock.advance(500);
      assert.equal(session.state.kind === 'live' && session.state.last.cibVersion?.numUpdates, sights[0].updates);
    }
    await clock.advance(30_000);
    assert.deepEqual(otherViews(session.state), []);
  });

  it('shows the view of nobody who cannot be asked any more', async () => {
    const { session, clock, beta, part } = await twoHosts();
    part();
    await clock.advance(5_000);
    assert.equal(viewsOf(session.state).length, 1);
    const frozen = freeze(beta, clock);
    await clock.advance(3_600);
    assert.deepEqual(otherViews(session.state), []);
    frozen.thaw();
    await clock.advance(6_000);
    assert.equal(viewsOf(session.state).length, 1);
    beta.become({ kind: 'waiting', attempt: 1, retryAt: clock.now() + 1_000, fault: lost('beta') });
    assert.deepEqual(otherViews(session.state), []);
    beta.become({ kind: 'connected', since: clock.now() });
    await clock.advance(5_000);
    assert.equal(viewsOf(session.state).length, 1);
  });

  it('bears the loss of a connection while its host is asked, and asks again when it is back', async () => {
    const { session, clock, beta, sights, part } = await twoHosts();
    sights[1].takesMs = 300;
    part();
    await clock.advance(400);
    assert.ok(beta.running > 0);
    beta.become({ kind: 'waiting', attempt: 1, retryAt: clock.now() + 1_000, fault: lost('beta') });
    beta.become({ kind: 'connected', since: clock.now() });
    await clock.advance(12_000);
    assert.equal(session.state.kind, 'live');
    assert.deepEqual(otherViews(session.state), [['beta', 'host2']]);
  });

  it('shows the answering host as the other one when that one has taken over, after three seconds of its own', async () => {
    const { session, states, clock, alpha, part } = await twoHosts();
    part();
    await clock.advance(5_000);
    const before = states.length;
    alpha.become({ kind: 'waiting', attempt: 1, retryAt: clock.now() + 500, fault: lost('alpha') });
    await clock.advance(100);
    assert.equal(session.state.last?.host, 'beta');
    alpha.become({ kind: 'connected', since: clock.now() });
    await clock.advance(6_000);
    assert.deepEqual(otherViews(session.state), [['alpha', 'host1']]);
    assert.ok(states.slice(before).every((state) => viewsOf(state).every(({ host }) => state.kind === 'live' && host !== state.last.host)));
  });

  it('tells of each of several hosts after three seconds of its own', async () => {
    const clock = new ManualClock();
    const hosts = ['host1', 'host2', 'host2'].map((name) => liveHost(name, clock));
    const { session, links } = scriptedCluster({ alpha: hosts[0]!.script, beta: hosts[1]!.script, gamma: hosts[2]!.script }, clock);
    session.setAttention('visible');
    void session.connect({ mayAsk: true });
    await clock.advance(5_000);
    const see = (index: number, online: readonly string[]) => {
      Object.assign(hosts[index]!.sight, { online, updates: hosts[index]!.sight.updates + 1 });
      for (const watch of links[index]!.watches) if (watch.argv[0] === 'crm_mon') watch.sign();
    };
    see(1, ['host2']);
    see(2, ['host1']);
    see(0, ['host1']);
    await clock.advance(6_000);
    assert.deepEqual(otherViews(session.state), [['beta', 'host2']]);
    see(2, []);
    see(0, ['host1']);
    await clock.advance(2_000);
    assert.deepEqual(otherViews(session.state), [['beta', 'host2']]);
    await clock.advance(9_000);
    assert.deepEqual(otherViews(session.state), [['beta', 'host2'], ['gamma']]);
  });

  it('keeps nothing of it over a disconnection in the middle of the question', async () => {
    const { session, states, clock, sights, part, heal } = await twoHosts();
    part();
    await clock.advance(5_000);
    sights[1].takesMs = 300;
    void session.refresh({ mayAsk: false });
    await clock.advance(100);
    session.disconnect();
    heal();
    const before = states.length;
    void session.connect({ mayAsk: false });
    await clock.advance(20_000);
    assert.equal(session.state.kind, 'live');
    assert.ok(states.slice(before).every((state) => viewsOf(state).length === 0));
  });
});

describe('ClusterSession and quorum', () => {
  it('believes at once the host that has quorum rather than one that has none', async () => {
    const { session, clock, alpha, beta, sights, see } = await twoHosts();
    Object.assign(sights[1], { online: ['host2'], dc: 'host2' });
    see(alpha, sights[0], { online: ['host1'], quorum: false });
    await clock.advance(100);
    assert.equal(session.state.last?.host, 'beta');
    assert.equal(session.state.last.cluster.quorum, true);
    assert.ok(beta.watches.some(({ argv, disposed }) => argv[0] === 'crm_mon' && !disposed));
    await clock.advance(60_000);
    assert.equal(session.state.last.host, 'beta', 'and stays with it');
    assert.deepEqual(otherViews(session.state), [['alpha', 'host1']]);
  });

  it('believes it also where it left a question open before, and does not go to and fro', async () => {
    const { session, clock, alpha, beta, sights, see } = await twoHosts();
    sights[0].hangs = /^cibadmin/;
    alpha.watches[0]!.sign();
    await clock.advance(3_000);
    assert.equal(session.state.last?.host, 'beta', 'alpha was distrusted');
    sights[0].hangs = null;
    Object.assign(sights[0], { online: ['host1'], quorum: true });
    const before = [alpha, beta].map((link) => count(link, statuses));
    see(beta, sights[1], { online: ['host2'], quorum: false });
    await clock.advance(5_000);
    assert.equal(session.state.last?.host, 'alpha');
    const readings = [alpha, beta].map((link, index) => count(link, statuses) - before[index]!);
    assert.ok(readings.every((number) => number <= 6), readings.join());
  });

  it('stays where it is when the host that has quorum tells too slowly to be read', async () => {
    const { session, clock, alpha, beta, sights, see } = await twoHosts();
    Object.assign(sights[1], { online: ['host2'], dc: 'host2', takesMs: 1_000 });
    see(alpha, sights[0], { online: ['host1'], quorum: false });
    const before = [alpha, beta].map((link) => count(link, statuses));
    await clock.advance(60_000);
    const readings = [alpha, beta].map((link, index) => count(link, statuses) - before[index]!);
    assert.equal(session.state.kind, 'live');
    assert.ok(readings.every((number) => number <= 20), readings.join());
  });

  it('believes nobody for what was asked before another host took over', async () => {
    const clock = new ManualClock();
    const hosts = ['host1', 'host2', 'host3'].map((name) => liveHost(name, clock, { takesMs: name === 'host3' ? 300 : 0 }));
    const { session, links } = scriptedCluster({ alpha: hosts[0]!.script, beta: hosts[1]!.script, gamma: hosts[2]!.script }, clock);
    session.setAttention('visible');
    void session.connect({ mayAsk: true });
    await clock.advance(5_000);
    Object.assign(hosts[0]!.sight, { online: ['host1', 'host2'], quorum: false, updates: 6 });
    links[0]!.watches.find(({ argv }) => argv[0] === 'crm_mon')!.sign();
    await clock.advance(500);
    assert.ok(links[2]!.running > 0, 'gamma is being asked');
    links[0]!.become({ kind: 'waiting', attempt: 1, retryAt: clock.now() + 60_000, fault: lost('alpha') });
    await clock.advance(30_000);
    assert.equal(session.state.last?.host, 'beta');
  });

  it('goes nowhere where nobody has quorum', async () => {
    const { session, clock, alpha, sights, see } = await twoHosts();
    Object.assign(sights[1], { online: ['host2'], quorum: false });
    see(alpha, sights[0], { online: ['host1'], quorum: false });
    await clock.advance(20_000);
    assert.equal(session.state.last?.host, 'alpha');
    assert.deepEqual(otherViews(session.state), [['beta', 'host2']]);
  });
});

describe('ClusterSession and a member whose CIB is another', () => {
  it('asks it what it sees, and shows that, though the answering host sees it online', async () => {
    const { session, clock, sights } = await twoHosts();
    Object.assign(sights[1], { online: ['host2'], updates: 1 });
    await clock.advance(31_000);
    await clock.advance(3_500);
    assert.deepEqual(otherViews(session.state), [['beta', 'host2']]);
  });

  it('goes on showing it while the cluster moves, until that host agrees', async () => {
    const { session, states, clock, alpha, sights, see } = await twoHosts();
    Object.assign(sights[1], { online: ['host2'], updates: 1 });
    await clock.advance(35_000);
    assert.equal(viewsOf(session.state).length, 1);
    const before = states.length;
    for (let change = 0; change < 10; change++) {
      see(alpha, sights[0], {});
      await clock.advance(1_000);
    }
    assert.ok(states.slice(before).every((state) => viewsOf(state).length === 1));
    Object.assign(sights[1], { online: ['host1', 'host2'], updates: sights[0].updates });
    see(alpha, sights[0], { updates: sights[0].updates });
    await clock.advance(500);
    assert.deepEqual(otherViews(session.state), []);
  });

  it('shows nothing of one that is only late, or moved on between two questions', async () => {
    const { states, clock, sights } = await twoHosts();
    const before = states.length;
    sights[1].updates = 1;
    await clock.advance(120_000);
    assert.ok(states.slice(before).every((state) => viewsOf(state).length === 0));
  });

  it('does not wait for it when it hangs: a change is shown at once all the same', async () => {
    const { session, clock, alpha, sights, see } = await twoHosts();
    sights[1].hangs = /^cibadmin/;
    const since = session.state.kind === 'live' ? session.state.checkedAt : 0;
    while (session.state.kind === 'live' && session.state.checkedAt === since) await clock.advance(100);
    see(alpha, sights[0], {});
    await clock.advance(50);
    await settle();
    assert.equal(session.state.last?.cibVersion?.numUpdates, sights[0].updates);
  });
});
