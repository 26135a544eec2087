import { chaptersFor, inTurn, type Progress, progressOf } from '../core/walkthrough/progress';
import type { Finding, Situation, StepPlan } from '../core/walkthrough/step';
import { afterStepText } from './afterStepText';
import { dateTimeText } from './age';
import { scriptOf } from './commandText';
import { displayCommand, displayName } from './displayName';
import { evidenceText } from './evidenceText';
import { chapterTitle } from './guestStepText';
import { markdownBlock, markdownText } from './markdown';
import { nameList } from './nameList';
import { reachingWords } from './reachingWords';
import type { Translate } from './row';
import type { SetUpTelling } from './setUpTelling';
import { hashingKey, type SpelledCommand, spelledPlan, type SpelledPart, withoutLast } from './spelledPlan';
import { afterText, standingText, stepCautionText, stepReason, stepTitle } from './stepText';

/**
 * The set-up as a document in Markdown that a person can follow without this extension: what every step is for, what was found of it where, what is run there, what has
 * to be known before and what is to be seen after. What hosts have said stands in it as text alone.
 */
export function runbookText(situation: Situation, telling: SetUpTelling, t: Translate): string {
  const { guest } = situation;
  const cluster = displayName(telling.cluster);
  const all = progressOf(situation);
  const head = [
    `# ${markdownText(guest === null ? t('Set-up of the hosts of {0}', cluster) : t('Set-up of the hosts of {0} and of the guest {1}', cluster, displayName(guest.choice.domain)))}`,
    markdownText(t('As it was found at {0}. Take the steps from the top. What is done needs nothing more; the commands are those for these machines as they were then, so look again where time has passed.', dateTimeText(telling.at))),
    markdownText(t('Commands are for a shell of root on the machine that stands above them. Those that begin with ssh are for a machine that reaches both ends as root.')),
  ];
  const parts = chaptersFor(situation).flatMap(({ id, steps }) => [
    `## ${markdownText(chapterTitle(id, t))}`,
    ...all.flatMap((progress, index) => (steps.includes(progress.step) ? stepParts(progress, index + 1, firstText(progress, all, t), situation, telling, t) : [])),
  ]);
  return `${[...head, ...parts].join('\n\n')}\n`;
}

function stepParts({ step, standing, findings, after, plan }: Progress, number: number, first: readonly string[], situation: Situation, telling: SetUpTelling, t: Translate): readonly string[] {
  const isOpen = standing !== 'done' && standing !== 'unneeded';
  // What comes later is written down as well, as far as it can be told now: who follows this by hand has nobody to tell them then.
  const planned = after.length > 0 ? step.plan(situation) : plan;
  const comesByItself = planned.kind === 'key' && planned.isNew && after.includes('corosync');
  const later: StepPlan = comesByItself ? { kind: 'none' } : planned;
  return [
    `### ${number}. ${markdownText(t('{0}: {1}', stepTitle(step.id, t), standingText(standing, t)))}`,
    markdownText(stepReason(step.id, t)),
    findings.map((finding) => `* ${findingText(finding, t)}`).join('\n'),
    ...(after.length > 0 ? [markdownText(afterText(after, t))] : []),
    ...first.map((each) => `**${markdownText(each)}**`),
    ...(comesByItself ? [markdownText(t('pcs makes a key when it sets up a cluster, since its version 0.10, and gives it to all hosts. Look again then.'))] : []),
    ...(after.length > 0 && later.kind !== 'none' ? [markdownText(t('By what is known now, this is run then:'))] : []),
    ...cautionsOf(later, t).map((each) => `**${markdownText(each)}**`),
    ...spelledPlan(later, situation, telling, t).flatMap((part) => partTexts(part, situation, telling, t)),
    ...(later.kind === 'commands' && later.oneByOne && later.machines.length > 1 ? [markdownText(t('One host after the other, each when the one before has come back.'))] : []),
    ...(isOpen ? [markdownText(t('Afterwards: {0}', afterStepText(step.id, t)))] : []),
  ].filter((each) => each !== '');
}

/** Where a later step is to be taken before one, that is said of it. */
function firstText(progress: Progress, all: readonly Progress[], t: Translate): readonly string[] {
  if (progress.plan.kind === 'none') return [];
  const before = inTurn(all).slice(0, inTurn(all).indexOf(progress)).filter((each) => all.indexOf(each) > all.indexOf(progress));
  const why = progress.step.id === 'shutDown' ? t('Nothing else tells, once the guest is off, that it was made ready.') : t('Else the cluster would have to be stopped for it again.');
  return before.map((each) => t('Take step {0} first: “{1}”. {2}', all.indexOf(each) + 1, stepTitle(each.step.id, t), why));
}

function findingText({ target, standing, evidence }: Finding, t: Translate): string {
  const said = t('{0}: {1}', standingText(standing, t), evidenceText(evidence, t));
  return markdownText(target === null ? said : t('{0}: {1}', displayName(target), said));
}

function cautionsOf(plan: StepPlan, t: Translate): readonly string[] {
  return 'cautions' in plan ? plan.cautions.map((caution) => stepCautionText(caution, t)) : [];
}

function partTexts(part: SpelledPart, situation: Situation, telling: SetUpTelling, t: Translate): readonly string[] {
  if (part.kind === 'untold') return [markdownText(t('{0}: {1}', part.what, part.why))];
  return byPlace(part.commands).flatMap(([targets, commands]) => {
    const lines = commands.map((command) => lineOf(command, situation, telling, t));
    const where = commands.some(isFromElsewhere) ? t('On a machine that reaches both ends:') : part.kind === 'copy' ? t('On {0}, once you have changed what does not suit you:', nameList(targets, t, 8)) : t('On {0}:', nameList(targets, t, 8));
    const shown = lines.map(displayCommand);
    const isChanged = shown.some((each, index) => each !== lines[index]);
    return [markdownText(where), markdownBlock(shown), ...(isChanged ? [`**${markdownText(t('These lines have characters that cannot be shown, and stand there as escapes: do not copy them.'))}**`] : [])];
  });
}

function isFromElsewhere({ reads }: SpelledCommand): boolean {
  return reads !== null && reads.kind !== 'input';
}

/** A command as a line for a shell of that machine; where it reads what another prints, for one that reaches both. */
function lineOf({ target, words, reads }: SpelledCommand, situation: Situation, { line }: SetUpTelling, t: Translate): string {
  if (reads === null || reads.kind === 'input') return scriptOf(words, reads?.input, line, t);
  const there = (where: string, what: string) => line([...reachingWords(where, situation), what]);
  const from = there(reads.from, line(reads.words));
  if (reads.kind === 'output') return `${from} | ${there(target, line(words))}`;
  if (reads.digest !== null) return `${from} | ${there(target, line([...withoutLast(words), reads.digest]))}`;
  // The digest is digits alone: nothing that a shell would take otherwise.
  return `digest=$(${there(reads.from, line(hashingKey))})\n${from} | ${there(target, line(withoutLast(words)))}" $digest"`;
}

type Run = readonly [targets: readonly string[], commands: readonly SpelledCommand[]];

/** Commands by where they are run: those of one machine together, and machines together that run the same. Those that read from elsewhere come after what makes room for them. */
function byPlace(commands: readonly SpelledCommand[]): readonly Run[] {
  const runs: Run[] = [];
  for (const command of commands) {
    const [targets, before] = runs.at(-1) ?? [[], []];
    const [first] = before;
    if (first?.target === command.target && isFromElsewhere(first) === isFromElsewhere(command)) runs.splice(-1, 1, [targets, [...before, command]]);
    else runs.push([[command.target], [command]]);
  }
  const [apart, here] = [runs.filter(([, [first]]) => first !== undefined && isFromElsewhere(first)), runs.filter(([, [first]]) => first !== undefined && !isFromElsewhere(first))];
  const same = ([, run]: Run) => JSON.stringify(run.map(({ words, reads }) => [words, reads?.kind]));
  const together = [...new Set(here.map(same))].map((text): Run => {
    const alike = here.filter((run) => same(run) === text);
    return [alike.flatMap(([targets]) => targets), alike[0]?.[1] ?? []];
  });
  return apart.length === 0 ? together : [...together, [[], apart.flatMap(([, run]) => run)]];
}
