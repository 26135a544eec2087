import assert from 'node:assert/strict';
import { progressOf } from '../../../src/core/walkthrough/progress';
import type { StepId } from '../../../src/core/walkthrough/step';
import type { ClusterSession } from '../../../src/session/clusterSession';
import { lookAtHosts } from '../../../src/session/lookAtHosts';
import { takeStep, type TakeOptions } from '../../../src/session/takeStep';
import { begin, changeable, ended, prepared } from './changedCluster';
import { ManualClock } from './manualClock';
import { type Answer, answer, type Script, type ScriptedLink } from './scriptedLink';

/** Hosts with all that is needed, on which the daemon of pcs runs or not. */
async function machines(daemon: Record<string, boolean>, more: { readonly readOnly?: boolean; readonly instead?: (target: string, line: string) => Answer | Promise<Answer> | null } = {}) {
  const setting = await changeable({ hosts: Object.keys(daemon), definition: { readOnly: more.readOnly ?? false } });
  const asked: string[] = [];
  for (const link of setting.links) link.script = scriptOf(link, link.script);

  function scriptOf({ target }: ScriptedLink, otherwise: Script): Script {
    return (line, options) => {
      const instead = more.instead?.(target, line) ?? null;
      if (instead !== null) return instead;
      const [nonce] = / sh ([0-9a-f-]{36})\b/.exec(line)?.slice(1) ?? [];
      if (line.startsWith('uname -n')) return answer(`${target}\n`);
      if (line.startsWith('systemctl enable --now pcsd')) {
        daemon[target] = true;
        return answer('');
      }
      if (nonce === undefined || !line.includes('corosync.conf')) return otherwise(line, options);
      asked.push(target);
      const [active, enabled] = daemon[target] ? ['active', 'enabled'] : ['inactive', 'disabled'];
      const parts = [
        ['name', target], ['programs', ' apt-get pcs pcsd corosync pacemakerd crm_mon'], ['agents', ' heartbeat/VirtualDomain pacemaker/Dummy'],
        ['services', `Id=pcsd.service\nLoadState=loaded\nActiveState=${active}\nUnitFileState=${enabled}`], ['end', ''],
      ];
      return answer(parts.map(([name = '', text = '']) => `\n${nonce} ${name} 0\n${text}\n`).join(''));
    };
  }

  /** What a person confirms who looks now. */
  async function confirmed(id: StepId) {
    const situation = await ended(setting.clock, lookAtHosts(setting.session, { mayAsk: false }));
    const { plan } = progressOf(situation).find(({ step }) => step.id === id) ?? assert.fail();
    return plan.kind === 'commands' || plan.kind === 'key' ? { id, plan } : assert.fail(`${id} plans ${plan.kind}`);
  }
  const ran = () => setting.links.flatMap(({ target, lines }) => lines.filter((line) => line.startsWith('systemctl enable')).map((line) => `${target}: ${line}`));
  return { ...setting, asked, confirmed, ran };
}

const quiet = () => undefined;
const take = (session: ClusterSession, step: Parameters<typeof takeStep>[1], more: Partial<TakeOptions> = {}) =>
  takeStep(session, step, { signal: new AbortController().signal, clock: new ManualClock(), looks: quiet, begins: quiet, waits: quiet, heard: quiet, ...more });

describe('A step that was confirmed', () => {
  it('is done where it is missing, and looked at once more', async () => {
    const { session, clock, confirmed, ran } = await machines({ host1: true, host2: false });
    const step = await confirmed('pcsd');
    const taken = await ended(clock, take(session, step));
    assert.ok(taken.ok, JSON.stringify(taken));
    assert.deepEqual(taken.value.outcomes, [{ target: 'host2', kind: 'done' }]);
    assert.deepEqual(ran(), ['host2: systemctl enable --now pcsd']);
    assert.equal(taken.value.now && progressOf(taken.value.now).find(({ step: { id } }) => id === 'pcsd')?.standing, 'done');
  });

  it('is told for each host where it is half done, and run again only where it is missing still', async () => {
    let isMasked = true;
    const { session, clock, confirmed, ran } = await machines({ host1: false, host2: false }, {
      instead: (target, line) => (isMasked && target === 'host1' && line.startsWith('systemctl enable') ? answer('', 1, 'Failed to enable unit: Unit file pcsd.service is masked.\n') : null),
    });
    const half = await ended(clock, take(session, await confirmed('pcsd')));
    assert.ok(half.ok && half.value.now);
    assert.deepEqual(half.value.outcomes.map((outcome) => [outcome.target, outcome.kind, outcome.kind === 'refused' ? outcome.said : null]), [['host1', 'refused', 'Failed to enable unit: Unit file pcsd.service is masked.'], ['host2', 'done', null]]);
    assert.deepEqual(progressOf(half.value.now).find(({ step: { id } }) => id === 'pcsd')?.findings.map(({ standing }) => standing), ['missing', 'done']);
    isMasked = false;
    const again = await confirmed('pcsd');
    assert.deepEqual(again.plan.kind === 'commands' ? again.plan.machines.map(({ target }) => target) : null, ['host1']);
    const whole = await ended(clock, take(session, again));
    assert.deepEqual(whole.ok && whole.value.outcomes, [{ target: 'host1', kind: 'done' }]);
    assert.deepEqual(ran(), ['host1: systemctl enable --now pcsd', 'host1: systemctl enable --now pcsd', 'host2: systemctl enable --now pcsd']);
  });

  it('finds what was done by hand before done, and what was undone later missing again', async () => {
    const daemon = { host1: true, host2: true };
    const { session, clock } = await machines(daemon);
    const standing = async () => progressOf(await ended(clock, lookAtHosts(session, { mayAsk: false }))).find(({ step: { id } }) => id === 'pcsd')?.standing;
    assert.equal(await standing(), 'done');
    daemon.host2 = false;
    assert.equal(await standing(), 'missing');
  });

  it('is not done where somebody has changed a host meanwhile', async () => {
    const daemon = { host1: false, host2: false };
    const { session, clock, confirmed, ran } = await machines(daemon);
    const step = await confirmed('pcsd');
    daemon.host1 = true;
    assert.deepEqual(await ended(clock, take(session, step)), { ok: false, fault: { code: 'hosts-changed', cluster: 'mycluster' } });
    daemon.host2 = true;
    assert.deepEqual(await ended(clock, take(session, step)), { ok: false, fault: { code: 'hosts-changed', cluster: 'mycluster' } });
    assert.deepEqual(ran(), []);
  });

  it('is not done where a host does not answer any more', async () => {
    const { session, clock, links, confirmed, ran } = await machines({ host1: false, host2: false });
    const step = await confirmed('pcsd');
    links[1]?.become({ kind: 'waiting', attempt: 1, retryAt: clock.now() + 60_000, fault: { code: 'link-lost', host: 'host2', reason: 'reset' } });
    assert.deepEqual(await ended(clock, take(session, step)), { ok: false, fault: { code: 'hosts-changed', cluster: 'mycluster' } });
    assert.deepEqual(ran(), []);
  });

  it('is not done, nor looked for, on a cluster that is read-only', async () => {
    const open = await machines({ host1: false });
    const step = await open.confirmed('pcsd');
    const { session, asked } = await machines({ host1: false }, { readOnly: true });
    assert.deepEqual(await take(session, step), { ok: false, fault: { code: 'read-only', cluster: 'mycluster' } });
    assert.deepEqual(asked, []);
  });

  it('is alone: no change runs beside it, no other step, and it beside no change', async () => {
    let release: (said: Answer) => void = quiet;
    const held = new Promise<Answer>((resolve) => (release = resolve));
    const { session, clock, confirmed, ran } = await machines({ host1: false }, { instead: (_, line) => (line.startsWith('systemctl enable') ? held : null) });
    const step = await confirmed('pcsd');
    const ready = await prepared(session, clock, { kind: 'disable', resources: ['FAKE1'] });
    const underWay = { ok: false, fault: { code: 'change-under-way', cluster: 'mycluster' } } as const;
    const first = take(session, step);
    await clock.advance(5_000);
    assert.deepEqual(ran(), ['host1: systemctl enable --now pcsd']);
    assert.deepEqual(await take(session, step), underWay);
    assert.deepEqual(await begin(session, ready).outcome, { kind: 'refused', ran: 0, fault: underWay.fault, said: '', forceHelps: false });
    release(answer(''));
    await ended(clock, first);
    const { outcome } = begin(session, ready);
    assert.deepEqual(await take(session, step), underWay);
    assert.equal((await ended(clock, outcome)).kind, 'done');
    assert.equal(ran().length, 1);
  });

  it('is cancelled while it looks, with nothing run, and afterwards only not looked at', async () => {
    const { session, clock, confirmed, ran } = await machines({ host1: false });
    const step = await confirmed('pcsd');
    const before = new AbortController();
    assert.deepEqual(await ended(clock, take(session, step, { signal: before.signal, looks: () => before.abort() })), { ok: false, fault: { code: 'cancelled' } });
    assert.deepEqual(ran(), []);
    const after = new AbortController();
    let looks = 0;
    const taken = await ended(clock, take(session, step, { signal: after.signal, looks: () => ++looks === 2 && after.abort() }));
    assert.deepEqual(taken, { ok: true, value: { outcomes: [{ target: 'host1', kind: 'done' }], now: null } });
  });

  it('is judged with the name that was typed for it', async () => {
    const { session, clock, confirmed } = await machines({ host1: false });
    const taken = await ended(clock, take(session, { ...(await confirmed('pcsd')), agreed: 'guest1' }));
    assert.equal(taken.ok && taken.value.now?.agreed, 'guest1');
  });

  it('leaves the cluster read anew', async () => {
    const { session, clock, cluster, confirmed } = await machines({ host1: false }, { instead: (_, line) => (line.startsWith('systemctl enable') ? ((cluster.sight.epoch += 1), null) : null) });
    const step = await confirmed('pcsd');
    const before = session.state.last?.cibVersion?.epoch ?? assert.fail();
    await ended(clock, take(session, step));
    assert.equal(session.state.last?.cibVersion?.epoch, before + 1);
  });
});

describe('A look at the hosts', () => {
  it('goes to all of them also where one cannot be looked at, and says why', async () => {
    const fault = { code: 'sudo-refused', host: 'host2', user: 'ops', program: 'sh' } as const;
    const { session, clock } = await machines({ host1: true, host2: true }, { instead: (target, line) => (target === 'host2' && line.startsWith('sh -c') ? { fault } : null) });
    const { hosts, cluster } = await ended(clock, lookAtHosts(session, { mayAsk: false }));
    assert.deepEqual(hosts.map(({ target, seen }) => [target, seen.ok ? seen.value.name : seen.fault]), [['host1', 'host1'], ['host2', fault]]);
    assert.equal(cluster.kind === 'running' && cluster.snapshot.host, 'host1');
  });

  it('ends when a person does not wait for it, whatever hangs', async () => {
    const stop = new AbortController();
    const { session, clock } = await machines({ host1: true }, { instead: (_, line) => (/^(?:sh -c|crm_mon|cibadmin)/.test(line) && stop.signal.aborted === false ? new Promise(() => undefined) : null) });
    const looking = lookAtHosts(session, { mayAsk: false, signal: stop.signal });
    clock.after(500, () => stop.abort());
    const { hosts } = await ended(clock, looking, 1_000);
    assert.deepEqual(hosts.map(({ seen }) => !seen.ok && seen.fault.code), ['cancelled']);
  });
});
