import assert from 'node:assert/strict';
import type { ClusterState } from '../../../src/session/clusterState';
import { freeze, liveHost } from './liveHost';
import { ManualClock, settle } from './manualClock';
import { count, scriptedCluster } from './scriptedCluster';
import type { ScriptedLink } from './scriptedLink';

const lost = (host: string) => ({ code: 'link-lost', host, reason: 'reset' }) as const;
const running = ' 1    guest1   running\n';

/** Two hosts of one cluster, both connected, alpha answering, a person watching, and everything quiet. */
async function twoHosts({ guests = ['', ''] as readonly [string, string] } = {}) {
  const clock = new ManualClock();
  const hosts = [liveHost('host1', clock, { takesMs: 30, guests: guests[0] }), liveHost('host2', clock, { takesMs: 30, guests: guests[1] })] as const;
  const { session, states, links } = scriptedCluster({ alpha: hosts[0].script, beta: hosts[1].script }, clock);
  const [alpha, beta] = links as [ScriptedLink, ScriptedLink];
  session.setAttention('visible');
  void session.connect({ mayAsk: true });
  await clock.advance(5_000);
  assert.equal(session.state.last?.host, 'alpha');
  return { session, states, clock, alpha, beta, hosts };
}

/** Milliseconds until the state is as wanted; a minute at most. */
async function until(clock: ManualClock, isSo: () => boolean): Promise<number> {
  const start = clock.now();
  while (!isSo() && clock.now() - start < 60_000) await clock.advance(10);
  return clock.now() - start;
}

const isLiveBy = (state: ClusterState, host: string) => state.kind === 'live' && state.last.host === host;

describe('ClusterSession and a host that answers no more', () => {
  it('lets another take over within five seconds of a death between looks, and keeps the rows, marked stale, meanwhile', async () => {
    for (const offset of [0, 400, 800, 1_200, 1_490]) {
      const { session, states, clock, alpha } = await twoHosts();
      await clock.advance(offset);
      freeze(alpha, clock);
      const before = states.length;
      const took = await until(clock, () => isLiveBy(session.state, 'beta'));
      assert.ok(took < 5_000, `${took} ms`);
      const [stale] = states.slice(before);
      assert.equal(stale?.kind === 'stale' && stale.fault.code, 'host-silent');
      assert.equal(stale?.last?.nodes.length, 3);
      assert.deepEqual(session.state.kind === 'live' && session.state.notes.map(({ host, fault }) => [host, fault.code]), [['alpha', 'host-silent']]);
    }
  });

  it('also where nobody has it in front of himself, later where nobody sees it', async () => {
    for (const [attention, longest] of [['unfocused', 5_000], ['hidden', 13_000]] as const) {
      const { session, clock, alpha } = await twoHosts();
      session.setAttention(attention);
      await clock.advance(1_000);
      freeze(alpha, clock);
      const took = await until(clock, () => isLiveBy(session.state, 'beta'));
      assert.ok(took < longest, `${attention}: ${took} ms`);
    }
  });

  it('also where it dies during a reading or a look', async () => {
    for (const begin of ['reading', 'look'] as const) {
      const { session, clock, alpha } = await twoHosts();
      if (begin === 'reading') void session.refresh({ mayAsk: false });
      else alpha.watches[0]!.sign();
      await clock.advance(15);
      assert.equal(alpha.running > 0, true);
      freeze(alpha, clock);
      alpha.script = () => new Promise(() => undefined);
      const took = await until(clock, () => isLiveBy(session.state, 'beta'));
      assert.ok(took < 5_000, `${begin}: ${took} ms`);
    }
  });

  it('also where it dies during a reading that a person asked for, who would be waited for', async () => {
    const { session, clock, alpha } = await twoHosts();
    freeze(alpha, clock);
    void session.refresh({ mayAsk: true });
    const took = await until(clock, () => isLiveBy(session.state, 'beta'));
    assert.ok(took < 5_000, `${took} ms`);
  });

  it('also where sshd answers and cibadmin hangs, from when something is to be known', async () => {
    const { session, clock, alpha, hosts } = await twoHosts();
    hosts[0].sight.hangs = /^(?:cibadmin|crm_mon)/;
    alpha.watches[0]!.sign();
    const took = await until(clock, () => isLiveBy(session.state, 'beta'));
    assert.ok(took < 5_000, `${took} ms`);
    assert.equal(session.state.kind === 'live' && session.state.watch.cluster.kind, 'told');
    assert.deepEqual(alpha.watches.filter(({ disposed, argv }) => !disposed && argv[0] === 'crm_mon'), []);
  });

  it('also where its status does not come, though it tells that there is a new one', async () => {
    const { session, clock, alpha, hosts } = await twoHosts();
    hosts[0].sight.hangs = /^crm_mon --one-shot/;
    for (const { sight } of hosts) sight.updates++;
    alpha.watches[0]!.sign();
    const took = await until(clock, () => isLiveBy(session.state, 'beta'));
    assert.ok(took < 5_000, `${took} ms`);
  });

  it('also where it falls silent when a person has just connected', async () => {
    for (const after of [10, 40, 70, 100, 130]) {
      const clock = new ManualClock();
      const hosts = [liveHost('host1', clock, { takesMs: 30 }), liveHost('host2', clock, { takesMs: 30 })];
      const { session, links } = scriptedCluster({ alpha: hosts[0]!.script, beta: hosts[1]!.script }, clock);
      session.setAttention('visible');
      void session.connect({ mayAsk: true });
      await clock.advance(after);
      links[0]!.script = () => new Promise(() => undefined);
      freeze(links[0]!, clock);
      const took = await until(clock, () => isLiveBy(session.state, 'beta'));
      assert.ok(took < 5_000, `${took} ms, frozen after ${after} ms`);
    }
  });

  it('also where Pacemaker stops on it', async () => {
    const { session, states, clock, alpha, hosts } = await twoHosts();
    hosts[0].sight.runs = false;
    hosts[1].sight.online = ['host2'];
    const before = states.length;
    alpha.watches[0]!.sign();
    const took = await until(clock, () => isLiveBy(session.state, 'beta'));
    assert.ok(took < 1_000, `${took} ms`);
    assert.equal(states.slice(before).some(({ kind }) => kind === 'stopped'), false);
    assert.equal(session.state.last?.nodes.find(({ name }) => name === 'host1')?.online, false);
  });

  it('at once where the connection is lost, and stale until then', async () => {
    const { session, states, clock, alpha } = await twoHosts();
    const before = states.length;
    alpha.become({ kind: 'waiting', attempt: 1, retryAt: clock.now() + 1_000, fault: lost('alpha') });
    assert.equal(session.state.kind === 'stale' && session.state.fault.code, 'link-lost');
    const took = await until(clock, () => isLiveBy(session.state, 'beta'));
    assert.ok(took < 1_000, `${took} ms`);
    assert.deepEqual([...new Set(states.slice(before).map(({ kind }) => kind))], ['stale', 'live']);
  });

  it('within five seconds also where the second host died with the first', async () => {
    const clock = new ManualClock();
    const live = ['host1', 'host2', 'host3'].map((name) => liveHost(name, clock, { takesMs: 30 }));
    const { session, links } = scriptedCluster({ alpha: live[0]!.script, beta: live[1]!.script, gamma: live[2]!.script }, clock);
    session.setAttention('visible');
    void session.connect({ mayAsk: true });
    await clock.advance(5_700);
    freeze(links[0]!, clock);
    freeze(links[1]!, clock);
    const took = await until(clock, () => isLiveBy(session.state, 'gamma'));
    assert.ok(took < 5_000, `${took} ms`);
  });

  it('goes on with the second host when the first is back, and does not change hosts twice', async () => {
    const { session, clock, alpha, beta } = await twoHosts();
    const frozen = freeze(alpha, clock);
    await until(clock, () => isLiveBy(session.state, 'beta'));
    await clock.advance(10_000);
    frozen.thaw();
    await clock.advance(10_000);
    assert.ok(isLiveBy(session.state, 'beta'));
    assert.deepEqual(session.state.kind === 'live' && session.state.notes, []);
    const watching = (link: ScriptedLink) => link.watches.filter(({ disposed, argv }) => !disposed && argv[0] === 'crm_mon').length;
    assert.deepEqual([watching(alpha), watching(beta)], [0, 1]);
  });

  it('shows a guest that a dead host listed no longer as running there, whichever host answers', async () => {
    for (const dead of [0, 1] as const) {
      const guests: readonly [string, string] = dead === 0 ? [' 3    other   running\n', ''] : ['', ' 3    other   running\n'];
      const { session, clock, alpha, beta } = await twoHosts({ guests });
      const shown = () => session.state.kind === 'live' && (session.state.last?.guests.some(({ name }) => name === 'other') ?? false);
      assert.ok(shown());
      const frozen = freeze(dead === 0 ? alpha : beta, clock);
      const took = await until(clock, () => session.state.kind === 'live' && !shown());
      assert.ok(took < 5_000, `host ${dead}: ${took} ms`);
      assert.deepEqual(session.state.kind === 'live' && session.state.watch.libvirt, [dead === 0 ? 'beta' : 'alpha']);
      frozen.thaw();
      const back = await until(clock, shown);
      assert.ok(back < 3_000, `and ${back} ms until it is back`);
    }
  });

  it('says of a cluster that is stopped at once which other host has fallen silent', async () => {
    const { states, clock, alpha, beta, hosts } = await twoHosts();
    for (const { sight } of hosts) sight.runs = false;
    await clock.advance(60_000);
    const stopped = states.at(-1);
    assert.ok(stopped?.kind === 'stopped');
    const other = stopped.host === 'alpha' ? beta : alpha;
    const readings = count(other, 'cibadmin');
    await until(clock, () => count(other, 'cibadmin') > readings);
    await clock.advance(500);
    freeze(other, clock);
    await clock.advance(4_000);
    const state = states.at(-1);
    assert.deepEqual(state?.kind === 'stopped' && [state.host, state.notes], [stopped.host, [{ host: other.target, fault: { code: 'host-silent', host: other.target, forMs: 2_000 } }]]);
  });

  it('does not take over while a watch is being opened on the host that dies then, and leaves no watch behind', async () => {
    const { session, clock, alpha, beta } = await twoHosts();
    alpha.watches.find(({ argv }) => argv[0] === 'crm_mon')!.end({ code: 'command-failed', host: 'alpha', program: 'crm_mon', exitCode: 1, message: '' });
    let open = () => undefined as void;
    const start = alpha.watch.bind(alpha);
    alpha.watch = async (command) => {
      await new Promise<void>((resolve) => (open = resolve));
      return start(command);
    };
    await clock.advance(1_100);
    const frozen = freeze(alpha, clock);
    await until(clock, () => isLiveBy(session.state, 'beta'));
    frozen.thaw();
    open();
    await settle();
    const crmMon = [...alpha.watches, ...beta.watches].filter(({ disposed, argv }) => !disposed && argv[0] === 'crm_mon');
    assert.equal(crmMon.length, 2, 'the one that ended, and the one on beta');
    assert.equal(session.state.kind === 'live' && session.state.watch.cluster.kind === 'told' && session.state.watch.cluster.host, 'beta');
  });

  it('rests when it is disconnected or disposed of in the middle of it', async () => {
    for (const end of ['disconnect', 'dispose'] as const) {
      for (const after of [100, 2_500, 3_600]) {
        const { session, states, clock, alpha, beta } = await twoHosts();
        freeze(alpha, clock);
        freeze(beta, clock);
        void session.refresh({ mayAsk: after === 100 });
        await clock.advance(after);
        session[end]();
        const said = states.length;
        await clock.advance(60_000);
        assert.equal(states.length, said, `${end} after ${after} ms`);
        assert.equal(clock.pending, 0);
        assert.deepEqual([...alpha.watches, ...beta.watches].filter(({ over }) => !over).map(({ argv }) => `${end} ${after} ${argv[0]}`), []);
      }
    }
  });
});

describe('ClusterSession with a single host', () => {
  async function oneHost() {
    const clock = new ManualClock();
    const host = liveHost('host1', clock, { takesMs: 30, guests: running });
    const { session, states, links } = scriptedCluster({ alpha: host.script }, clock);
    session.setAttention('visible');
    void session.connect({ mayAsk: true });
    await clock.advance(5_000);
    return { session, states, clock, alpha: links[0]!, host };
  }

  it('is stale while the host is silent, and live as soon as it speaks, in the middle of a reading or not', async () => {
    for (const reading of [false, true]) {
      const { session, states, clock, alpha } = await oneHost();
      const frozen = freeze(alpha, clock);
      if (reading) void session.refresh({ mayAsk: true });
      const noticed = await until(clock, () => session.state.kind === 'stale');
      assert.ok(noticed < 4_000, `${noticed} ms`);
      await clock.advance(20_000);
      assert.deepEqual([...new Set(states.flatMap((state) => ('fault' in state && state.fault ? [state.fault.code] : [])))], ['host-silent']);
      assert.equal(session.state.last?.nodes.length, 3);
      frozen.thaw();
      const back = await until(clock, () => session.state.kind === 'live');
      assert.ok(back < 1_700, `${back} ms`);
      assert.equal(session.state.last?.guests[0]?.domainState, 'running');
    }
  });

  it('watches again where the connection was lost between the status and the guests of one reading', async () => {
    const { states, clock, alpha, host } = await oneHost();
    host.sight.hangs = /^virsh/;
    for (const after of [50, 150, 250, 350]) {
      alpha.become({ kind: 'waiting', attempt: 1, retryAt: clock.now() + 1_000, fault: lost('alpha') });
      await clock.advance(1);
      alpha.become({ kind: 'connected', since: clock.now() });
      await clock.advance(after);
    }
    host.sight.hangs = null;
    await clock.advance(30_000);
    const back = states.at(-1);
    assert.equal(back?.kind === 'live' && back.watch.cluster.kind, 'told');
  });

  it('asks a silent host for nothing but signs of life', async () => {
    const { clock, alpha } = await oneHost();
    freeze(alpha, clock);
    await clock.advance(5_000);
    const asked = alpha.lines.length;
    await clock.advance(60_000);
    assert.equal(alpha.lines.length, asked);
  });

  it('watches again over a new connection, and goes on being told', async () => {
    const { states, clock, alpha } = await oneHost();
    alpha.become({ kind: 'waiting', attempt: 1, retryAt: clock.now() + 1_000, fault: lost('alpha') });
    await clock.advance(1_000);
    assert.equal(states.at(-1)?.kind, 'stale');
    alpha.become({ kind: 'connected', since: clock.now() });
    await clock.advance(1_000);
    const back = states.at(-1);
    assert.equal(back?.kind === 'live' && back.watch.cluster.kind, 'told');
    assert.deepEqual(back?.kind === 'live' && back.watch.libvirt, ['alpha']);
    const before = count(alpha, 'cibadmin');
    alpha.watches.filter(({ argv }) => argv[0] === 'crm_mon').at(-1)!.sign();
    await clock.advance(100);
    assert.ok(count(alpha, 'cibadmin') > before);
  });
});
