import assert from 'node:assert/strict';
import type { Fault } from '../../../src/core/fault';
import type { Attention } from '../../../src/session/pace';
import { liveHost, type Sight } from './liveHost';
import { ManualClock, settle } from './manualClock';
import { count, healthy, scriptedCluster, scriptOf } from './scriptedCluster';
import type { ScriptedLink } from './scriptedLink';

const running = ' 1    guest1   running\n';
const paused = ' 1    guest1   paused\n';
const reading = 'crm_mon --one-shot';
const version = 'cibadmin --query --xpath';
const listing = 'virsh';

const watchOf = (link: ScriptedLink, program: string) => link.watches.filter(({ argv, disposed }) => argv[0] === program && !disposed).at(-1)!;
const domainState = ({ state }: ReturnType<typeof scriptedCluster>['session']) => state.last?.guests[0]?.domainState;

/** A cluster of one host that is followed, some seconds after it was connected; a watch is refused where a fault is given. */
async function followed(changes: Partial<Sight> = {}, { attention = 'visible', refused = {} }: { readonly attention?: Attention; readonly refused?: Readonly<Record<string, Fault>> } = {}) {
  const clock = new ManualClock();
  const host = liveHost('host1', clock, { guests: running, ...changes });
  const { session, states, links } = scriptedCluster({ alpha: host.script }, clock);
  const alpha = links[0]!;
  alpha.watchFault = ([program]) => refused[program] ?? null;
  session.setAttention(attention);
  void session.connect({ mayAsk: true });
  await clock.advance(10_000);
  assert.equal(session.state.kind, 'live');
  return { session, states, clock, alpha, sight: host.sight };
}

const watchState = ({ state }: ReturnType<typeof scriptedCluster>['session']) => (state.kind === 'live' || state.kind === 'stopped' ? state.watch : null);

describe('ClusterSession and what tells of changes', () => {
  it('shows a change after its sign, by one look and one reading without the configuration', async () => {
    const { session, alpha, clock, sight } = await followed();
    const before = alpha.lines.length;
    sight.updates++;
    watchOf(alpha, 'crm_mon').sign();
    await clock.advance(0);
    assert.equal(session.state.last?.cibVersion?.numUpdates, 6);
    assert.deepEqual(alpha.lines.slice(before).map((line) => line.split(' ').slice(0, 3).join(' ')), ['cibadmin --query --xpath', 'crm_mon --one-shot --inactive', 'cibadmin --query --xpath']);
    assert.deepEqual(watchState(session)?.lastEvent, { at: clock.now(), host: 'alpha', program: 'crm_mon' });
  });

  it('reads no status while nothing happens, and keeps the age of what it shows within half a minute', async () => {
    const { session, alpha, clock } = await followed();
    const before = alpha.lines.length;
    for (let passed = 0; passed < 300; passed += 10) {
      await clock.advance(10_000);
      assert.ok(session.state.kind === 'live' && clock.now() - session.state.checkedAt <= 31_000);
    }
    const lines = alpha.lines.slice(before);
    assert.equal(lines.filter((line) => line.startsWith(reading)).length, 0);
    assert.equal(lines.filter((line) => line.startsWith(version)).length, 10);
  });

  it('finds within half a minute what nothing told of', async () => {
    const { session, clock, sight } = await followed();
    sight.updates = 77;
    sight.guests = paused;
    await clock.advance(31_000);
    assert.equal(session.state.last?.cibVersion?.numUpdates, 77);
    assert.equal(domainState(session), 'paused');
  });

  for (const [when, changesEvery, withinMs] of [['in a quiet cluster', Infinity, 31_000], ['in one that always changes', 5_000, 62_000]] as const) {
    it(`finds a changed configuration that only num_updates tells of, ${when} within ${withinMs / 1_000} s`, async () => {
      const { session, alpha, clock, sight } = await followed();
      sight.updates++;
sight.constraints = '<rsc_location id="unannounced" rsc="FAKE2" node="host2" score="7"/>';
      watchOf(alpha, 'crm_mon').sign();
      const isShown = () => session.state.last?.constraints.some(({ id }) => id === 'unannounced');
      await clock.advance(1_000);
      assert.equal(isShown(), false);
      for (let passed = 0; passed < withinMs && !isShown(); passed += 1_000) {
        await clock.advance(1_000);
        if ((passed + 1_000) % changesEvery !== 0) continue;
        sight.updates++;
        watchOf(alpha, 'crm_mon').sign();
      }
      assert.equal(isShown(), true);
      const whole = () => alpha.lines.filter((line) => line === 'cibadmin --query').length;
      const [configurations, readings] = [whole(), count(alpha, reading)];
      await clock.advance(120_000);
      assert.deepEqual([whole(), count(alpha, reading)], [configurations, readings]);
    });
  }

  it('reads at most 30 times in a storm of 1,000 changes in ten seconds, and shows the last of them within a second', async () => {
    for (const what of ['updates', 'epoch'] as const) {
      const { session, states, alpha, clock, sight } = await followed();
      const before = states.length;
      const statuses = count(alpha, reading);
      for (let change = 0; change < 1_000; change++) {
        sight[what]++;
        if (change % 5 === 0) watchOf(alpha, 'crm_mon').sign();
        await clock.advance(10);
      }
      const readings = new Set(states.slice(before).map(({ last }) => last?.takenAt)).size;
      // A configuration that has moved on since a look found it costs the status a second time.
      assert.ok(count(alpha, reading) - statuses <= (what === 'epoch' ? 60 : 30), `${count(alpha, reading) - statuses}`);
      assert.ok(readings <= 30 && readings >= 15, `${readings} readings`);
      await clock.advance(1_000);
      const shown = session.state.last?.cibVersion;
      assert.equal(what === 'epoch' ? shown?.epoch : shown?.numUpdates, sight[what]);
      session.dispose();
    }
  });

  it('lists guests at most 30 times in a storm of their changes, reads the cluster not once for it, and shows the last', async () => {
    const { session, alpha, clock, sight } = await followed();
    const [listings, readings] = [count(alpha, listing), count(alpha, reading)];
    for (let change = 0; change < 1_000; change++) {
      sight.guests = change % 2 === 0 ? paused : running;
      if (change % 5 === 0) watchOf(alpha, 'virsh').sign();
      await clock.advance(10);
    }
    assert.ok(count(alpha, listing) - listings <= 30, `${count(alpha, listing) - listings} listings`);
    sight.guests = paused;
    watchOf(alpha, 'virsh').sign();
    await clock.advance(1_000);
    assert.equal(domainState(session), 'paused');
    assert.equal(count(alpha, reading), readings);
  });

  it('reads a cluster that nobody sees at most every ten seconds, and stays true', async () => {
    const { session, alpha, clock, sight } = await followed({}, { attention: 'hidden' });
    await clock.advance(20_000);
    const before = alpha.lines.length;
    for (let change = 0; change < 600; change++) {
      sight.updates++;
      if (change % 5 === 0) watchOf(alpha, 'crm_mon').sign();
      watchOf(alpha, 'virsh').sign();
      await clock.advance(100);
    }
    const lines = alpha.lines.slice(before);
    assert.ok(lines.filter((line) => line.startsWith(reading)).length <= 7);
    assert.ok(lines.filter((line) => line.startsWith(listing)).length <= 9);
    await clock.advance(11_000);
    assert.equal(session.state.last?.cibVersion?.numUpdates, sight.updates);
  });

  it('shows what changed while nobody saw it when somebody comes, at once', async () => {
    const { session, alpha, clock, sight } = await followed({}, { attention: 'hidden' });
    await clock.advance(20_000);
    watchOf(alpha, 'crm_mon').sign();
    await clock.advance(100);
    sight.updates = 50;
    watchOf(alpha, 'crm_mon').sign();
    await clock.advance(1_000);
    assert.equal(session.state.last?.cibVersion?.numUpdates, 5);
    session.setAttention('visible');
    await clock.advance(400);
    assert.equal(session.state.last?.cibVersion?.numUpdates, 50);
  });

  it('bears being looked at and away from in the middle of a reading', async () => {
    const { session, alpha, clock, sight } = await followed({ takesMs: 100 });
    for (let turn = 0; turn < 10; turn++) {
      sight.updates++;
      watchOf(alpha, 'crm_mon').sign();
      await clock.advance(130);
      session.setAttention(turn % 2 === 0 ? 'hidden' : 'visible');
    }
    session.setAttention('visible');
    await clock.advance(2_000);
    assert.equal(session.state.last?.cibVersion?.numUpdates, sight.updates);
    const quiet = count(alpha, reading);
    await clock.advance(60_000);
    assert.equal(count(alpha, reading), quiet);
  });

  it('watches libvirt when it answers late, and tells its changes from then on', async () => {
    const clock = new ManualClock();
    const host = liveHost('host1', clock, { guests: running });
    let release = () => undefined as void;
    const late = new Promise<void>((resolve) => (release = resolve));
    const { session, links } = scriptedCluster({ alpha: async (line, options) => (line.startsWith('virsh') ? (await late, host.script(line, options)) : host.script(line, options)) }, clock);
    session.setAttention('visible');
    void session.connect({ mayAsk: true });
    await clock.advance(1_000);
    assert.deepEqual(watchState(session)?.libvirt, []);
    release();
    await settle();
    assert.deepEqual(watchState(session)?.libvirt, ['alpha']);
    await clock.advance(5_000);
    host.sight.guests = paused;
    watchOf(links[0]!, 'virsh').sign();
    await clock.advance(0);
    assert.equal(domainState(session), 'paused');
  });

  it('says at once why a libvirt cannot be read that hung, though no guest changes by that', async () => {
    const clock = new ManualClock();
    const host = liveHost('host1', clock, { guests: running });
    const late: Fault = { code: 'command-timeout', host: 'alpha', program: 'virsh', afterMs: 15_000 };
    let hangs = false;
    const { session, links } = scriptedCluster({
      alpha: (line, options) => (hangs && line.startsWith('virsh') ? new Promise((resolve) => void clock.after(15_000, () => resolve({ fault: late }))) : host.script(line, options)),
    }, clock);
    session.setAttention('visible');
    void session.connect({ mayAsk: true });
    await clock.advance(10_000);
    hangs = true;
    watchOf(links[0]!, 'virsh').sign();
    const notes = () => (session.state.kind === 'live' ? session.state.notes : null);
    await clock.advance(14_900);
    assert.deepEqual([domainState(session), notes()], [null, []]);
    await clock.advance(200);
    assert.deepEqual(notes(), [{ host: 'alpha', fault: late }]);
  });

  it('lists the guests again when the program that told of them has been started again', async () => {
    const { session, alpha, clock, sight } = await followed();
    await session.refresh({ mayAsk: false });
    watchOf(alpha, 'virsh').end({ code: 'command-failed', host: 'alpha', program: 'virsh', exitCode: 1, message: 'libvirtd went away' });
    sight.guests = paused;
    await clock.advance(999);
    assert.equal(domainState(session), 'running');
    await clock.advance(100);
    assert.equal(domainState(session), 'paused');
  });

  it('does not wait for a libvirt that hangs again and again: one hung libvirt costs one reading its patience', async () => {
    const { session, alpha, clock, sight } = await followed({}, { refused: { virsh: { code: 'program-missing', host: 'alpha', program: 'virsh' } } });
    sight.hangs = /^virsh/;
    const timed = async () => {
      const start = clock.now();
      let ended = false;
      void session.refresh({ mayAsk: false }).then(() => (ended = true));
      while (!ended) await clock.advance(10);
      return clock.now() - start;
    };
    assert.ok((await timed()) >= 400);
    assert.ok((await timed()) <= 10);
    assert.ok((await timed()) <= 10);
    assert.equal(alpha.running, 1);
  });
});

describe('ClusterSession where nothing tells of changes', () => {
  const needsPassword: Fault = { code: 'prompt-needed', host: 'alpha', what: 'sudo-password' };

  it('says why, and reads by the timer', async () => {
    for (const fault of [{ code: 'channel-refused', host: 'alpha' }, { code: 'sudo-refused', host: 'alpha', user: 'admin', program: 'crm_mon' }, needsPassword] as const) {
      const { session, alpha, clock } = await followed({}, { refused: { crm_mon: fault } });
      assert.deepEqual(watchState(session)?.cluster, { kind: 'lookedFor', everyMs: 10_000, reason: fault });
      const before = count(alpha, reading);
      await clock.advance(60_000);
      assert.equal(count(alpha, reading) - before, 6);
    }
  });

  it('looks for guests by the timer where only libvirt is not watched, and reads no status for it', async () => {
    const { session, alpha, clock, sight } = await followed({}, { refused: { virsh: { code: 'sudo-refused', host: 'alpha', user: 'admin', program: 'virsh' } } });
    assert.equal(watchState(session)?.cluster.kind, 'told');
    assert.deepEqual(watchState(session)?.libvirt, []);
    const [listings, readings] = [count(alpha, listing), count(alpha, reading)];
    sight.guests = paused;
    await clock.advance(10_100);
    assert.equal(domainState(session), 'paused');
    await clock.advance(50_000);
    assert.equal(count(alpha, listing) - listings, 6);
    assert.equal(count(alpha, reading), readings);
  });

  it('tries what needed a password again once a person has given it, and only then', async () => {
    const { session, alpha, clock } = await followed({}, { refused: { crm_mon: needsPassword, virsh: needsPassword } });
    let tried = 0;
    alpha.watchFault = () => {
      tried++;
      return null;
    };
    await clock.advance(60_000);
    assert.equal(tried, 0);
    await session.refresh({ mayAsk: true });
    await settle();
    assert.equal(tried, 2);
    assert.equal(watchState(session)?.cluster.kind, 'told');
    assert.deepEqual(watchState(session)?.libvirt, ['alpha']);
  });

  it('watches libvirt once the password has been typed that its list needed, however long that took', async () => {
    const clock = new ManualClock();
    const host = liveHost('host1', clock, { guests: running });
    const typed = new Promise<void>((resolve) => void clock.after(30_000, resolve));
    const { session, links } = scriptedCluster({
      alpha: async (line, options) => {
        if (!line.startsWith('virsh')) return host.script(line, options);
        if (options?.mayAsk === true) await typed;
        if (clock.now() < 1_030_000) return { fault: needsPassword };
        return host.script(line, options);
      },
    }, clock);
    links[0]!.watchFault = ([program]) => (program === 'virsh' && clock.now() < 1_030_000 ? needsPassword : null);
    session.setAttention('visible');
    void session.connect({ mayAsk: true });
    await clock.advance(20_000);
    assert.equal(session.state.kind, 'live');
    assert.deepEqual(watchState(session)?.libvirt, []);
    await clock.advance(11_000);
    assert.equal(domainState(session), 'running');
    assert.deepEqual(watchState(session)?.libvirt, ['alpha']);
  });

  it('tries no watch where only pcs may be run', async () => {
    const refused = (program: string) => ({ fault: { code: 'sudo-refused', host: 'alpha', user: 'admin', program } as const });
    const { session, clock, links } = scriptedCluster({
      alpha: scriptOf({
        'pcs status xml': healthy[reading]!,
        'pcs cluster cib': healthy['cibadmin --query']!,
        crm_mon: refused('crm_mon'),
        cibadmin: refused('cibadmin'),
      }),
    });
    const tried: string[] = [];
    links[0]!.watchFault = ([program]) => (tried.push(program), null);
    session.setAttention('visible');
    await session.connect({ mayAsk: true });
    await clock.advance(60_000);
    assert.deepEqual(tried, []);
    const cluster = watchState(session)?.cluster;
    assert.equal(cluster?.kind === 'lookedFor' && cluster.reason?.code, 'sudo-refused');
  });

  it('asks a second host where only pcs may be run nothing that costs it seconds, while all nodes are online', async () => {
    const refused = (program: string) => ({ fault: { code: 'sudo-refused', host: 'beta', user: 'admin', program } as const });
    const onlyPcs = scriptOf({ 'pcs status xml': healthy[reading]!, 'pcs cluster cib': healthy['cibadmin --query']!, crm_mon: refused('crm_mon'), cibadmin: refused('cibadmin'), crm_node: refused('crm_node') });
    const { session, clock, links } = scriptedCluster({ alpha: onlyPcs, beta: onlyPcs });
    session.setAttention('visible');
    await session.connect({ mayAsk: true });
    await clock.advance(60_000);
    assert.equal(session.state.last?.host, 'alpha');
    assert.equal(count(links[1]!, 'pcs'), 0);
  });
});
