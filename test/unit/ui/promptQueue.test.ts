import assert from 'node:assert/strict';
import { createPromptQueue } from '../../../src/ui/promptQueue';

describe('the queue of questions', () => {
  it('asks the next only after the one before was answered, and goes on after a failure', async () => {
    const inTurn = createPromptQueue();
    const events: string[] = [];
    let answerFirst: (value: string) => void = () => undefined;
    const first = inTurn(() => {
      events.push('first asked');
      return new Promise<string>((resolve) => (answerFirst = resolve));
    });
    const second = inTurn(async () => {
      events.push('second asked');
      throw new Error('broken');
    });
    const third = inTurn(async () => 'third');
    await Promise.resolve();
    assert.deepEqual(events, ['first asked']);
    answerFirst('yes');
    assert.equal(await first, 'yes');
    await assert.rejects(second, /broken/);
    assert.equal(await third, 'third');
    assert.deepEqual(events, ['first asked', 'second asked']);
  });
});
