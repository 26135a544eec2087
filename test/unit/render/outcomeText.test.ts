import assert from 'node:assert/strict';
import type { Expectation } from '../../../src/core/change/expectation';
import type { Fault } from '../../../src/core/fault';
import { outcomeText } from '../../../src/render/outcomeText';
import type { Outcome } from '../../../src/session/changeOutcome';
import { t } from './plainTranslate';
import { failedAction } from './snapshotParts';

const context = { title: 'Disable FAKE1', host: 'host1', commands: ['pcs resource disable FAKE1'], inSteps: false, expectation: (each: Expectation) => ('resource' in each ? `${each.resource} is not ${each.kind}` : each.kind) };
const say = (outcome: Exclude<Outcome, { readonly kind: 'changed' }>) => outcomeText(outcome, context, t);
const inactive = (resource: string): Expectation => ({ kind: 'inactive', resource });
const failed: Fault = { code: 'command-failed', host: 'host1', program: 'pcs', exitCode: 1, message: 'Error' };
const lost: Fault = { code: 'link-lost', host: 'host1', reason: 'closed' };

describe('the outcome of a change', () => {
  it('is told quietly when all is as it was meant to be', () => {
    assert.deepEqual(say({ kind: 'done', tookMs: 2_140 }), { tone: 'quiet', message: 'Disable FAKE1: done in 2.1 s.' });
    assert.deepEqual(say({ kind: 'cancelled' }), { tone: 'quiet', message: 'Disable FAKE1: cancelled. Nothing was changed.' });
  });

  it('is a refusal in the words of who refused, with what can be done', () => {
    const refused = say({ kind: 'refused', ran: 0, fault: failed, said: 'Error: bundle/clone/group/resource\n  \'FAKE9\' does not exist\n', forceHelps: false });
    assert.deepEqual(refused, { tone: 'error', message: "Disable FAKE1: it was refused. Error: bundle/clone/group/resource 'FAKE9' does not exist. Nothing was changed." });
    const forced = say({ kind: 'refused', ran: 2, fault: failed, said: 'Error: x, use --force to override', forceHelps: true }).message;
    assert.match(forced, /use --force to override\. The 2 commands before it had been run, and that remains\. It can be forced: you are asked again, .* before anything is\.$/);
    const again = outcomeText({ kind: 'refused', ran: 0, fault: failed, said: 'x', forceHelps: true }, { ...context, isForced: true }, t).message;
    assert.match(again, /copy it and run it with --force in a terminal on host1\.$/);
    assert.match(say({ kind: 'refused', ran: 1, fault: failed, said: 'x', forceHelps: false }).message, /The command before it had been run/);
  });

  it('does not say that nothing was changed where a refusal may come half-way, unless nothing was sent', () => {
    const refusal = (fault: Fault) => outcomeText({ kind: 'refused', ran: 0, fault, said: '', forceHelps: false }, { ...context, inSteps: true }, t).message;
    assert.match(refusal(failed), /some may have been taken: look at the cluster before you do it again\.$/);
    assert.match(refusal({ code: 'read-only', cluster: 'lab' }), /Nothing was changed\.$/);
  });

  it('tells why nothing was sent where nobody said anything', () => {
    assert.match(say({ kind: 'refused', ran: 0, fault: { code: 'sudo-refused', host: 'host1', user: 'ada', program: 'pcs' }, said: ' ', forceHelps: false }).message, /sudo on host1 does not let ada run pcs\. .* Nothing was changed\.$/);
  });

  it('says what was not reached and what failed', () => {
    const { tone, message } = say({ kind: 'instead', unmet: [inactive('FAKE1')], failures: [failedAction('FAKE1', 'host1', { task: 'stop', interval: 0 })] });
    assert.equal(tone, 'warning');
    assert.equal(message, 'Disable FAKE1: the commands were run, but the cluster came to rest otherwise: FAKE1 is not inactive. stop of FAKE1 on host1 failed with not running (7).');
  });

  it('names four of many', () => {
    const many = Array.from({ length: 9 }, (_, index) => inactive(`R${index + 1}`));
    const failures = many.map((_, index) => failedAction(`R${index + 1}`, 'host1'));
    const { message } = say({ kind: 'instead', unmet: many, failures });
    assert.match(message, /R4 is not inactive; and 5 more\./);
    assert.equal(message.match(/ failed with /g)?.length, 4);
  });

  it('does not say that it is done when nobody waited', () => {
    assert.deepEqual(say({ kind: 'left', unmet: [inactive('FAKE1')] }), {
      tone: 'information',
      message: 'Disable FAKE1: the commands were run, and the cluster is at it; you no longer wait for it. So far: FAKE1 is not inactive.',
    });
  });

  it('leaves open what nobody knows, and says that it is not run again', () => {
    const messages = [true, false, null].map((reached) => say({ kind: 'uncertain', ran: 0, fault: lost, reached }));
    for (const { tone, message } of messages) {
      assert.equal(tone, 'warning');
      assert.match(message, /^Disable FAKE1: host1 did not answer whether it was done, and it is not run again\. /);
    }
    assert.match(messages[0]?.message ?? '', /The cluster shows that it was done\.$/);
    assert.match(messages[1]?.message ?? '', /it was not done, or is not done yet\. .*before you do the same again\.$/);
    assert.match(messages[2]?.message ?? '', /could not be read since: .*before you do the same again\.$/);
  });

  it('tells of a change that broke off what had been run and what never was', () => {
    const commands = ['pcs resource disable vm --wait', 'pcs resource cleanup guest1', 'pcs resource enable vm'];
    const of = (outcome: Exclude<Outcome, { readonly kind: 'changed' }>, leadsBack = true) => outcomeText(outcome, { ...context, commands, leadsBack }, t).message;
    const first = of({ kind: 'uncertain', ran: 0, fault: lost, reached: false });
    assert.match(first, /^Disable FAKE1: host1 did not answer whether it has run “pcs resource disable vm --wait”, and that is not run again\. /);
    assert.match(first, /This was never sent: pcs resource cleanup guest1; pcs resource enable vm\. The change is not whole: .*\. Undo shows you what leads back from there, before anything is run\.$/);
    assert.doesNotMatch(first, /it was not done/);
    const last = of({ kind: 'uncertain', ran: 2, fault: lost, reached: false }, false);
    assert.match(last, /This had been run: pcs resource disable vm --wait; pcs resource cleanup guest1\. The cluster does not show it/);
    assert.doesNotMatch(last, /never sent|Undo/);
    const refused = of({ kind: 'refused', ran: 1, fault: failed, said: 'no', forceHelps: false });
    assert.match(refused, /This had been run: pcs resource disable vm --wait\. This is left to be run: pcs resource cleanup guest1; pcs resource enable vm\. Undo shows/);
  });

  it('shows what a program said as plain text', () => {
    const { message } = say({ kind: 'refused', ran: 0, fault: failed, said: 'a\u202eb\u0007', forceHelps: false });
    assert.match(message, /a\\u\{202e\}b\\u\{7\}\. Nothing/);
  });
});
