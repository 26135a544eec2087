import assert from 'node:assert/strict';
import { stepOf } from '../../../src/core/walkthrough/allSteps';
import { progressOf } from '../../../src/core/walkthrough/progress';
import type { MachineOutcome, Situation, StepId } from '../../../src/core/walkthrough/step';
import { stepAdvice, stepOutcomeText } from '../../../src/render/stepChoices';
import { bare, installed, member, situation } from '../core/walkthrough/hostReports';
import { withGuest } from '../core/walkthrough/guestSituations';
import { t } from './plainTranslate';

const pcsdOff = { services: new Map([['pcsd', { active: 'inactive', enabled: 'disabled' }]] as const) };
const done = (target: string): MachineOutcome => ({ target, kind: 'done' });
const words = ['systemctl', 'enable', '--now', 'pcsd'] as const;
const refused: MachineOutcome = { target: 'root@2', kind: 'refused', words, fault: { code: 'command-failed', host: 'root@2', program: 'systemctl', exitCode: 1, message: 'no' }, said: 'Failed to enable unit: Unit file pcsd.service is masked.' };
const both = situation([installed('host1'), installed('host2')]);
const half = situation([installed('host1'), installed('host2', pcsdOff)]);
const told = (outcomes: readonly MachineOutcome[], now: Situation | null) => stepOutcomeText(stepOf('pcsd'), outcomes, now, t);

describe('How a step ended', () => {
  it('is done where a look finds it so, and then only', () => {
    assert.deepEqual(told([done('root@1'), done('root@2')], both), { tone: 'quiet', message: 'Run pcs’s daemon: done.', lines: ['root@1: every command succeeded.', 'root@2: every command succeeded.'] });
    assert.deepEqual(told([done('root@1'), done('root@2')], half).message, 'Run pcs’s daemon: root@2: pcsd is inactive, at boot disabled. What is done stays; the step can be run again.');
  });

  it('is told for each host where it is done on some, in the words of the program, and what can be done then', () => {
    const { tone, message, lines } = told([done('root@1'), refused], half);
    assert.equal(tone, 'error');
    assert.equal(message, 'Run pcs’s daemon: root@2 refused systemctl: Failed to enable unit: Unit file pcsd.service is masked. What is done stays; the step can be run again.');
    assert.deepEqual(lines, ['root@1: every command succeeded.', 'root@2 refused systemctl: Failed to enable unit: Unit file pcsd.service is masked.']);
  });

  it('is said to be done where somebody else has done it meanwhile, whatever was refused', () => {
    assert.match(told([done('root@1'), refused], both).message, / masked\. All the same it is done\.$/);
  });

  it('is left open where a connection broke, and names what was not begun where it was cancelled', () => {
    const unclear: MachineOutcome = { target: 'root@1', kind: 'unclear', words, fault: { code: 'link-lost', host: 'root@1', reason: 'reset' }, said: '' };
    assert.match(told([unclear], half).message, /^Run pcs’s daemon: It is not known what became of systemctl on root@1\. .* What is done stays; the step can be run again\.$/);
    const { tone, message } = told([{ target: 'root@1', kind: 'ended', words }, done('root@2')], null);
    assert.deepEqual([tone, message], ['error', 'Run pcs’s daemon: it was ended, and nobody has looked how far it is. root@1 was not asked to run systemctl any more, nor what comes after it.']);
  });
});

describe('A step that is chosen while there is nothing to run', () => {
  const advice = (of: Situation, id: StepId) => {
    const progress = progressOf(of).find(({ step }) => step.id === id) ?? assert.fail();
    assert.equal(progress.plan.kind, 'none');
    return stepAdvice(progress, t);
  };

  it('names what comes before it, for somebody who takes the ninth first', () => {
    const nothing = situation([bare('host1'), bare('host2')]);
    assert.equal(advice(nothing, 'virtualisation'), 'Install what runs virtual machines: Comes after: Install the cluster’s software.');
    assert.equal(advice(nothing, 'corosync'), 'Set up the hosts as one cluster: Comes after: Install the cluster’s software; Run pcs’s daemon.');
    assert.equal(advice(withGuest({ seen: bare('guest1') }), 'remoteRuns'), 'Run pacemaker_remote in the guest: Comes after: Install pacemaker_remote in the guest; Give the guest the hosts’ key.');
  });

  it('says that it is done, by whomever, and on what evidence', () => {
    assert.equal(advice(situation([member('host1'), member('host2')]), 'key'), 'Give the hosts one key: done. root@1, root@2: The key is there, abababab….');
  });
});
