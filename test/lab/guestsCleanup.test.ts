import assert from 'node:assert/strict';
import { journal } from '../../src/core/commands/journal';
import { failureSpan, failureWitnesses } from '../../src/core/failureLog';
import { leftBehind } from '../../src/core/leftBehind';
import { failureExplanation } from '../../src/render/failureExplanation';
import { t } from '../unit/render/plainTranslate';
import { atRest } from './atRest';
import { carriedOut, prepared } from './changing';
import { waitForStatus } from './cluster';
import { follow } from './followed';
import { guestState } from './guestState';
import { useLab } from './labTests';
import { layoutOf } from './layout';
import { run } from './run';
import { sentence } from './sentence';

/** Milliseconds in which a guest is back whose daemon was killed: its VM is stopped and boots, on a busy machine too. */
const guestBackMs = 180_000;

describe('What is left of a guest whose connection was lost', function () {
  this.timeout(300_000);
  const tests = useLab();
  const { lab, test } = tests;
  const host1 = lab.host('host1');

  before(() => atRest(host1));

  test('is told with the guest, explained, and cleaned up so that it is what was said beforehand', async () => {
    const { session, untilLive } = await follow(tests);
    const overSsh = async (script: string) => (await run('ssh', ['-F', lab.sshConfig, 'guest1', script], { timeoutMs: 60_000 })).stdout.trim();
    tests.afterwards(() => waitForStatus(layoutOf(lab.release), guestState, 120));
    await overSsh('kill -9 $(pidof pacemaker-remoted pacemaker_remoted)');
    await untilLive('the failure is told with its guest', ({ last }) => last.failures.some(({ guest }) => guest === 'guest1'), 60_000);
    await untilLive('the guest is back', ({ last }) => leftBehind(last).some((each) => each.kind === 'failure' && each.failure.guest === 'guest1'), guestBackMs);
    await atRest(host1);
    await session.refresh({ mayAsk: false });
    const left = () => leftBehind(session.state.last ?? assert.fail('nothing was read')).filter(({ kind }) => kind === 'failure');
    const [problem] = left();
    assert.ok(problem?.kind === 'failure' && problem.standing.kind === 'guest' && problem.standing.resolved, JSON.stringify(problem));
    const { failure } = problem;
    const said = failureExplanation(failure, session.state.last ?? assert.fail(), { machineStartedAt: null }, t);
    assert.match(said, /connection from host[12] to pacemaker_remote inside the guest/);

    // What the hosts wrote then has the loss of the connection, and what was decided because of it.
    const snapshot = session.state.last ?? assert.fail();
    const logs = await Promise.all(failureWitnesses(failure, snapshot).map((node) => session.run(session.hostOfNode(node) ?? assert.fail(node), journal(failureSpan(failure)))));
    const written = logs.map((log) => (log.ok ? log.value : sentence(log))).join('\n');
    assert.match(written, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+\d\d:?\d\d host[12] pacemaker-\w+\[\d+\]: .*guest1/m);
    assert.match(written, /pacemaker-(?:controld|schedulerd)\[\d+\]: .*(?:Lost connection|fenc|recover)/i);

    const boot = await overSsh('cat /proc/sys/kernel/random/boot_id');
    const ready = await prepared(session, { kind: 'cleanup', resource: failure.resource, node: failure.node });
    const stopsGuest = ready.plan.cautions.some(({ code }) => code === 'cleanup-may-fence-guest');
    await carriedOut(host1, session, ready);
    assert.deepEqual(left(), []);
    await waitForStatus(layoutOf(lab.release), guestState, 120);
    // What was said of the guest beforehand is what becomes of it.
    assert.equal(await overSsh('cat /proc/sys/kernel/random/boot_id') !== boot, stopsGuest);
  });
});
