import { makingKey, readingKey, writingKey } from '../core/walkthrough/keyCommands';
import { chaptersFor, type Progress, progressOf } from '../core/walkthrough/progress';
import type { Finding, MachinePlan, Situation, StepPlan } from '../core/walkthrough/step';
import { dateTimeText } from './age';
import type { Line } from './commandText';
import { displayCommand, displayName } from './displayName';
import { evidenceText } from './evidenceText';
import { chapterTitle } from './guestStepText';
import { nameList } from './nameList';
import type { Translate } from './row';
import { afterText, standingText, stepCautionText, stepReason, stepTitle } from './stepText';
import { taskText } from './taskText';

export interface Checklist {
  readonly cluster: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly line: Line;
}

/** Every step with what was seen of it on each host, and what would be run where something is missing; with a guest under the heading of its chapter. */
export function checklistText(situation: Situation, { cluster, at, line }: Checklist, t: Translate): string {
  const { guest } = situation;
  const head = guest === null
    ? t('The set-up of the hosts of {0}, as it was found at {1}.', displayName(cluster), dateTimeText(at))
    : t('The set-up of the hosts of {0} and of the guest {1}, as it was found at {2}.', displayName(cluster), displayName(guest.choice.domain), dateTimeText(at));
  const all = progressOf(situation);
  const parts = chaptersFor(situation).flatMap(({ id, steps }) => [
    ...(guest === null ? [] : [headingText(chapterTitle(id, t))]),
    ...all.flatMap((progress, index) => (steps.includes(progress.step) ? [stepLines(progress, index + 1, line, t)] : [])),
  ]);
  return `${[head, ...parts].join('\n\n')}\n`;
}

function headingText(title: string): string {
  return `${title}\n${'='.repeat(title.length)}`;
}

function stepLines({ step, standing, findings, after, plan }: Progress, number: number, line: Line, t: Translate): string {
  return [
    `${number}. ${stepTitle(step.id, t)}: ${standingText(standing, t)}`,
    `   ${stepReason(step.id, t)}`,
    ...findings.flatMap((finding) => [`   ${findingText(finding, t)}`, ...answerLines(finding).map((each) => `      ${each}`)]),
    ...(after.length > 0 ? [`   ${afterText(after, t)}`] : []),
    ...planLines(plan, line, t).map((each) => `      ${each}`),
  ].join('\n');
}

/** What a program has answered, whole: it is what a person wants to see of it. */
function answerLines({ evidence }: Finding): readonly string[] {
  return evidence.code === 'tools-answer' ? displayCommand(evidence.said).split('\n') : [];
}

function findingText({ target, standing, evidence }: Finding, t: Translate): string {
  const said = `${standingText(standing, t)}: ${evidenceText(evidence, t)}`;
  return target === null ? said : `${displayName(target)} ${said}`;
}

/** What a plan comes to, for a person to read. */
export function planLines(plan: StepPlan, line: Line, t: Translate): readonly string[] {
  switch (plan.kind) {
    case 'none': return [];
    case 'cluster': return [t('A cluster of {0} would be created; you are asked for its name and for a password.', nameList(plan.hosts, t, 8))];
    case 'tasks': return [...plan.tasks.map((task) => taskText(task, t)), ...plan.cautions.map((caution) => stepCautionText(caution, t))];
    case 'key': return [
      ...(plan.isNew ? [t('On {0}:', displayName(plan.from)), ...makingKey().map((words) => `  ${line(words)}`)] : []),
      ...(plan.to.length > 0 ? [t('On {0}, with the key of {1}, which {2} prints there:', nameList(plan.to, t, 8), displayName(plan.from), line(readingKey())), ...writingKey(t('SHA-256 of the key')).map((words) => `  ${line(words)}`)] : []),
    ];
    case 'copy': return [
      t('To copy, and run in a terminal on {0}:', displayName(plan.target)), ...plan.commands.map((words) => `  ${line(words)}`), ...plan.cautions.map((caution) => stepCautionText(caution, t)),
    ];
    case 'commands': return [
      ...groupedBy(plan.machines, ({ commands, input }) => [...commands.map(line), ...(input === undefined ? [] : [input.from])].join('\n')).flatMap(([, machines]) => machineLines(machines, line, t)),
      ...(plan.oneByOne && plan.machines.length > 1 ? [t('One host after the other, each when the one before has come back.')] : []),
      ...plan.cautions.map((caution) => stepCautionText(caution, t)),
    ];
  }
}

function machineLines(machines: readonly MachinePlan[], line: Line, t: Translate): readonly string[] {
  const targets = nameList(machines.map(({ target }) => target), t, 8);
  const [{ commands, input } = { commands: [] }] = machines;
  const where = input === undefined ? t('On {0}:', targets) : t('On {0}, with what {2} prints on {1}:', targets, displayName(input.from), line(input.words));
  return [where, ...commands.map((words) => `  ${line(words)}`)];
}

/** Things by what is said of them, in the order in which that is first said. */
function groupedBy<T>(all: readonly T[], said: (each: T) => string): readonly (readonly [string, readonly T[]])[] {
  return [...new Set(all.map(said))].map((text) => [text, all.filter((each) => said(each) === text)]);
}
