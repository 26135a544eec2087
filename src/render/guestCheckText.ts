import { dueOf, type Progress, progressOf } from '../core/walkthrough/progress';
import type { Finding, Situation, StepId } from '../core/walkthrough/step';
import { dateTimeText } from './age';
import { planLines } from './checklistText';
import type { Line } from './commandText';
import { displayCommand, displayName } from './displayName';
import { evidenceText } from './evidenceText';
import { remedyText } from './remedyText';
import type { Translate } from './row';
import { afterText, stepTitle } from './stepText';

export interface GuestCheck {
  readonly cluster: string;
  /** Whether nothing may be changed on it from here. */
  readonly readOnly: boolean;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly line: Line;
}

/** Steps that only try things out, or are for once: that they were not taken is no fault of a guest node. */
const forTrial: ReadonlySet<StepId> = new Set<StepId>(['trial', 'stop', 'dummies', 'placement', 'kill', 'recovery']);

interface Found extends Finding {
  readonly progress: Progress;
}

/** What is wrong with a guest node and what to do about it, then what could not be found out and why, then what is fine. */
export function guestCheckText(situation: Situation, { cluster, readOnly, at, line }: GuestCheck, t: Translate): string {
  const { guest } = situation;
  if (guest === null) return '';
  const { domain, node } = guest.choice;
  const all = progressOf(situation);
  const steps = all.filter(({ step }) => !forTrial.has(step.id));
  const found = steps.flatMap((progress) => progress.findings.map((finding): Found => ({ ...finding, progress }))).filter(isItsOwn);
  const of = (...standings: readonly Finding['standing'][]) => standings.flatMap((standing) => found.filter((each) => each.standing === standing));
  const [bad, unknown, fine] = [of('wrong', 'missing'), of('unknown'), of('done', 'unneeded')];
  return `${[
    t('The guest node {0}, virtual machine {1}, of {2}, as it was found at {3}.', displayName(node), displayName(domain), displayName(cluster), dateTimeText(at)),
    verdict(bad.length, unknown.length, t),
    ...nextText(all, bad, readOnly, t),
    ...part(t('Wrong or missing'), stepsOf(bad).map((progress) => badText(progress, bad, line, t))),
    ...part(t('Could not be found out'), unknownTexts(unknown, t)),
    ...part(t('Fine'), stepsOf(fine).map(({ step }) => stepText(step.id, fine, t))),
  ].join('\n\n')}\n`;
}

/** A machine that runs and is no node yet is on its way to be one: that it is to be shut down once is no fault of it. */
function isItsOwn({ evidence }: Found): boolean {
  return evidence.code !== 'still-on' && evidence.code !== 'no-guest-chosen';
}

function verdict(bad: number, unknown: number, t: Translate): string {
  if (bad > 0) return bad === 1 ? t('One thing is wrong or missing.') : t('{0} things are wrong or missing.', bad);
  return unknown > 0 ? t('Nothing that could be looked at is wrong or missing.') : t('Nothing is wrong or missing.');
}

/** What to do next: a step that can be taken now, or else what a person has to put right first. */
function nextText(all: readonly Progress[], bad: readonly Found[], readOnly: boolean, t: Translate): readonly string[] {
  const due = dueOf(all).find(({ step }) => bad.some(({ progress }) => progress.step.id === step.id));
  if (due !== undefined) return [readOnly ? t('Next: {0}. On this cluster nothing may be changed from here, so do it there, as said below.', stepTitle(due.step.id, t)) : t('Next: {0}. “Set Up Guest Node…” does it, as said below.', stepTitle(due.step.id, t))];
  const [first] = bad.filter(({ progress }) => progress.after.length === 0);
  return first === undefined ? [] : [t('Next: {0}. It is for you to put right, as said below.', stepTitle(first.progress.step.id, t))];
}

function part(title: string, texts: readonly string[]): readonly string[] {
  return texts.length === 0 ? [] : [`${title}\n${'='.repeat(title.length)}`, ...texts];
}

/** Steps of which something was found, in the order of what was. */
function stepsOf(found: readonly Found[]): readonly Progress[] {
  return [...new Set(found.map(({ progress }) => progress))];
}

function badText(progress: Progress, bad: readonly Found[], line: Line, t: Translate): string {
  const { step, after, plan } = progress;
  const remedies = new Set(bad.filter((each) => each.progress === progress).flatMap(({ evidence }) => remedyText(evidence, t) ?? []));
  return [
    stepText(step.id, bad, t),
    ...[...remedies].map((remedy) => `   ${t('Remedy: {0}', remedy)}`),
    ...(after.length > 0 ? [`   ${afterText(after, t)}`] : []),
    ...planLines(plan, line, t).map((each) => `      ${each}`),
  ].join('\n');
}

/** Of what was asked in vain the reason once, with all that is not known for it. */
function unknownTexts(unknown: readonly Found[], t: Translate): readonly string[] {
  const reasons = [...new Set(unknown.map((finding) => findingText(finding, t)))];
  return reasons.map((reason) => {
    const steps = new Set(unknown.filter((finding) => findingText(finding, t) === reason).map(({ progress }) => progress.step.id));
    return [reason, ...[...steps].map((id) => `   ${stepTitle(id, t)}`)].join('\n');
  });
}

function stepText(id: StepId, found: readonly Found[], t: Translate): string {
  return [stepTitle(id, t), ...found.filter(({ progress }) => progress.step.id === id).flatMap((finding) => [`   ${findingText(finding, t)}`, ...answerLines(finding)])].join('\n');
}

function findingText({ target, evidence }: Finding, t: Translate): string {
  return target === null ? evidenceText(evidence, t) : t('{0}: {1}', displayName(target), evidenceText(evidence, t));
}

/** What a program has answered, whole. */
function answerLines({ evidence }: Finding): readonly string[] {
  return evidence.code === 'tools-answer' ? displayCommand(evidence.said).split('\n').map((each) => `      ${each}`) : [];
}
