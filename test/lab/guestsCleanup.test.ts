import assert from 'node:assert/strict';
import { leftBehind } from '../../src/core/leftBehind';
import { failureExplanation } from '../../src/render/failureExplanation';
import { t } from '../unit/render/plainTranslate';
import { carriedOut, prepared } from './changing';
import { waitForStatus } from './cluster';
import { follow } from './followed';
import { guestState } from './guestState';
import { mustRunOn, useLab } from './labTests';
import { layoutOf } from './layout';
import { run } from './run';

/** Milliseconds in which a guest is back whose daemon was killed: its VM is stopped and boots, on a busy machine too. */
const guestBackMs = 180_000;

describe('What is left of a guest whose connection was lost', function () {
  this.timeout(300_000);
  const tests = useLab();
  const { lab, test } = tests;
  const host1 = lab.host('host1');

  before(async () => void (await mustRunOn(host1, 'crm_resource --wait')));

  test('is told with the guest, explained, and cleaned up so that it is what was said beforehand', async () => {
    const { session, untilLive } = await follow(tests);
    const overSsh = async (script: string) => (await run('ssh', ['-F', lab.sshConfig, 'guest1', script], { timeoutMs: 60_000 })).stdout.trim();
    tests.afterwards(() => waitForStatus(layoutOf(lab.release), guestState, 120));
    await overSsh('kill -9 $(pidof pacemaker-remoted pacemaker_remoted)');
    await untilLive('the failure is told with its guest', ({ last }) => last.failures.some(({ guest }) => guest === 'guest1'), 60_000);
    await untilLive('the guest is back', ({ last }) => leftBehind(last).some((each) => each.kind === 'failure' && each.failure.guest === 'guest1'), guestBackMs);
    await mustRunOn(host1, 'crm_resource --wait');
    await session.refresh({ mayAsk: false });
    const left = () => leftBehind(session.state.last ?? assert.fail('nothing was read')).filter(({ kind }) => kind === 'failure');
    const [problem] = left();
    assert.ok(problem?.kind === 'failure' && problem.standing.kind === 'guest' && problem.standing.resolved, JSON.stringify(problem));
    const { failure } = problem;
    const said = failureExplanation(failure, session.state.last ?? assert.fail(), { machineStartedAt: null }, t);
    assert.match(said, /connection from host[12] to pacemaker_remote inside the guest/);

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
