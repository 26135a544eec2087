import assert from 'node:assert/strict';
import type { Task } from '../../../src/core/change/task';
import { Secret } from '../../../src/core/secret';
import { begin, carriedOut, changeable, ended, mutations, prepared } from './changedCluster';
import { answer } from './scriptedLink';

const disable = { kind: 'disable', resources: ['FAKE1'] } as const;
const enable = { kind: 'enable', resources: ['FAKE1'] } as const;
const disabling = 'pcs resource disable FAKE1';

describe('A change that is planned', () => {
  it('is for the host that answers, as its pcs is asked once over each connection', async () => {
    const { session, clock, alpha } = await changeable();
    const asked = () => alpha.lines.filter((line) => line.startsWith('pcs --version')).length;
    const ready = await prepared(session, clock, disable);
    assert.deepEqual([ready.host, ready.dialect.pcs, ready.plan.commands], ['alpha', '0.11.5', [['pcs', 'resource', 'disable', 'FAKE1']]]);
    await prepared(session, clock, enable);
    assert.equal(asked(), 1);
    session.disconnect();
    void session.connect({ mayAsk: true });
    await clock.advance(5_000);
    await prepared(session, clock, disable);
    assert.equal(asked(), 2);
    assert.deepEqual(mutations(alpha), []);
  });

  it('is none where the cluster is not known as it is now', async () => {
    const { session, alpha } = await changeable();
    alpha.disconnect();
    assert.notEqual(session.state.kind, 'live');
    assert.deepEqual(await session.changes.prepare(disable), { ok: false, fault: { code: 'not-live', cluster: 'mycluster' } });
    assert.deepEqual(mutations(alpha), []);
  });

  it('may start a cluster that has stopped since it was read, and nothing that needs it to run', async () => {
    const { session, clock, alpha, cluster } = await changeable();
    cluster.sight.runs = false;
    await ended(clock, session.refresh({ mayAsk: false }));
    assert.equal(session.state.kind, 'stopped');
    const { host, plan } = await prepared(session, clock, { kind: 'startCluster', nodes: ['host2'] });
    assert.deepEqual([host, plan.commands], ['alpha', [['pcs', 'cluster', 'start', 'host2']]]);
    assert.deepEqual(await ended(clock, session.changes.prepare(disable)), { ok: false, fault: { code: 'not-live', cluster: 'mycluster' } });
    assert.deepEqual(mutations(alpha), []);
  });

  it('may set up a cluster where none runs, by each command once, and none where one does', async () => {
    const { session, clock, alpha, cluster } = await changeable({ arrangement: { instead: (line) => (/^pcs (?:host auth|cluster setup) /.test(line) ? answer('', 0) : null) } });
    cluster.sight.runs = false;
    await ended(clock, session.refresh({ mayAsk: false }));
    const create: Task = { kind: 'createCluster', cluster: 'new', hosts: [{ name: 'host1', address: null }], user: 'hacluster', password: new Secret('s3cret', 'password of hacluster'), start: false, enable: false };
    const ready = await prepared(session, clock, create);
    const done = await ended(clock, begin(session, ready).outcome);
    assert.equal(done.kind, 'done', JSON.stringify(done));
    assert.deepEqual(mutations(alpha), ['pcs host auth host1 -u hacluster', 'pcs cluster setup new host1']);
    assert.equal(session.state.kind, 'stopped');
    const here = await changeable();
    const running = await ended(here.clock, here.session.changes.prepare(create));
    assert.ok(!running.ok && running.fault.code === 'change-impossible' && running.fault.why === 'cluster-runs');
  });

  it('is none for what is not there, or where pcs is missing', async () => {
    const { session, clock, cluster } = await changeable();
    const unknown = await ended(clock, session.changes.prepare({ kind: 'disable', resources: ['FAKE9'] }));
    assert.deepEqual(unknown, { ok: false, fault: { code: 'not-configured', id: 'FAKE9' } });
    const { session: other } = await changeable({ arrangement: { instead: (line) => (line.startsWith('pcs') ? answer('', 127) : null) } });
    const missing = await other.changes.prepare(disable);
    assert.equal(!missing.ok && missing.fault.code, 'program-missing');
    assert.deepEqual(cluster.changed, []);
  });
});

describe('A change that is carried out', () => {
  it('is done when the cluster has done it, and is in the log', async () => {
    const { session, clock, alpha, changeLog } = await changeable();
    const ready = await prepared(session, clock, disable);
    const before = clock.now();
    const { outcome, steps } = begin(session, ready);
    assert.equal(session.changes.underWay, true);
    const done = await ended(clock, outcome);
    assert.equal(done.kind, 'done');
    assert.deepEqual(mutations(alpha), [disabling]);
    assert.deepEqual(steps.map((step) => (step.kind === 'running' ? [step.index, step.words.join(' ')] : step.kind)), ['checking', [0, disabling], 'waiting']);
    assert.equal(session.changes.underWay, false);
    const [record, ...others] = changeLog.records;
    assert.deepEqual(others, []);
    assert.deepEqual(
      [record?.at, record?.cluster, record?.host, record?.plan.commands, record?.outcome, record?.tookMs],
      [before, 'mycluster', 'alpha', ready.plan.commands, done, done.kind === 'done' ? done.tookMs : NaN],
    );
  });

  for (const untold of [false, true]) {
    it(`is found to be done at most a second after the cluster did it${untold ? ', also where nothing tells of changes' : ''}`, async () => {
      for (const reactsAfterMs of [100, 2_000, 7_300, 61_000]) {
        const { session, clock } = await changeable({ arrangement: { reactsAfterMs }, untold });
        const done = await carriedOut(session, clock, disable);
        const cluster = Math.max(800, 400 + reactsAfterMs);
        assert.ok(done.kind === 'done' && done.tookMs >= cluster && done.tookMs <= cluster + 1_100, `${reactsAfterMs}: ${JSON.stringify(done)}`);
      }
    });
  }

  it('reads nothing by a timer where the cluster tells of itself', async () => {
    const { session, clock, alpha } = await changeable({ arrangement: { reactsAfterMs: 60_000 } });
    const { outcome } = begin(session, await prepared(session, clock, disable));
    await clock.advance(20_000);
    const before = alpha.lines.filter((line) => line.startsWith('crm_mon --one-shot')).length;
    await clock.advance(9_000);
    assert.equal(alpha.lines.filter((line) => line.startsWith('crm_mon --one-shot')).length, before);
    assert.equal((await ended(clock, outcome)).kind, 'done');
  });

  it('is refused in the words of pcs, with what was done before', async () => {
    const said = 'Error: unable to do it, use --force to override\n';
    const { session, clock, alpha, changeLog } = await changeable({ arrangement: { instead: (line) => (line === disabling ? answer('', 1, said) : null) } });
    const outcome = await carriedOut(session, clock, disable);
    assert.deepEqual(outcome, {
      kind: 'refused', ran: 0, said: said.trim(), forceHelps: true,
      fault: { code: 'command-failed', host: 'alpha', program: 'pcs', exitCode: 1, message: 'unable to do it, use --force to override' },
    });
    assert.deepEqual(mutations(alpha), [disabling]);
    assert.equal(changeLog.records[0]?.outcome, outcome);
  });

  it('ends at the first command that fails, and says how many were run', async () => {
    const failing = 'pcs cluster standby host2';
    const { session, clock, alpha, cluster } = await changeable({ untold: true, arrangement: { pcs: '0.9.120\n', instead: (line) => (line === failing ? answer('', 1, 'Error: no\n') : null) } });
    const both = { kind: 'standby', nodes: ['host1', 'host2', 'guest1'] } as const;
    const ready = await prepared(session, clock, both);
    assert.deepEqual(ready.plan.commands.map((words) => words.join(' ')), ['pcs cluster standby host1', failing, 'pcs cluster standby guest1']);
    const outcome = await ended(clock, begin(session, ready).outcome);
    assert.ok(outcome.kind === 'refused' && outcome.ran === 1 && outcome.said === 'Error: no', JSON.stringify(outcome));
    assert.deepEqual(mutations(alpha), ['pcs cluster standby host1', failing]);
    assert.deepEqual(cluster.changed, ['pcs cluster standby host1']);
    assert.equal(session.changes.underWay, false);
    await clock.advance(100);
    assert.equal(session.state.last?.nodes.find(({ name }) => name === 'host1')?.standby, true);
  });

  it('says what the cluster did instead, with what failed by that and not before', async () => {
    const { session, clock, cluster } = await changeable({ arrangement: { broken: ['FAKE1', 'FAKE2'] } });
    await carriedOut(session, clock, { kind: 'disable', resources: ['FAKE1', 'FAKE2'] });
    cluster.elsewhere('pcs resource enable FAKE2');
    await clock.advance(10_000);
    assert.deepEqual(session.state.last?.failures.map(({ resource }) => resource), ['FAKE2']);
    const ready = await prepared(session, clock, enable);
    const outcome = await ended(clock, begin(session, ready).outcome);
    assert.ok(outcome.kind === 'instead', JSON.stringify(outcome));
    assert.deepEqual(outcome.unmet, ready.plan.expects);
    assert.deepEqual(outcome.failures.map(({ resource, task }) => [resource, task]), [['FAKE1', 'start']]);
  });

  it('is known to have come to nothing also where no program says that the cluster is at rest', async () => {
    const refusal = { fault: { code: 'sudo-refused', host: 'alpha', user: 'ops', program: 'crm_resource' } } as const;
    const { session, clock } = await changeable({ arrangement: { broken: ['FAKE1'], rest: refusal } });
    assert.equal((await carriedOut(session, clock, disable)).kind, 'done');
    const before = clock.now();
    assert.equal((await carriedOut(session, clock, enable)).kind, 'instead');
    assert.ok(clock.now() - before < 20_000, `${clock.now() - before} ms`);
  });

  for (const after of [0, 5_000]) it(`is not taken to have come to nothing by the silence of a cluster in which something is under way, begun ${after} ms later`, async () => {
    const refusal = { fault: { code: 'program-missing', host: 'alpha', program: 'crm_resource' } } as const;
    const { session, clock, cluster } = await changeable({ arrangement: { broken: ['FAKE1'], rest: refusal } });
    assert.equal((await carriedOut(session, clock, disable)).kind, 'done');
    let outcome: unknown = null;
    void begin(session, await prepared(session, clock, enable)).outcome.then((value) => (outcome = value));
    await clock.advance(after);
    cluster.arrangement.working = 'FAKE2';
    await clock.advance(60_000);
    assert.equal(outcome, null);
    cluster.arrangement.working = null;
    cluster.sight.updates++;
    await clock.advance(120_000);
    assert.equal((outcome as unknown as { readonly kind: string }).kind, 'instead');
  });

  it('is waited for as long as the cluster is not at rest', async () => {
    const pending = answer('Pending actions:\n', 124);
    const { session, clock, cluster } = await changeable({ arrangement: { broken: ['FAKE1'] } });
    assert.equal((await carriedOut(session, clock, disable)).kind, 'done');
    cluster.arrangement.rest = pending;
    let outcome: unknown = null;
    void begin(session, await prepared(session, clock, enable)).outcome.then((value) => (outcome = value));
    await clock.advance(600_000);
    assert.equal(outcome, null);
    cluster.arrangement.rest = null;
    await clock.advance(2_000);
    assert.equal((outcome as unknown as { readonly kind: string }).kind, 'instead');
  });

  it('counts what forgets failures only when the cluster is at rest', async () => {
    const { session, clock, cluster } = await changeable();
    cluster.arrangement.instead = (line) => (line.startsWith('pcs resource cleanup') ? answer('Cleaned up\n') : null);
    cluster.arrangement.rest = answer('', 124);
    let outcome: unknown = null;
    void begin(session, await prepared(session, clock, { kind: 'cleanup', resource: 'FAKE1', node: null })).outcome.then((value) => (outcome = value));
    await clock.advance(30_000);
    assert.equal(outcome, null);
    cluster.arrangement.rest = null;
    await clock.advance(2_000);
    assert.equal((outcome as unknown as { readonly kind: string }).kind, 'done');
  });

  it('is alone on its cluster: another is refused meanwhile, and nothing of it is sent', async () => {
    const { session, clock, alpha, changeLog } = await changeable();
    const [one, other] = [await prepared(session, clock, disable), await prepared(session, clock, { kind: 'disable', resources: ['FAKE2'] })];
    const { outcome } = begin(session, one);
    for (const passed of [0, 500, 1_000]) {
      await clock.advance(passed);
      const refused = await begin(session, other).outcome;
      assert.deepEqual(refused, { kind: 'refused', ran: 0, fault: { code: 'change-under-way', cluster: 'mycluster' }, said: '', forceHelps: false });
    }
    assert.equal((await ended(clock, outcome)).kind, 'done');
    assert.deepEqual(mutations(alpha), [disabling]);
    assert.equal(changeLog.records.length, 1);
    assert.equal((await ended(clock, begin(session, other).outcome)).kind, 'done');
  });
});

describe('A change of what someone else has changed meanwhile', () => {
  it('is not run where its commands would be others, and is asked for again', async () => {
    const { session, clock, alpha, cluster, changeLog } = await changeable({ arrangement: { pcs: '0.9.120\n' } });
    const ready = await prepared(session, clock, { kind: 'standby', nodes: ['host1', 'host2'] });
    cluster.arrangement.pcs = '0.11.5\n';
    session.disconnect();
    void session.connect({ mayAsk: true });
    await clock.advance(5_000);
    const outcome = await ended(clock, begin(session, ready).outcome);
    assert.ok(outcome.kind === 'changed', JSON.stringify(outcome));
    assert.deepEqual(outcome.now.plan.commands, [['pcs', 'node', 'standby', 'host1', 'host2']]);
    assert.deepEqual(mutations(alpha), []);
    assert.deepEqual(changeLog.records, []);
    assert.equal((await ended(clock, begin(session, outcome.now).outcome)).kind, 'done');
  });

  it('is not run where it cannot be done any more', async () => {
    const { session, clock, alpha, cluster } = await changeable();
    const task = { kind: 'deleteConstraints', constraints: ['location-FAKE3-guest1-INFINITY'] } as const;
    const ready = await prepared(session, clock, task);
    cluster.elsewhere('pcs constraint delete location-FAKE3-guest1-INFINITY');
    const outcome = await ended(clock, begin(session, ready).outcome);
    assert.deepEqual(outcome, { kind: 'refused', ran: 0, fault: { code: 'not-configured', id: 'location-FAKE3-guest1-INFINITY' }, said: '', forceHelps: false });
    assert.deepEqual(mutations(alpha), []);
  });

  it('is asked for again where another host answers now', async () => {
    const { session, clock, links } = await changeable({ hosts: ['alpha', 'beta'] });
    const ready = await prepared(session, clock, disable);
    links[0]!.disconnect();
    await clock.advance(3_000);
    const outcome = await ended(clock, begin(session, ready).outcome);
    assert.equal(outcome.kind === 'changed' && outcome.now.host, 'beta');
    assert.deepEqual(mutations(...links), []);
  });

  it('is run from what is so now: what takes it back is not what it would have been', async () => {
    const { session, clock, cluster, changeLog } = await changeable();
    const ready = await prepared(session, clock, disable);
    assert.deepEqual(ready.plan.undo, [enable]);
    cluster.elsewhere(disabling);
    assert.equal((await ended(clock, begin(session, ready).outcome)).kind, 'done');
    assert.deepEqual(changeLog.records[0]?.plan.undo, null);
  });

  it('comes to the same for two windows: each says what became of its own', async () => {
    const { session, clock, window, cluster } = await changeable();
    const { session: other } = await window();
    const [one, two] = [await prepared(session, clock, disable), await prepared(other, clock, enable)];
    const outcomes = [begin(session, one).outcome, begin(other, two).outcome];
    const [first, second] = [await ended(clock, outcomes[0]!), await ended(clock, outcomes[1]!)];
    assert.deepEqual([...cluster.changed].sort(), [disabling, 'pcs resource enable FAKE1']);
    const [last] = cluster.changed.slice(-1);
    const isDisabled = session.state.last?.resources.find(({ id }) => id === 'FAKE1')?.disabled;
    assert.equal(isDisabled, last === disabling);
    assert.equal((last === disabling ? first : second).kind, 'done');
    assert.ok(['done', 'instead'].includes((last === disabling ? second : first).kind));
  });
});
