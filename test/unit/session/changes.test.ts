import assert from 'node:assert/strict';
import { isReached } from '../../../src/core/change/isReached';
import type { Task } from '../../../src/core/change/task';
import { Secret } from '../../../src/core/secret';
import { changedSince } from '../../../src/session/changeEnding';
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

  it('has started a host when that has joined, for which the scheduler has nothing to do', async () => {
    const { session, clock, cluster } = await changeable({ arrangement: { instead: (line) => (line.startsWith('pcs cluster start') ? answer('') : null) } });
    cluster.sight.online = ['host1'];
    await ended(clock, session.refresh({ mayAsk: false }));
    const starting = { kind: 'startCluster', nodes: ['host2'] } as const;
    const slow = begin(session, await prepared(session, clock, starting));
    await clock.advance(20_000);
    cluster.sight.online = ['host1', 'host2'];
    assert.equal((await ended(clock, slow.outcome)).kind, 'done');
    cluster.sight.online = ['host1'];
    await ended(clock, session.refresh({ mayAsk: false }));
    const never = await carriedOut(session, clock, starting);
    assert.deepEqual(never, { kind: 'instead', unmet: [{ kind: 'online', node: 'host2', is: true }], failures: [] });
  });

  it('has started a cluster when one of its nodes has joined it, and not when its programs answer', async () => {
    const { session } = await changeable();
    const live = session.state.last ?? assert.fail();
    const running = (is: boolean, nodes: typeof live.nodes) => isReached({ kind: 'running', is }, { ...live, nodes });
    const of = (more: Partial<(typeof live.nodes)[number]>) => live.nodes.map((node) => (node.kind === 'cluster' ? { ...node, ...more } : node));
    assert.deepEqual([running(true, live.nodes), running(true, of({ online: false })), running(true, of({ pending: true })), running(true, [])], [true, false, false, false]);
    assert.deepEqual([running(false, live.nodes), running(false, of({ online: false }))], [false, false]);
  });

  it('may set up a cluster where there is none, by each command once, and none where one runs or could be started', async () => {
    const { session, clock, alpha, cluster } = await changeable({
      arrangement: {
        instead: (line) => {
          if (line.startsWith('pcs cluster setup ')) cluster.sight.setUp = true;
          return /^pcs (?:host auth|cluster setup) /.test(line) ? answer('', 0) : null;
        },
      },
    });
    cluster.sight.runs = false;
    cluster.sight.setUp = false;
    await ended(clock, session.refresh({ mayAsk: false }));
    const create: Task = { kind: 'createCluster', cluster: 'new', hosts: [{ name: 'host1', address: null }], user: 'hacluster', password: new Secret('s3cret', 'password of hacluster'), start: false, enable: false };
    assert.equal(session.state.kind, 'unconfigured');
    const started = await ended(clock, session.changes.prepare({ kind: 'startCluster', nodes: null }));
    assert.ok(!started.ok && started.fault.code === 'change-impossible' && started.fault.why === 'not-set-up');
    const ready = await prepared(session, clock, create);
    const done = await ended(clock, begin(session, ready).outcome);
    assert.equal(done.kind, 'done', JSON.stringify(done));
    assert.deepEqual(mutations(alpha), ['pcs host auth host1 -u hacluster', 'pcs cluster setup new host1']);
    assert.equal(session.state.kind, 'stopped');
    const again = await ended(clock, session.changes.prepare(create));
    assert.ok(!again.ok && again.fault.code === 'change-impossible' && again.fault.why === 'set-up');
    const here = await changeable();
    const running = await ended(here.clock, here.session.changes.prepare(create));
    assert.ok(!running.ok && running.fault.code === 'change-impossible' && running.fault.why === 'cluster-runs');
  });

  it('has destroyed a cluster when no host that answers is set up for one any more', async () => {
    const { session, clock, cluster } = await changeable({
      arrangement: {
        instead: (line) => {
          if (!line.startsWith('pcs cluster destroy')) return null;
          cluster.sight.runs = false;
          clock.after(5_000, () => (cluster.sight.setUp = false));
          return answer('', 0);
        },
      },
    });
    const { outcome, steps } = begin(session, await prepared(session, clock, { kind: 'destroyCluster' }));
    const begun = clock.now();
    assert.equal((await ended(clock, outcome)).kind, 'done');
    assert.ok(clock.now() - begun >= 5_000);
    assert.deepEqual(steps.at(-1), { kind: 'waiting', unmet: [{ kind: 'setUp', is: false }] });
    assert.equal(session.state.kind, 'unconfigured');
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

  it('is not run where more is at stake than was confirmed, though its commands are the same', async () => {
    const { session, clock, alpha, cluster, changeLog } = await changeable();
    cluster.sight.online = ['host1'];
    cluster.sight.unclean = ['host2'];
    await ended(clock, session.refresh({ mayAsk: false }));
    const ready = await prepared(session, clock, { kind: 'confirmFenced', node: 'host2' });
    assert.deepEqual(ready.plan.cautions.map(({ code }) => code), ['confirm-destroys-data']);
    cluster.sight.online = ['host1', 'host2'];
    const outcome = await ended(clock, begin(session, ready).outcome);
    assert.ok(outcome.kind === 'changed', JSON.stringify(outcome));
    assert.deepEqual(outcome.now.plan.commands, ready.plan.commands);
    assert.deepEqual(outcome.now.plan.cautions.map(({ code }) => code), ['confirm-destroys-data', 'still-answers']);
    assert.deepEqual([mutations(alpha), changeLog.records], [[], []]);
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

  it('is asked for again where somebody has done it already: taking it back would not lead to what was', async () => {
    const { session, clock, alpha, cluster, changeLog } = await changeable();
    const ready = await prepared(session, clock, disable);
    assert.deepEqual(ready.plan.undo, [enable]);
    cluster.elsewhere(disabling);
    const outcome = await ended(clock, begin(session, ready).outcome);
    assert.ok(outcome.kind === 'changed', JSON.stringify(outcome));
    assert.deepEqual([outcome.now.plan.commands, outcome.now.plan.undo], [ready.plan.commands, null]);
    assert.deepEqual([mutations(alpha), changeLog.records], [[], []]);
    assert.equal((await ended(clock, begin(session, outcome.now).outcome)).kind, 'done');
  });

  it('is not run where somebody else has set the same to something else, which would be lost', async () => {
    const { session, clock, alpha, cluster } = await changeable();
    const policy = (value: string): Task => ({ kind: 'setProperty', name: 'no-quorum-policy', value });
    const ready = await prepared(session, clock, policy('freeze'));
    assert.deepEqual(ready.before, [{ kind: 'property', name: 'no-quorum-policy', value: 'ignore' }]);
    cluster.elsewhere('pcs property set no-quorum-policy=demote');
    const outcome = await ended(clock, begin(session, ready).outcome);
    assert.ok(outcome.kind === 'changed', JSON.stringify(outcome));
    assert.deepEqual(changedSince(ready, outcome.now), [{ kind: 'property', name: 'no-quorum-policy', value: 'demote' }]);
    assert.deepEqual(outcome.now.plan.undo, [policy('demote')]);
    assert.deepEqual(mutations(alpha), []);
    cluster.elsewhere('pcs property set batch-limit=7');
    assert.equal((await ended(clock, begin(session, outcome.now).outcome)).kind, 'done');
    assert.deepEqual(mutations(alpha), ['pcs property set no-quorum-policy=freeze']);
  });

  it('comes to the same for two windows: each says what became of its own', async () => {
    const { session, clock, window, cluster, changeLog } = await changeable();
    const { session: other, changeLog: otherLog } = await window();
    const [one, two] = [await prepared(session, clock, disable), await prepared(other, clock, enable)];
    const outcomes = [begin(session, one).outcome, begin(other, two).outcome];
    const [first, second] = [await ended(clock, outcomes[0]!), await ended(clock, outcomes[1]!)];
    assert.deepEqual(cluster.changed, [disabling, 'pcs resource enable FAKE1']);
    assert.equal(session.state.last?.resources.find(({ id }) => id === 'FAKE1')?.disabled, false);
    // Whose command came first is told that it is not as that was to make it, and what is lacking; it is taken for neither done nor failed.
    assert.deepEqual(first, { kind: 'instead', unmet: [{ kind: 'inactive', resource: 'FAKE1' }], failures: [] });
    assert.equal(second.kind, 'done');
    assert.deepEqual([changeLog, otherLog].map(({ records }) => records.map(({ plan, outcome }) => [plan.task, outcome])), [[[disable, first]], [[enable, second]]]);
  });
});
