import assert from 'node:assert/strict';
import { type LeftBehind, leftBehind } from '../../src/core/leftBehind';
import { failureExplanation } from '../../src/render/failureExplanation';
import type { ClusterSession } from '../../src/session/clusterSession';
import { t } from '../unit/render/plainTranslate';
import { atRest } from './atRest';
import { carriedOut, prepared } from './changing';
import { follow } from './followed';
import { mustRunOn, useLab } from './labTests';
import { run } from './run';

describe('What a real cluster leaves behind', function () {
  this.timeout(300_000);
  const tests = useLab();
  const { lab, test, change } = tests;
  const host1 = lab.host('host1');
  const left = ({ state }: ClusterSession): readonly LeftBehind[] => leftBehind(state.last ?? assert.fail('nothing was read'));

  // Each change is waited for until the cluster is at rest, so that the next finds it so.
  before(() => atRest(host1));

  test('of a ban is told, and put away', async () => {
    const { session } = await follow(tests);
    assert.deepEqual(left(session), []);
    await carriedOut(host1, session, await prepared(session, { kind: 'ban', resource: 'FAKE1', node: null }));
    const [ban, ...others] = left(session);
    assert.ok(ban?.kind === 'constraint' && ban.constraint.kind === 'location' && ban.constraint.resource === 'FAKE1', JSON.stringify(ban));
    assert.deepEqual(others, []);
    await carriedOut(host1, session, await prepared(session, { kind: 'clear', resource: 'FAKE1', node: null }));
    assert.deepEqual(left(session), []);
  });

  test('of a resource that was taken out of the configuration while it ran is told, and forgotten', async () => {
    const { session } = await follow(tests);
    await change(
      host1,
      'pcs property set stop-orphan-resources=false --force; pcs resource create LEFT ocf:pacemaker:Dummy; crm_resource --wait',
      'pcs property set stop-orphan-resources= --force; crm_resource --refresh --resource LEFT || true; crm_resource --wait',
    );
    await mustRunOn(host1, 'cibadmin --delete --xml-text \'<primitive id="LEFT"/>\'; crm_resource --wait');
    await session.refresh({ mayAsk: false });
    const [orphan, ...others] = left(session);
    assert.ok(orphan?.kind === 'orphan' && orphan.resource.id === 'LEFT' && orphan.resource.active, JSON.stringify(orphan));
    assert.deepEqual(others, []);
    // As the problem says: first it has to have ended where it runs.
    const [node] = orphan.resource.nodes;
    await run('ssh', ['-F', lab.sshConfig, node ?? '', 'rm /run/Dummy-LEFT.state'], { timeoutMs: 60_000 });
    await carriedOut(host1, session, await prepared(session, { kind: 'refresh', resource: 'LEFT', node: null }));
    assert.deepEqual(left(session), []);
  });

  test('of a start that fails, against what was shown: said with the failed action, explained, and cleaned up', async () => {
    const { session } = await follow(tests);
    tests.afterwards(async () => void (await mustRunOn(host1, 'pcs resource delete BAD --force || true; crm_resource --wait; crm_resource --cleanup --resource BAD || true')));
    // The agent cannot write its file there.
    const ready = await prepared(session, {
      kind: 'createResource', id: 'BAD', agent: 'ocf:pacemaker:Dummy', parameters: { state: '/proc/nowhere/BAD.state' }, meta: {}, operations: [], place: { kind: 'alone' }, disabled: false,
    });
    const preview = await session.changes.preview(ready, new AbortController().signal);
    assert.ok(preview.ok && preview.value.change.actions.some(({ kind, resource }) => kind === 'start' && resource === 'BAD'), JSON.stringify(preview));
    const outcome = await session.changes.carryOut(ready, { mayAsk: false, signal: new AbortController().signal, onStep: () => undefined });
    assert.ok(outcome.kind === 'instead' && outcome.failures.some(({ resource, task }) => resource === 'BAD' && task === 'start'), JSON.stringify(outcome));

    await atRest(host1);
    await session.refresh({ mayAsk: false });
    const last = session.state.last ?? assert.fail();
    const failed = last.failures.find(({ resource, task }) => resource === 'BAD' && task === 'start') ?? assert.fail(JSON.stringify(last.failures));
    const said = failureExplanation(failed, last, { machineStartedAt: null }, t);
    assert.match(said, new RegExp(`start: the cluster had BAD started on ${failed.node}`));
    assert.match(said, new RegExp(`keeps BAD off ${failed.node} until it is cleaned up`));
    await carriedOut(host1, session, await prepared(session, { kind: 'deleteResources', resources: ['BAD'] }));
    await carriedOut(host1, session, await prepared(session, { kind: 'cleanup', resource: null, node: null }));
    assert.deepEqual(session.state.last?.failures, []);
  });
});
