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
