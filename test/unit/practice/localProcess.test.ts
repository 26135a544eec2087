import assert from 'node:assert/strict';
import { runProcess } from '../../../src/practice/localProcess';

describe('A program of this machine', () => {
  it('is given its input, and its output and status are told', async () => {
    const lines: string[] = [];
    const ran = await runProcess(['sh', '-c', 'cat; echo bad >&2; exit 3'], { stdin: 'a\nbc', onLine: (line) => lines.push(line) });
    assert.deepEqual(ran, { ok: true, value: { stdout: 'a\nbc', stderr: 'bad\n', exitCode: 3 } });
    assert.deepEqual(lines, ['a']);
  });

  it('is a fault where it is not there', async () => {
    assert.deepEqual(await runProcess(['no-such-program']), { ok: false, fault: { code: 'program-missing', host: 'localhost', program: 'no-such-program' } });
  });

  it('is ended when it is late, says too much, or is not wanted any more', async () => {
    const started = Date.now();
    const late = await runProcess(['sh', '-c', 'sleep 20 & sleep 20'], { timeoutMs: 50, group: true });
    assert.equal(late.ok ? '' : late.fault.code, 'command-timeout');
    const loud = await runProcess(['yes'], { maxBytes: 1000 });
    assert.equal(loud.ok ? '' : loud.fault.code, 'output-too-large');
    const cancel = new AbortController();
    const cancelled = runProcess(['sleep', '20'], { signal: cancel.signal });
    cancel.abort();
    assert.deepEqual(await cancelled, { ok: false, fault: { code: 'cancelled' } });
    assert.deepEqual(await runProcess(['sleep', '20'], { signal: cancel.signal }), { ok: false, fault: { code: 'cancelled' } });
    assert.ok(Date.now() - started < 3000);
  });

  it('may end by itself where it is given time for that, and no longer', async () => {
    const lines: string[] = [];
    const run = async (script: string) => {
      const cancel = new AbortController();
      // The signal is for what the leader has started.
      const ran = await runProcess(['sh', '-c', 'sh -c "$1" & wait $!; wait $!', 'sh', script], {
        signal: cancel.signal, graceMs: 300, group: true, onLine: (line) => (line === 'ready' ? cancel.abort() : lines.push(line)),
      });
      assert.deepEqual(ran, { ok: false, fault: { code: 'cancelled' } });
    };
    const started = Date.now();
    await run('trap "echo cleaned; exit" TERM; echo ready; while :; do sleep 0.02; done');
    assert.deepEqual(lines, ['cleaned']);
    await run('trap "" TERM; echo ready; while :; do sleep 0.02; done');
    assert.ok(Date.now() - started < 3000);
  });
});
