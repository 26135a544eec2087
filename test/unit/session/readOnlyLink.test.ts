import assert from 'node:assert/strict';
import { changeCommand } from '../../../src/core/change/changeCommand';
import type { Command, Output } from '../../../src/core/command';
import { readCibVersion, readConfiguration } from '../../../src/core/commands/cib';
import { planChange } from '../../../src/core/change/planChange';
import { success } from '../../../src/core/result';
import { ReadOnlyLink } from '../../../src/session/readOnlyLink';
import { clusters } from '../core/change/plannedClusters';
import { plannedTasks } from '../core/change/plannedTasks';
import { dialect } from '../core/change/recordedDialects';
import { liveHost } from './liveHost';
import { ManualClock } from './manualClock';
import { scriptedCluster } from './scriptedCluster';
import { answer, ScriptedLink } from './scriptedLink';

const command = (argv: Command<never>['argv'], mutates: boolean): Command<Output> => ({ argv, rights: 'cluster', mutates, timeoutMs: 1_000, maxBytes: 1_000, parse: success });
const refusal = { ok: false, fault: { code: 'read-only', cluster: 'mycluster' } };

async function readOnly() {
  const clock = new ManualClock();
  const host = liveHost('host1', clock);
  const { session, links } = scriptedCluster({ alpha: host.script, beta: host.script }, clock, { readOnly: true });
  session.setAttention('visible');
  void session.connect({ mayAsk: true });
  await clock.advance(5_000);
  assert.equal(session.state.kind, 'live');
  const sent = () => links.flatMap(({ lines }) => lines).filter((line) => /^pcs (resource|property)/.test(line));
  return { session, clock, links, sent };
}

describe('A cluster that is looked at only', () => {
  it('sends nothing to any host that may change it, by whichever way it is asked', async () => {
    const { session, sent } = await readOnly();
    const words = ['pcs', 'resource', 'disable', 'FAKE1'] as const;
    for (const target of [null, 'alpha', 'beta']) {
      for (const options of [undefined, { mayAsk: true }, { mayAsk: false, signal: new AbortController().signal }]) {
        assert.deepEqual(await session.run(target, changeCommand(words), options), refusal);
        assert.deepEqual(await session.run(target, command(words, true), options), refusal);
      }
    }
    assert.deepEqual(await session.changes.prepare({ kind: 'disable', resources: ['FAKE1'] }), refusal);
    const ready = {
      plan: { task: { kind: 'disable', resources: ['FAKE1'] }, commands: [words], preview: { kind: 'none', why: 'runs-on-nodes' }, cautions: [], expects: [], undo: [{ kind: 'enable', resources: ['FAKE1'] }] },
      dialect: { pcs: '0.11.5', capabilities: new Set<string>(), pacemaker: '2.1.5' },
      host: 'alpha',
      before: [],
    } as const;
    const outcome = await session.changes.carryOut(ready, { mayAsk: true, signal: new AbortController().signal, onStep: () => undefined });
    assert.deepEqual(outcome, { kind: 'refused', ran: 0, fault: refusal.fault, said: '', forceHelps: false });
    const record = { at: 0, id: session.definition.id, cluster: 'mycluster', host: 'alpha', plan: ready.plan, outcome: { kind: 'done', tookMs: 1 }, tookMs: 1 } as const;
    assert.equal((await session.changes.undo(record)).ok, false);
    assert.deepEqual(sent(), []);
  });

  it('refuses every change that can be planned, forced or not, whatever was planned for it before', async () => {
    const { session, links } = await readOnly();
    const before = links.map(({ lines }) => lines.length);
    const kinds = new Set<string>();
    for (const [cluster, task] of Object.values(plannedTasks).flat()) {
      const planned = planChange(task, dialect('0.11.5'), clusters[cluster]());
      if (!planned.ok) continue;
      kinds.add(task.kind);
      const ready = { plan: planned.value, dialect: dialect('0.11.5'), host: 'alpha', before: [] };
      assert.deepEqual(await session.changes.prepare(task), refusal, task.kind);
      assert.deepEqual(await session.changes.force(ready, 0), refusal, task.kind);
      const outcome = await session.changes.carryOut(ready, { mayAsk: true, signal: new AbortController().signal, onStep: () => undefined });
      assert.ok(outcome.kind === 'refused' && outcome.fault.code === 'read-only' && outcome.ran === 0, task.kind);
      for (const words of planned.value.commands) assert.deepEqual(await session.run('alpha', changeCommand(words)), refusal, words.join(' '));
    }
    assert.ok(kinds.size >= 20);
    // Nothing at all was sent for it, not even a question.
    assert.deepEqual(links.map(({ lines }) => lines.length), before);
  });

  it('is read and watched like any other, over connections that come and go', async () => {
    const { session, clock, links, sent } = await readOnly();
    assert.equal((await session.run('alpha', readCibVersion())).ok, true);
    assert.equal((await session.run(null, readConfiguration())).ok, true);
    assert.ok(links.some(({ watches }) => watches.length > 0));
    session.disconnect();
    void session.connect({ mayAsk: true });
    await clock.advance(5_000);
    assert.equal(session.state.kind, 'live');
    assert.deepEqual(await session.run('alpha', command(['pcs', 'property', 'set', 'a=b'], true)), refusal);
    assert.deepEqual(sent(), []);
  });

  it('lets a person open a terminal', async () => {
    const { session, links } = await readOnly();
    let opened = 0;
    links[0]!.openTerminal = () => Promise.resolve({ ok: false, fault: { code: 'channel-refused', host: `alpha ${String(++opened)}` } });
    assert.deepEqual(await session.openTerminal('alpha', { columns: 80, rows: 24 }), { ok: false, fault: { code: 'channel-refused', host: 'alpha 1' } });
  });
});

describe('ReadOnlyLink', () => {
  it('hands all but changes to the link that it wraps', async () => {
    const inner = new ScriptedLink('alpha', (line) => answer(line));
    const link = new ReadOnlyLink(inner, 'mycluster');
    const heard: string[] = [];
    link.onDidChangeState(({ kind }) => heard.push(kind));
    assert.equal((await link.connect({ mayAsk: false })).ok, true);
    assert.deepEqual([link.target, link.state.kind, await link.isAlive(10)], ['alpha', 'connected', true]);
    assert.deepEqual(await link.run(command(['crm_mon', '-1'], false)), { ok: true, value: answer('crm_mon -1') });
    assert.deepEqual(await link.run(command(['crm_mon', '-1'], true)), refusal);
    assert.equal((await link.watch({ argv: ['crm_mon'], rights: 'cluster' })).ok, true);
    link.disconnect();
    link.dispose();
    assert.deepEqual([heard, inner.disposed, inner.lines], [['connected', 'closed'], true, ['crm_mon -1']]);
  });
});
