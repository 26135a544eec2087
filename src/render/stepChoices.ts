import type { GuestChoice } from '../core/walkthrough/guestSituation';
import { chaptersFor, type Progress, progressOf } from '../core/walkthrough/progress';
import { type Finding, type MachineOutcome, type Situation, type Standing, standingOf, type Step } from '../core/walkthrough/step';
import type { Choice } from './choice';
import { displayName, displayText } from './displayName';
import { evidenceText } from './evidenceText';
import { faultText } from './faultText';
import { chapterTitle } from './guestStepText';
import { nameList } from './nameList';
import type { Translate } from './row';
import { afterText, standingText, stepReason, stepTitle } from './stepText';

/** What can be chosen beside a step: to see all of them, or to say which virtual machine is to be a node. */
export type BesideSteps = 'checklist' | 'guest';

/** The steps to choose from, in their order, each with how far it is, with a guest under the headings of their chapters; then what can be done beside them. */
export function stepChoices(situation: Situation, t: Translate): readonly Choice<Progress | BesideSteps>[] {
  const { guest } = situation;
  const chapters = guest === null ? [] : chaptersFor(situation);
  const steps = progressOf(situation).map((progress, index): Choice<Progress | BesideSteps> => {
    const { step, standing, after } = progress;
    const chapter = chapters.find(({ steps: [first] }) => first === step);
    return {
      label: `${index + 1}. ${stepTitle(step.id, t)}`,
      description: standingText(standing, t),
      detail: standing === 'done' || standing === 'unneeded' ? '' : after.length > 0 ? afterText(after, t) : weightiest(progress.findings, t),
      codicon: codicons[standing],
      value: progress,
      ...(chapter === undefined ? {} : { heading: chapterTitle(chapter.id, t) }),
    };
  });
  const checklist = { label: t('Show Set-up Checklist'), description: '', detail: t('Every step on every host, with what was seen and what would be run.'), codicon: 'checklist', value: 'checklist' as const };
  return [...steps, guest === null ? checklist : { ...checklist, heading: t('Beside the steps') }, guestEntry(guest?.choice ?? null, t)];
}

function guestEntry(choice: GuestChoice | null, t: Translate): Choice<BesideSteps> {
  const entry = { description: '', codicon: 'vm', value: 'guest' as const };
  if (choice === null) return { ...entry, label: t('Set Up Guest Node…'), detail: t('The steps that make a virtual machine a node of this cluster, and try out its recovery.') };
  const { domain, node, user, address } = choice;
  const values = [displayName(domain), displayName(node), displayName(user)] as const;
  const detail = address === null ? t('{0} is set up as the node {1}, logged in to as {2} where libvirt says it is.', ...values) : t('{0} is set up as the node {1}, logged in to as {2} at {3}.', ...values, displayName(address));
  return { ...entry, label: t('Another Guest…'), detail };
}

const codicons: Readonly<Record<Standing, string>> = { done: 'pass', missing: 'circle-large-outline', wrong: 'warning', unneeded: 'circle-slash', unknown: 'question' };

/** What is to be said of a step in which there is nothing to run. */
export function stepAdvice({ step, findings, standing, after }: Progress, t: Translate): string {
  if (after.length > 0) return t('{0}: {1}', stepTitle(step.id, t), afterText(after, t));
  const said = weightiest(findings, t);
  return standing === 'done' || standing === 'unneeded' ? t('{0}: {1}. {2}', stepTitle(step.id, t), standingText(standing, t), said) : `${said} ${stepReason(step.id, t)}`;
}

/** What was found where the step is least far. */
function weightiest(findings: readonly Finding[], t: Translate): string {
  const standing = standingOf(findings);
  const those = findings.filter((finding) => finding.standing === standing);
  const [first] = those;
  if (first === undefined) return '';
  const said = evidenceText(first.evidence, t);
  const targets = those.filter(({ evidence }) => evidenceText(evidence, t) === said).flatMap(({ target }) => target ?? []);
  return targets.length === 0 ? said : t('{0}: {1}', nameList(targets, t), said);
}

export interface StepOutcomeText {
  readonly tone: 'quiet' | 'error';
  readonly message: string;
  /** All that was said, for the log. */
  readonly lines: readonly string[];
}

/** How a step ended on each machine, and whether what it is for is so now; that is not known where nobody waited for a look. */
export function stepOutcomeText(step: Step, outcomes: readonly MachineOutcome[], now: Situation | null, t: Translate): StepOutcomeText {
  const title = stepTitle(step.id, t);
  const troubles = outcomes.filter(({ kind }) => kind !== 'done');
  const lines = outcomes.map((outcome) => outcomeLine(outcome, t));
  if (now === null) return { tone: 'error', message: [t('{0}: it was ended, and nobody has looked how far it is.', title), ...troubles.map((outcome) => outcomeLine(outcome, t))].join(' '), lines };
  const standing = standingOf(step.check(now));
  if (troubles.length === 0 && standing === 'done') return { tone: 'quiet', message: t('{0}: done.', title), lines };
  const said = troubles.length > 0 ? troubles.map((outcome) => outcomeLine(outcome, t)).join(' ') : weightiest(step.check(now), t);
  const next = standing === 'done' ? t('All the same it is done.') : t('What is done stays; the step can be run again.');
  return { tone: troubles.length > 0 ? 'error' : 'quiet', message: t('{0}: {1} {2}', title, said, next), lines };
}

function outcomeLine(outcome: MachineOutcome, t: Translate): string {
  const target = displayName(outcome.target);
  switch (outcome.kind) {
    case 'done': return t('{0}: every command succeeded.', target);
    case 'refused': return t('{0} refused {1}: {2}', target, outcome.words[0], outcome.fault.code === 'command-failed' && displayText(outcome.said) !== '' ? displayText(outcome.said) : faultText(outcome.fault, t));
    case 'unclear': return t('It is not known what became of {1} on {0}. {2}', target, outcome.words[0], faultText(outcome.fault, t));
    case 'ended': return t('{0} was not asked to run {1} any more, nor what comes after it.', target, outcome.words[0]);
  }
}
