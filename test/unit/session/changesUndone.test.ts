import assert from 'node:assert/strict';
import type { Task } from '../../../src/core/change/task';
import { begin, carriedOut, changeable, cut, ended, mutations, prepared, type Setting } from './changedCluster';
import { answer } from './scriptedLink';

const disable = { kind: 'disable', resources: ['FAKE1'] } as const;
const enable = { kind: 'enable', resources: ['FAKE1'] } as const;
const refusal = (why: string) => ({ ok: false, fault: { code: 'undo-refused', why } });

/** A cluster on which this was done, and the record of it. */
async function changedBy(task: Task, setting: Setting = {}) {
  const opened = await changeable(setting);
  const outcome = await carriedOut(opened.session, opened.clock, task);
  return { ...opened, outcome, record: opened.changeLog.records.at(-1)! };
}

describe('A change that is taken back', () => {
  it('is planned like any other, and is one', async () => {
    const { session, clock, alpha, record, changeLog } = await changedBy(disable);
    const undo = await ended(clock, session.changes.undo(record));
    assert.ok(undo.ok, JSON.stringify(undo));
    assert.deepEqual(undo.value.map(({ host, plan }) => [host, plan.task, plan.commands]), [['alpha', enable, [['pcs', 'resource', 'enable', 'FAKE1']]]]);
    assert.equal(mutations(alpha).length, 1);
    assert.equal((await ended(clock, begin(session, undo.value[0]!).outcome)).kind, 'done');
    assert.deepEqual(changeLog.records.map(({ plan: { task } }) => task), [disable, enable]);
    assert.deepEqual(await ended(clock, session.changes.undo(record)), refusal('changed-since'));
  });

  it('is refused where someone has changed the same since, and not where something else was changed', async () => {
    const { session, clock, cluster, record } = await changedBy({ kind: 'setProperty', name: 'no-quorum-policy', value: 'freeze' });
    cluster.elsewhere('pcs resource disable FAKE2');
    await clock.advance(5_000);
    const undo = await ended(clock, session.changes.undo(record));
    assert.ok(undo.ok, JSON.stringify(undo));
    cluster.elsewhere('pcs property set no-quorum-policy=stop');
    assert.deepEqual(await ended(clock, session.changes.undo(record)), refusal('changed-since'));
  });

  it('is refused where another window has set the same while it was made: what is there is the work of that one', async () => {
    const opened = await changeable();
    const { session, clock, cluster, changeLog } = opened;
    const ready = await prepared(session, clock, { kind: 'setProperty', name: 'no-quorum-policy', value: 'freeze' });
    const { outcome } = begin(session, ready);
    await clock.advance(500);
    assert.deepEqual(cluster.changed, ['pcs property set no-quorum-policy=freeze']);
    cluster.elsewhere('pcs property set no-quorum-policy=stop');
    const ending = await ended(clock, outcome);
    assert.ok(ending.kind === 'instead' && ending.unmet.length === 1, JSON.stringify(ending));
    assert.deepEqual(await ended(clock, session.changes.undo(changeLog.records.at(-1)!)), refusal('changed-since'));
  });

  for (const [how, becomes] of [['refused', answer('', 1, 'Error: no\n')], ['uncertain', { fault: { code: 'command-timeout', host: 'alpha', program: 'pcs', afterMs: 1 } }]] as const) {
    it(`leads back from the middle where the second of three commands was ${how}, and sends none of them again`, async () => {
      const three = { kind: 'standby', nodes: ['host1', 'host2', 'guest1'] } as const;
      const { session, clock, alpha, cluster, outcome, record } = await changedBy(three, { untold: true, arrangement: { pcs: '0.9.120\n', instead: (line) => (line === 'pcs cluster standby host2' ? becomes : null) } });
      assert.ok(outcome.kind === how && outcome.ran === 1, JSON.stringify(outcome));
      assert.deepEqual(mutations(alpha), ['pcs cluster standby host1', 'pcs cluster standby host2']);
      const undo = await ended(clock, session.changes.undo(record));
      assert.ok(undo.ok, JSON.stringify(undo));
      assert.deepEqual(undo.value.flatMap(({ plan }) => plan.commands.map((words) => words.join(' '))), ['pcs cluster unstandby host1', 'pcs cluster unstandby host2', 'pcs cluster unstandby guest1']);
      assert.deepEqual(cluster.changed, ['pcs cluster standby host1']);
    });
  }

  it('leads back from a wait that pcs gave up, since what it waited for was begun', async () => {
    const said = 'Error: waiting timeout\n';
    const { session, clock, outcome, record } = await changedBy({ kind: 'takeDown', node: 'host2', how: 'stop' }, { arrangement: { instead: (line) => (line.includes('standby host2 --wait') ? answer('', 1, said) : null) } });
    assert.ok(outcome.kind === 'refused' && outcome.ran === 0, JSON.stringify(outcome));
    const undo = await ended(clock, session.changes.undo(record));
    // Nothing came of it here, and nothing is to be done.
    assert.deepEqual(undo, refusal('nothing-done'));
  });

  it('is refused where nothing takes it back', async () => {
    const { session, clock, cluster, changeLog } = await changeable();
    cluster.elsewhere('pcs resource disable FAKE1');
    await clock.advance(5_000);
    await carriedOut(session, clock, disable);
    assert.deepEqual(await ended(clock, session.changes.undo(changeLog.records[0]!)), refusal('no-way-back'));
  });

  it('is refused where it was not made, or nobody knows', async () => {
    const said = { stdout: '', stderr: 'Error: no\n', exitCode: 1 };
    const refused = await changedBy(disable, { arrangement: { instead: (line) => (line.startsWith('pcs resource disable') ? said : null) } });
    assert.equal(refused.outcome.kind, 'refused');
    assert.deepEqual(await ended(refused.clock, refused.session.changes.undo(refused.record)), refusal('nothing-done'));

    const { session, clock, alpha, cluster, changeLog } = await changeable();
    cluster.arrangement.instead = (line) => (line.startsWith('pcs resource disable') ? (cut(alpha, clock, 1_000), { fault: { code: 'cancelled' } }) : null);
    assert.equal((await ended(clock, begin(session, await prepared(session, clock, disable)).outcome)).kind, 'uncertain');
    assert.deepEqual(await ended(clock, session.changes.undo(changeLog.records[0]!)), refusal('nothing-done'));
  });

  it('is said to have no way back where what it deletes could not be read, and what puts it back says why it cannot', async () => {
    const { session, clock, cluster } = await changeable();
    const fault = { code: 'sudo-refused', host: 'alpha', user: 'ops', program: 'cibadmin' } as const;
    const deletion = { kind: 'deleteResources', resources: ['FAKE5'] } as const;
    const readable = await prepared(session, clock, deletion);
    assert.notEqual(readable.plan.undo, null);
    assert.ok(!readable.plan.cautions.some(({ code }) => code === 'no-way-back'));
    cluster.arrangement.instead = (line) => (/^(cibadmin --query|pcs cluster cib)$/.test(line) ? { fault } : null);
    const { plan } = await prepared(session, clock, deletion);
    assert.equal(plan.undo, null);
    assert.ok(plan.cautions.some(({ code }) => code === 'no-way-back'));
    const [again] = readable.plan.undo ?? [];
    assert.equal(again?.kind, 'recreate');
    const refused = await ended(clock, session.changes.prepare(again));
    assert.equal(!refused.ok && refused.fault.code, 'sudo-refused');
    const apart = await ended(clock, session.changes.prepare({ kind: 'ungroup', group: 'GRP1', resources: ['G1', 'G2'], putBack: [] }));
    assert.equal(!apart.ok && apart.fault.code, 'sudo-refused', 'nobody can tell who has named it since');
  });

  it('is asked for again where what it deletes could be read when it was planned and cannot be read when it is run, and runs only then', async () => {
    const { session, clock, alpha, cluster, changeLog } = await changeable();
    const fault = { code: 'sudo-refused', host: 'alpha', user: 'ops', program: 'cibadmin' } as const;
    const readable = await prepared(session, clock, { kind: 'deleteResources', resources: ['FAKE5'] });
    cluster.arrangement.instead = (line) => (/^(cibadmin --query|pcs cluster cib)$/.test(line) ? { fault } : /^pcs resource delete/.test(line) ? answer('') : null);
    const outcome = await ended(clock, begin(session, readable).outcome);
    assert.ok(outcome.kind === 'changed', JSON.stringify(outcome));
    assert.deepEqual([outcome.now.plan.commands, outcome.now.plan.undo, outcome.now.plan.cautions.some(({ code }) => code === 'no-way-back')], [readable.plan.commands, null, true]);
    assert.deepEqual([mutations(alpha), changeLog.records, session.work], [[], [], null]);
    const again = begin(session, outcome.now);
    await clock.advance(3_000);
    assert.deepEqual(mutations(alpha), ['pcs resource delete FAKE5']);
    again.stop();
    await ended(clock, again.outcome);
    assert.equal(changeLog.records[0]?.plan.undo, null);
  });

  it('can be taken back where the connection broke and it was found to have been made', async () => {
    const { session, clock, alpha, changeLog } = await changeable();
    const { outcome } = begin(session, await prepared(session, clock, disable));
    await clock.advance(600);
    cut(alpha, clock, 1_000);
    assert.equal((await ended(clock, outcome)).kind, 'uncertain');
    assert.equal((await ended(clock, session.changes.undo(changeLog.records[0]!))).ok, true);
  });

  it('can be taken back where the cluster did something else, as long as nobody has touched the configuration', async () => {
    const { session, clock, cluster, changeLog } = await changeable({ arrangement: { broken: ['FAKE1'] } });
    await carriedOut(session, clock, disable);
    assert.equal((await carriedOut(session, clock, enable)).kind, 'instead');
    const [, record] = changeLog.records;
    const undo = await ended(clock, session.changes.undo(record!));
    assert.deepEqual(undo.ok && undo.value.map(({ plan: { task } }) => task), [disable]);
    cluster.elsewhere('pcs property set no-quorum-policy=stop');
    assert.deepEqual(await ended(clock, session.changes.undo(record!)), refusal('changed-since'));
  });

  it('is refused where it was made on another cluster, of one name with this or once of its entry', async () => {
    const { session, clock, record } = await changedBy(disable);
    assert.deepEqual(await ended(clock, session.changes.undo({ ...record, id: 'another' })), refusal('elsewhere'));
    assert.deepEqual(await ended(clock, session.changes.undo({ ...record, host: 'another' })), refusal('elsewhere'));
    assert.equal((await ended(clock, session.changes.undo(record))).ok, true);
  });

  it('is refused where the cluster is not known as it is now, or this is not to be changed from here', async () => {
    const { session, clock, alpha, record } = await changedBy(disable);
    alpha.disconnect();
    assert.deepEqual(await ended(clock, session.changes.undo(record)), { ok: false, fault: { code: 'not-live', cluster: 'mycluster' } });
    const readOnly = await changeable({ definition: { readOnly: true } });
    readOnly.cluster.elsewhere('pcs resource disable FAKE1');
    await readOnly.clock.advance(10_000);
    assert.deepEqual(await ended(readOnly.clock, readOnly.session.changes.undo(record)), { ok: false, fault: { code: 'read-only', cluster: 'mycluster' } });
  });
});
