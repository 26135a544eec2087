import assert from 'node:assert/strict';
import type { MachineOutcome } from '../../../src/core/walkthrough/step';
import { restart, type Restart, restartPatienceMs } from '../../../src/session/restart';
import { ended } from './changedCluster';
import { ManualClock } from './manualClock';
import { answer, type Script, ScriptedLink } from './scriptedLink';

const reboot = ['systemctl', 'reboot'] as const;
const lost = { code: 'link-lost', host: 'a', reason: 'reset' } as const;

/** A machine that is away for so long once it was told to restart; null keeps it away. */
function machine(awayMs: number | null, more: Script = () => undefined) {
  const clock = new ManualClock();
  let boots = 1;
  const link: ScriptedLink = new ScriptedLink('a', (line, options) => {
    const instead = more(line, options);
    if (instead !== undefined) return instead;
    if (line.startsWith('systemctl show')) return answer(`UserspaceTimestamp=Mon 2026-11-23 1${boots}:00:00 UTC\nUserspaceTimestampMonotonic=5\n`);
    clock.after(1_000, () => {
      link.connectAnswer = { ok: false, fault: lost };
      link.become({ kind: 'waiting', attempt: 1, retryAt: 1e12, fault: lost });
    });
    if (awayMs !== null) {
      clock.after(awayMs, () => {
        boots += 1;
        link.connectAnswer = { ok: true, value: undefined };
      });
    }
    return answer('');
  });
  link.become({ kind: 'connected', since: 0 });
  const waited: number[] = [];
  const run = (options: Partial<Restart> = {}): Promise<MachineOutcome> =>
    restart(link, reboot, { signal: new AbortController().signal, mayAsk: true, clock, begins: () => undefined, waits: (atMostMs) => waited.push(atMostMs), ...options });
  return { clock, link, run, waited, told: () => link.lines.filter((line) => line === reboot.join(' ')).length };
}

describe('A machine that is restarted', () => {
  it('is waited for until it answers having booted since, and told once', async () => {
    const { clock, run, waited, told } = machine(90_000);
    const before = clock.now();
    assert.deepEqual(await ended(clock, run()), { target: 'a', kind: 'done' });
    const took = clock.now() - before;
    assert.ok(took >= 90_000 && took < 100_000, `${took} ms`);
    assert.deepEqual([waited, told()], [[restartPatienceMs], 1]);
  });

  it('is not back as long as it is the one that was told, connected or not', async () => {
    const { clock, link, run } = machine(60_000);
    const outcome = run();
    await clock.advance(500);
    link.become({ kind: 'connected', since: clock.now() });
    let isOver = false;
    void outcome.then(() => (isOver = true));
    await clock.advance(30_000);
    assert.equal(isOver, false);
    assert.equal((await ended(clock, outcome)).kind, 'done');
  });

  it('is back also where the connection broke before it could answer', async () => {
    const { clock, link, run } = machine(null, (line) => (line === 'systemctl reboot' ? { fault: lost } : undefined));
    const outcome = run();
    await clock.advance(5_000);
    link.script = () => answer('UserspaceTimestamp=Mon 2026-11-23 15:00:00 UTC\n');
    assert.equal((await ended(clock, outcome)).kind, 'done');
  });

  it('is given up after a while, and when nobody waits any more', async () => {
    const { clock, run } = machine(null);
    const outcome = await ended(clock, run(), restartPatienceMs + 30_000);
    assert.ok(outcome.kind === 'unclear' && outcome.fault.code === 'not-back' && outcome.fault.afterMs >= restartPatienceMs);
    const stop = new AbortController();
    const { clock: other, run: runOther } = machine(null);
    other.after(10_000, () => stop.abort());
    const left = await ended(other, runOther({ signal: stop.signal }), 11_000);
    assert.ok(left.kind === 'unclear' && left.fault.code === 'not-back' && left.fault.afterMs < 11_000);
  });

  it('is not told where it cannot say since when it is up, nor waited for where it refuses', async () => {
    const { clock, run, told } = machine(1_000, (line) => (line.startsWith('systemctl show') ? answer('', 1, 'Failed to connect to bus\n') : undefined));
    const outcome = await ended(clock, run());
    assert.deepEqual([outcome.kind, told()], ['refused', 0]);
    const fault = { code: 'sudo-refused', host: 'a', user: 'ops', program: 'systemctl' } as const;
    const refusing = machine(1_000, (line) => (line === 'systemctl reboot' ? { fault } : undefined));
    assert.deepEqual(await ended(refusing.clock, refusing.run()), { target: 'a', kind: 'refused', words: reboot, fault, said: '' });
    assert.deepEqual(refusing.waited, []);
  });
});
