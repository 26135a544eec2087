import assert from 'node:assert/strict';
import { freeze, liveHost } from './liveHost';
import { ManualClock } from './manualClock';
import { scriptedCluster } from './scriptedCluster';
import type { ScriptedLink } from './scriptedLink';

/** Numbers from 0 to below `below`, the same for the same seed (Lehmer's generator). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** Two hosts to which all sorts of things happen, in an order that the seed decides. */
async function chaos(seed: number, events: number) {
  const clock = new ManualClock();
  const any = numbers(seed);
  const hosts = [liveHost('host1', clock, { takesMs: 20 }), liveHost('host2', clock, { takesMs: 20 })] as const;
  const { session, states, links } = scriptedCluster({ alpha: hosts[0].script, beta: hosts[1].script }, clock);
  const frozen = new Map<ScriptedLink, { readonly since: number; thaw(): void }>();
  let updates = 5;
  /** Since when somebody has it on the screen. */
  let shownSince = clock.now();

  const change = () => {
    updates++;
    for (const { sight } of hosts) sight.updates = updates;
    for (const link of links) for (const watch of link.watches) if (!frozen.has(link) && watch.argv[0] === 'crm_mon') watch.sign();
  };
  const thaw = (link: ScriptedLink) => {
    frozen.get(link)?.thaw();
    frozen.delete(link);
  };
  const lose = (link: ScriptedLink) => {
    if (link.state.kind !== 'connected') return;
    thaw(link);
    link.become({ kind: 'waiting', attempt: 1, retryAt: clock.now() + 1_000, fault: { code: 'link-lost', host: link.target, reason: 'reset' } });
  };
  const regain = (link: ScriptedLink) => {
    if (link.state.kind === 'waiting') link.become({ kind: 'connected', since: clock.now() });
  };
  const happens: readonly ((link: ScriptedLink, host: (typeof hosts)[number]) => void)[] = [
    change,
    change,
    (link) => link.state.kind === 'connected' && !frozen.has(link) && frozen.set(link, { since: clock.now(), ...freeze(link, clock) }),
    thaw,
    lose,
    regain,
    (link) => link.watches.at(-1)?.end({ code: 'command-failed', host: link.target, program: 'crm_mon', exitCode: 1, message: '' }),
    () => {
      const attention = (['visible', 'unfocused', 'hidden'] as const)[any(3)]!;
      shownSince = attention === 'hidden' ? Infinity : Math.min(shownSince, clock.now());
      session.setAttention(attention);
    },
    () => void session.refresh({ mayAsk: any(2) === 0 }),
    () => session.disconnect(),
    () => void session.connect({ mayAsk: any(2) === 0 }),
    (_, { sight }) => (sight.hangs = [/^cibadmin/, /^virsh/, /./, null][any(4)]!),
    (_, { sight }) => (sight.runs = !sight.runs),
    () => hosts.forEach(({ sight }, index) => (sight.online = [`host${index + 1}`])),
    (_, { sight }) => (sight.quorum = !sight.quorum),
  ];
  session.setAttention('visible');
  void session.connect({ mayAsk: true });
  for (let event = 0; event < events; event++) {
    await clock.advance([0, 10, 100, 700, 2_500, 12_000][any(6)]!);
    const answering = links.find(({ target }) => session.state.kind === 'live' && target === session.state.last.host);
    const unheard = answering && clock.now() - Math.max(frozen.get(answering)?.since ?? Infinity, shownSince);
    assert.ok(unheard === undefined || unheard <= 5_000, `seed ${seed}: live by a host that is silent since ${unheard} ms`);
    const which = any(2);
    happens[any(happens.length)]!(links[which]!, hosts[which]!);
  }

  for (const link of links) thaw(link);
  for (const { sight } of hosts) Object.assign(sight, { online: ['host1', 'host2'], quorum: true, hangs: null, runs: true });
  session.setAttention('visible');
  for (const link of links) regain(link);
  void session.connect({ mayAsk: true });
  change();
  await clock.advance(70_000);
  return { session, states, clock, links, updates };
}

describe('ClusterSession after all sorts of things', () => {
  it('is live, true, told of changes, and quiet, as soon as all is well again', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const { session, clock, links, updates } = await chaos(seed * 7_919, 40);
      const { state } = session;
      assert.ok(state.kind === 'live', `seed ${seed}: ${state.kind}`);
      assert.equal(state.last.cibVersion?.numUpdates, updates, `seed ${seed}`);
      assert.equal(state.watch.cluster.kind, 'told', `seed ${seed}`);
      assert.deepEqual([state.notes, state.otherViews, state.watch.libvirt], [[], [], ['alpha', 'beta']], `seed ${seed}`);
      const running = links.flatMap(({ watches }) => watches.filter(({ argv, over }) => argv[0] === 'crm_mon' && !over));
      assert.equal(running.length, 1, `seed ${seed}: ${running.length} crm_mon`);
      const before = links.map(({ lines }) => lines.filter((line) => line.startsWith('crm_mon --one-shot')).length);
      await clock.advance(60_000);
      assert.deepEqual(links.map(({ lines }) => lines.filter((line) => line.startsWith('crm_mon --one-shot')).length), before, `seed ${seed}: is read though nothing happens`);
      session.dispose();
      await clock.advance(60_000);
      assert.equal(clock.pending, 0, `seed ${seed}`);
    }
  });
});
