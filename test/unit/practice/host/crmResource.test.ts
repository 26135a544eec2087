import assert from 'node:assert/strict';
import { crmResource } from '../../../../src/practice/host/pacemakerTools';
import type { Invocation } from '../../../../src/practice/host/program';

describe('crm_resource of a practice host', () => {
  const waiting = (signal: AbortSignal, settled: Promise<void>) => {
    const answers: unknown[] = [];
    const host = { isMember: true, cib: { settled: () => settled } } as unknown as Invocation['host'];
    const invocation: Invocation = { host, args: ['--wait', '--timeout=60s'], env: {}, stdin: () => Promise.resolve(''), signal, screen: null, run: () => Promise.reject(new Error()) };
    void crmResource(invocation).then((answer) => answers.push(answer));
    return answers;
  };
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  it('waits until the scheduler has nothing left to do', async () => {
    let settle = () => undefined as void;
    const answers = waiting(new AbortController().signal, new Promise((resolve) => (settle = resolve)));
    await turn();
    assert.deepEqual(answers, []);
    settle();
    await turn();
    assert.deepEqual(answers, [{ ok: true, value: { stdout: '', stderr: '', exitCode: 0 } }]);
  });

  it('lets go when its command is ended', async () => {
    const ending = new AbortController();
    const answers = waiting(ending.signal, new Promise(() => undefined));
    ending.abort();
    await turn();
    assert.equal(answers.length, 1);
  });
});
