import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { Command } from '../../../src/core/command';
import { failure } from '../../../src/core/result';
import { Secret } from '../../../src/core/secret';
import type { HostLink } from '../../../src/session/ports';
import { runPlan } from '../../../src/session/runPlan';

describe('The commands of a plan', () => {
  it('get what is meant for their standard input, each its own, with secrets as they are', async () => {
    const got: (string | undefined)[] = [];
    const begun: string[] = [];
    const run = async <T>(command: Command<T>) => {
      got.push(command.stdin);
      assert.ok(!inspect(command.argv).includes('hidden'));
      return got.length === 3 ? command.parse({ stdout: '', stderr: 'Error: hidden word hidden\n', exitCode: 1 }, 'host1') : command.parse({ stdout: '', stderr: '', exitCode: 0 }, 'host1');
    };
    const link = { target: 'host1', state: { kind: 'connected', since: 0 }, run } as unknown as HostLink;
    const secret = new Secret('hidden', 'password');
    const answer = await runPlan(link, { commands: [['a'], ['b'], ['c']], inputs: [null, ['x ', secret, ' y'], [secret]] }, false, (index, words) => begun.push(`${index} ${words.join(' ')}`));
    assert.deepEqual(got, [undefined, 'x hidden y', 'hidden']);
    assert.deepEqual(begun, ['0 a', '1 b', '2 c']);
    assert.ok(answer.kind === 'refused' && answer.ran === 2 && answer.said === 'Error: •••••• word ••••••', JSON.stringify(answer));
    assert.ok(!inspect(answer, { depth: 9 }).includes('hidden'));
  });

  it('end where nobody knows what became of one: what follows is never sent, and it is said which that was', async () => {
    const sent: string[] = [];
    const run = async <T>(command: Command<T>) => {
      sent.push(command.argv.join(' '));
      return sent.length === 2 ? failure({ code: 'link-lost', host: 'host1', reason: 'reset' } as const) : command.parse({ stdout: '', stderr: '', exitCode: 0 }, 'host1');
    };
    const link = { target: 'host1', state: { kind: 'connected', since: 0 }, run } as unknown as HostLink;
    const answer = await runPlan(link, { commands: [['a'], ['b'], ['c']] }, false, () => undefined);
    assert.deepEqual(answer, { kind: 'unclear', ran: 1, fault: { code: 'link-lost', host: 'host1', reason: 'reset' } });
    assert.equal(sent.length, 2);
  });

  it('get nothing where the plan has nothing for them', async () => {
    const got: Command<unknown>[] = [];
    const run = async (command: Command<unknown>) => {
      got.push(command);
      return failure({ code: 'read-only', cluster: 'Lab' } as const);
    };
    await runPlan({ target: 'host1', state: { kind: 'connected', since: 0 }, run } as unknown as HostLink, { commands: [['a']] }, false, () => undefined);
    assert.ok(got[0] && !('stdin' in got[0]));
  });
});
