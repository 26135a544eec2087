import assert from 'node:assert/strict';
import type { Fault } from '../../../src/core/fault';
import { begin, changeable, cut, ended, lost, mutations, prepared } from './changedCluster';

const disable = { kind: 'disable', resources: ['FAKE1'] } as const;
const disabling = 'pcs resource disable FAKE1';

describe('A change whose connection breaks', () => {
  it('before the host ran its command was not made, and is said not to have been', async () => {
    const { session, clock, alpha, cluster, changeLog } = await changeable();
    cluster.arrangement.instead = (line) => (line === disabling ? (cut(alpha, clock, 3_000), { fault: lost('alpha') }) : null);
    const { outcome, steps } = begin(session, await prepared(session, clock, disable));
    assert.deepEqual(await ended(clock, outcome), { kind: 'uncertain', ran: 0, fault: lost('alpha'), reached: false });
    assert.deepEqual(steps.map(({ kind }) => kind), ['checking', 'running', 'asking']);
    assert.deepEqual([mutations(alpha), cluster.changed], [[disabling], []]);
    assert.equal(changeLog.records[0]?.outcome.kind, 'uncertain');
  });

  it('after the host ran its command was made, and is said to have been', async () => {
    const { session, clock, alpha, cluster } = await changeable();
    const { outcome } = begin(session, await prepared(session, clock, disable));
    await clock.advance(600);
    assert.deepEqual(cluster.changed, [disabling]);
    cut(alpha, clock, 3_000);
    assert.deepEqual(await ended(clock, outcome), { kind: 'uncertain', ran: 0, fault: lost('alpha'), reached: true });
    assert.deepEqual(mutations(alpha), [disabling]);
  });

  it('is not said to have come to nothing while its command may still be at work', async () => {
    const { session, clock, alpha, cluster } = await changeable({ arrangement: { pcsTakesMs: 12_000 } });
    const { outcome } = begin(session, await prepared(session, clock, disable));
    await clock.advance(500);
    cut(alpha, clock, 100);
    await clock.advance(2_000);
    assert.deepEqual([session.state.kind, cluster.changed], ['live', []]);
    assert.deepEqual(await ended(clock, outcome), { kind: 'uncertain', ran: 0, fault: lost('alpha'), reached: true });
    assert.deepEqual(mutations(alpha), [disabling]);
  });

  it('is judged by another host where the one that it was sent to stays away', async () => {
    const { session, clock, links, cluster } = await changeable({ hosts: ['alpha', 'beta'] });
    const { outcome } = begin(session, await prepared(session, clock, disable));
    await clock.advance(500);
    cut(links[0]!, clock);
    assert.deepEqual(await ended(clock, outcome), { kind: 'uncertain', ran: 0, fault: lost('alpha'), reached: true });
    assert.deepEqual([mutations(...links), cluster.changed], [[disabling], [disabling]]);
  });

  it('is not judged by what was so before it already', async () => {
    const { session, clock, alpha } = await changeable({ arrangement: { instead: (line) => (line.startsWith('pcs resource restart') ? (cut(alpha, clock, 1_000), { fault: lost('alpha') }) : null) } });
    const restart = await prepared(session, clock, { kind: 'restart', resource: 'FAKE1', node: null });
    assert.notDeepEqual(restart.plan.expects, []);
    assert.deepEqual(await ended(clock, begin(session, restart).outcome), { kind: 'uncertain', ran: 0, fault: lost('alpha'), reached: null });
    assert.deepEqual(mutations(alpha), ['pcs resource restart FAKE1']);
  });

  it('is not judged where no host answers for two minutes', async () => {
    const { session, clock, alpha } = await changeable();
    const { outcome } = begin(session, await prepared(session, clock, disable));
    await clock.advance(500);
    cut(alpha, clock);
    const before = clock.now();
    assert.deepEqual(await ended(clock, outcome), { kind: 'uncertain', ran: 0, fault: lost('alpha'), reached: null });
    assert.ok(clock.now() - before < 125_000);
    alpha.become({ kind: 'connected', since: clock.now() });
    await clock.advance(60_000);
    assert.deepEqual(mutations(alpha), [disabling]);
  });

  it('is uncertain after every fault that does not say that the program was not run', async () => {
    const open: readonly Fault[] = [
      lost('alpha'), { code: 'disconnected', host: 'alpha' }, { code: 'command-timeout', host: 'alpha', program: 'pcs', afterMs: 120_000 },
      { code: 'output-cut', host: 'alpha', program: 'pcs' }, { code: 'output-too-large', host: 'alpha', program: 'pcs', limitBytes: 1 },
      { code: 'shell-unusable', host: 'alpha', sample: '' }, { code: 'cancelled' },
    ];
    for (const fault of open) {
      const { session, clock, alpha } = await changeable({ arrangement: { instead: (line) => (line === disabling ? { fault } : null) } });
      assert.deepEqual(await ended(clock, begin(session, await prepared(session, clock, disable)).outcome), { kind: 'uncertain', ran: 0, fault, reached: false });
      assert.deepEqual(mutations(alpha), [disabling], fault.code);
    }
    const { session, clock } = await changeable({ arrangement: { instead: (line) => (line === disabling ? { stdout: '', stderr: '', exitCode: null } : null) } });
    assert.equal((await ended(clock, begin(session, await prepared(session, clock, disable)).outcome)).kind, 'uncertain');
  });

  it('is refused after every fault that does', async () => {
    const closed: readonly Fault[] = [
      { code: 'program-missing', host: 'alpha', program: 'pcs' }, { code: 'permission-denied', host: 'alpha', user: 'ops', program: 'pcs' },
      { code: 'sudo-refused', host: 'alpha', user: 'ops', program: 'pcs' }, { code: 'prompt-declined', host: 'alpha', what: 'sudo-password' },
      { code: 'channel-refused', host: 'alpha' }, { code: 'argument-unsendable', host: 'alpha', program: 'pcs' },
    ];
    for (const fault of closed) {
      const { session, clock, alpha } = await changeable({ arrangement: { instead: (line) => (line === disabling ? { fault } : null) } });
      const outcome = await ended(clock, begin(session, await prepared(session, clock, disable)).outcome);
      assert.deepEqual(outcome, { kind: 'refused', ran: 0, fault, said: '', forceHelps: false });
      assert.deepEqual(mutations(alpha), [disabling], fault.code);
    }
  });

  it('between two commands has run the first alone', async () => {
    const { session, clock, alpha, cluster } = await changeable({ arrangement: { pcs: '0.9.120\n' } });
    const ready = await prepared(session, clock, { kind: 'standby', nodes: ['host1', 'host2'] });
    const run = alpha.run.bind(alpha);
    alpha.run = async (command, options) => {
      const result = await run(command, options);
      if (command.mutates) cut(alpha, clock, 1_000);
      return result;
    };
    assert.deepEqual(await ended(clock, begin(session, ready).outcome), { kind: 'refused', ran: 1, fault: lost('alpha'), said: '', forceHelps: false });
    await clock.advance(60_000);
    assert.deepEqual([mutations(alpha), cluster.changed], [['pcs cluster standby host1'], ['pcs cluster standby host1']]);
  });

  it('is never sent twice, and what is said of it is true, wherever the line breaks and however long', async () => {
    const kinds = new Set<string>();
    for (let breakMs = 0; breakMs <= 3_600; breakMs += 300) {
      for (const backAfterMs of [10, 20_000]) {
        const { session, clock, alpha, cluster } = await changeable({ arrangement: { pcs: '0.9.120\n' } });
        const ready = await prepared(session, clock, { kind: 'standby', nodes: ['host1', 'host2'] });
        cluster.sight.takesMs = 20;
        const { outcome } = begin(session, ready);
        await clock.advance(breakMs);
        cut(alpha, clock, backAfterMs);
        const became = await ended(clock, outcome);
        const at = `broken after ${breakMs} ms for ${backAfterMs} ms: ${JSON.stringify(became)}`;
        await clock.advance(120_000);
        kinds.add(became.kind === 'uncertain' ? `uncertain ${String(became.reached)}` : became.kind);
        const sent = mutations(alpha);
        assert.equal(new Set(sent).size, sent.length, `sent twice: ${at}`);
        assert.equal(new Set(cluster.changed).size, cluster.changed.length, `run twice: ${at}`);
        const isDone = cluster.changed.length === 2;
        if (became.kind === 'done') assert.ok(isDone, at);
        else if (became.kind === 'uncertain') assert.equal(became.reached, isDone, at);
        else if (became.kind === 'refused') assert.equal(cluster.changed.length, became.ran, at);
        else assert.fail(at);
        session.dispose();
      }
    }
    assert.deepEqual([...kinds].sort(), ['done', 'refused', 'uncertain false', 'uncertain true']);
  });
});
