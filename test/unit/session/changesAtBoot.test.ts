import assert from 'node:assert/strict';
import type { Task } from '../../../src/core/change/task';
import { begin, changeable, ended, mutations, prepared } from './changedCluster';
import { type Answer, answer } from './scriptedLink';

const disable: Task = { kind: 'disableCluster', nodes: ['host1'] };

/** A host that starts the cluster at boot, and a pcs that changes that, or only says so. */
async function booting({ obeys = true } = {}) {
  const systemd = { enabled: true, answers: true, lasts: true };
  const state = (): Answer => {
    const text = systemd.enabled ? 'enabled\nenabled\n' : 'disabled\ndisabled\n';
    return systemd.answers ? answer(text, systemd.enabled ? 0 : 1) : answer('', 1, 'Failed to connect to bus\n');
  };
  const instead = (line: string) => {
    if (line.startsWith('systemctl is-enabled')) return state();
    const [, verb] = /^pcs cluster (enable|disable)/.exec(line) ?? [];
    if (verb === undefined) return null;
    systemd.answers = systemd.lasts;
    if (obeys) systemd.enabled = verb === 'enable';
    return answer('');
  };
  return { ...(await changeable({ arrangement: { instead } })), systemd };
}

describe('A change of what starts at boot', () => {
  it('is done when the host says so, and taken back while that is so', async () => {
    const { session, clock, alpha, changeLog, systemd } = await booting();
    const ready = await prepared(session, clock, disable);
    assert.deepEqual(ready.plan.undo, [{ kind: 'enableCluster', nodes: ['host1'] }]);
    assert.equal((await ended(clock, begin(session, ready).outcome)).kind, 'done');
    const [record] = changeLog.records;
    const back = await ended(clock, session.changes.undo(record!));
    assert.ok(back.ok, JSON.stringify(back));
    assert.equal((await ended(clock, begin(session, back.value[0]!).outcome)).kind, 'done');
    assert.equal(systemd.enabled, true);
    assert.deepEqual(mutations(alpha), ['pcs cluster disable', 'pcs cluster enable']);
    assert.deepEqual(await ended(clock, session.changes.undo(record!)), { ok: false, fault: { code: 'undo-refused', why: 'changed-since' } });
  });

  it('is not done because pcs says so', async () => {
    const { session, clock } = await booting({ obeys: false });
    const outcome = await ended(clock, begin(session, await prepared(session, clock, disable)).outcome);
    assert.deepEqual(outcome, { kind: 'instead', unmet: [{ kind: 'atBoot', node: 'host1', is: false }], failures: [] });
  });

  it('is not judged where the host cannot be asked any more, and only believed where it never could', async () => {
    const { session, clock, systemd } = await booting();
    const ready = await prepared(session, clock, disable);
    systemd.lasts = false;
    assert.deepEqual(await ended(clock, begin(session, ready).outcome), { kind: 'left', unmet: [{ kind: 'atBoot', node: 'host1', is: false }] });
    const never = await prepared(session, clock, disable);
    assert.deepEqual([never.plan.expects, never.plan.undo], [[], null]);
    assert.equal((await ended(clock, begin(session, never).outcome)).kind, 'done');
  });

  it('is made, verified and taken back also where the cluster is stopped', async () => {
    const { session, clock, cluster, changeLog, systemd } = await booting();
    cluster.sight.runs = false;
    await ended(clock, session.refresh({ mayAsk: false }));
    assert.equal(session.state.kind, 'stopped');
    assert.equal((await ended(clock, begin(session, await prepared(session, clock, disable)).outcome)).kind, 'done');
    assert.equal(systemd.enabled, false);
    const back = await ended(clock, session.changes.undo(changeLog.records[0]!));
    assert.ok(back.ok, JSON.stringify(back));
    assert.deepEqual(back.value.map(({ plan }) => plan.commands), [[['pcs', 'cluster', 'enable']]]);
  });
});
