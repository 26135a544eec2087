import assert from 'node:assert/strict';
import { type Answer, runSteps, type Step, type StepPosition } from '../../../src/ui/steps';

/** Steps that append their name to the draft, answering as scripted, and write down what they were asked. */
function scripted(answers: readonly Answer<string>['kind'][]) {
  const asked: string[] = [];
  const left = [...answers];
  const step = (name: string): Step<string> => async (draft: string, { step, totalSteps }: StepPosition) => {
    asked.push(`${name} ${step}/${totalSteps} ${draft}`);
    const kind = left.shift() ?? 'next';
    return kind === 'next' ? { kind, value: draft + name } : { kind };
  };
  return { asked, steps: [step('a'), step('b'), step('c')] };
}

describe('questions in steps', () => {
  it('asks one after the other and hands on the draft', async () => {
    const { asked, steps } = scripted([]);
    assert.equal(await runSteps(steps, ''), 'abc');
    assert.deepEqual(asked, ['a 1/3 ', 'b 2/3 a', 'c 3/3 ab']);
  });

  it('asks the one before again, with what was answered', async () => {
    const { asked, steps } = scripted(['next', 'next', 'back', 'next', 'next']);
    assert.equal(await runSteps(steps, ''), 'abbc');
    assert.deepEqual(asked, ['a 1/3 ', 'b 2/3 a', 'c 3/3 ab', 'b 2/3 ab', 'c 3/3 abb']);
  });

  it('stays at the first step when there is nothing to go back to', async () => {
    const { asked, steps } = scripted(['back', 'cancel']);
    assert.equal(await runSteps(steps, ''), undefined);
    assert.equal(asked.length, 2);
  });

  it('gives up without a value', async () => {
    const { steps } = scripted(['next', 'cancel']);
    assert.equal(await runSteps(steps, ''), undefined);
  });
});
