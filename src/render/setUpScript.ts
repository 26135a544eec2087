import type { Words } from '../core/change/plan';
import { booted } from '../core/commands/booted';
import { dueOf, inTurn, type Progress, progressOf } from '../core/walkthrough/progress';
import type { Finding, Situation, StepCaution, StepPlan } from '../core/walkthrough/step';
import { dateTimeText } from './age';
import { comment, scriptOf } from './commandText';
import { displayName } from './displayName';
import { evidenceText } from './evidenceText';
import { reachingWords } from './reachingWords';
import type { Translate } from './row';
import type { SetUpTelling } from './setUpTelling';
import { hashingKey, type SpelledCommand, spelledPlan, type SpelledPart, withoutLast } from './spelledPlan';
import { afterText, standingText, stepCautionText, stepReason, stepTitle, stepUrge } from './stepText';

/**
 * What is missing of a set-up as a script for a shell of POSIX: each step that can be taken now is a section, all else a comment. It is for any machine that reaches
 * hosts and guest by ssh. What is secret it asks for; before what somebody may regret it wants a yes. It ends with the first command that fails.
 */
export function setUpScript(situation: Situation, telling: SetUpTelling, t: Translate): string {
  const { guest } = situation;
  const cluster = displayName(telling.cluster);
  const all = progressOf(situation);
  const due = dueOf(all);
  const head = [
    guest === null ? t('The set-up of the hosts of {0}, as it was found at {1}.', cluster, dateTimeText(telling.at)) : t('The set-up of the hosts of {0} and of the guest {1}, as it was found at {2}.', cluster, displayName(guest.choice.domain), dateTimeText(telling.at)),
    t('It does what was missing then and could be done; the rest is in comments. When it has come to its end there may be more to do, so look again then, and export it anew.'),
    t('Run it where ssh reaches these machines as root. Where an account is not root there and sudo asks it for no password, write sudo before "$1" in the function of that machine.'),
  ];
  const sections = inTurn(all).map((each) => (due.includes(each) ? section(each, all.indexOf(each) + 1, situation, telling, t) : comment(standingLines(each, all.indexOf(each) + 1, situation, telling, t).join('\n'))));
  const parts = [head.map(comment).join('\n'), 'set -eu', functions(situation, due.map(({ plan }) => plan), telling, t), ...sections, say(due.length === 0 ? t('Nothing of this set-up can be done by a script now.') : t('Done. Look at the set-up again: more may be possible now.'), telling)];
  return `#!/bin/sh\n${parts.join('\n\n')}\n`;
}

/** How each machine is reached, and what asks or waits where a section does. */
function functions(situation: Situation, plans: readonly StepPlan[], { line }: SetUpTelling, t: Translate): string {
  const { hosts, guest } = situation;
  const targets = [...hosts.map(({ target }) => target), ...(guest !== null && guest.through !== null ? [guest.target] : [])];
  const reaching = targets.map((target) => `${comment(displayName(target))}\n${functionOf(target, situation)}() { ${line(reachingWords(target, situation))} "$1"; }`);
  const cautious = plans.some((plan) => cautionsOf(plan).length > 0);
  const restarting = plans.some((plan) => plan.kind === 'commands' && plan.machines.some(({ restarts }) => restarts));
  return [
    // Who ends it while a password is asked for shall see again what is typed.
    "trap 'stty echo 2>/dev/null || :' EXIT\ntrap 'exit 1' HUP INT TERM",
    ...reaching,
    ...(cautious ? [`agree() {\n  printf '%s\\n%s ' "$1" ${line([t('Type yes to go on:')])} >&2\n  IFS= read -r answer\n  [ "$answer" = yes ] || exit 1\n}`] : []),
    ...(restarting ? [`${comment(t('Waits until a machine answers that has booted since. $1 reaches it; $2 is what it said before of when it had.'))}\n${waiting(line, t)}`] : []),
  ].join('\n\n');
}

function waiting(line: SetUpTelling['line'], t: Translate): string {
  return [
    'back() {', '  left=300', '  while [ "$left" -gt 0 ]; do', '    sleep 3', `    now=$("$1" ${line([line(booted().argv)])} </dev/null 2>/dev/null) || now=`,
    '    case $now in "$2" | "") ;; *) return 0 ;; esac', '    left=$((left - 1))', '  done', `  printf '%s\\n' ${line([t('It has not come back.')])} >&2`, '  exit 1', '}',
  ].join('\n');
}

function section(progress: Progress, number: number, situation: Situation, telling: SetUpTelling, t: Translate): string {
  const { step, plan } = progress;
  const cautions = cautionsOf(plan);
  const urges = cautions.flatMap((caution) => stepUrge(caution, t)?.question ?? []);
  return [
    comment(standingLines(progress, number, situation, telling, t).join('\n')),
    say(`${number}. ${stepTitle(step.id, t)}`, telling),
    ...(cautions.length > 0 ? [`agree ${telling.line([[...cautions.map((caution) => stepCautionText(caution, t)), ...urges].join('\n')])}`] : []),
    ...spelledPlan(plan, situation, telling, t).flatMap((part) => partLines(part, situation, telling, t)),
  ].join('\n');
}

/** How far a step is, for a person to read; of one that nobody is led through unasked, the commands too. */
function standingLines({ step, standing, findings, after, plan }: Progress, number: number, situation: Situation, telling: SetUpTelling, t: Translate): readonly string[] {
  const title = t('{0}. {1}: {2}', number, stepTitle(step.id, t), standingText(standing, t));
  if (standing === 'done' || standing === 'unneeded') return [title];
  const isUnasked = step.id === 'kill' || step.id === 'stop' || step.id === 'reach';
  const unasked = isUnasked ? spelledPlan(plan, situation, telling, t).flatMap((part) => partLines(part, situation, telling, t)) : [];
  return [title, stepReason(step.id, t), ...findings.map((finding) => findingText(finding, t)), ...(after.length > 0 ? [afterText(after, t)] : []), ...unasked];
}

function findingText({ target, standing, evidence }: Finding, t: Translate): string {
  const said = t('{0}: {1}', standingText(standing, t), evidenceText(evidence, t));
  return target === null ? said : t('{0}: {1}', displayName(target), said);
}

function partLines(part: SpelledPart, situation: Situation, telling: SetUpTelling, t: Translate): readonly string[] {
  switch (part.kind) {
    case 'untold': return [comment(t('{0}: {1}', part.what, part.why))];
    case 'copy': return [comment(t('Once you have changed what does not suit you:')), ...part.commands.map((command) => comment(commandLines(command, situation, telling, t).join('\n')))];
    case 'run': return part.commands.flatMap((command, index) => [
      ...(part.commands[index - 1]?.target === command.target ? [] : [comment(t('On {0}:', displayName(command.target)))]),
      ...commandLines(command, situation, telling, t),
    ]);
  }
}

function commandLines({ target, words, reads, restarts }: SpelledCommand, situation: Situation, { line }: SetUpTelling, t: Translate): readonly string[] {
  const there = (where: string, what: Words) => line([functionOf(where, situation), line(what)]);
  const name = functionOf(target, situation);
  // ssh says 255 of itself when the machine goes away below it.
  if (restarts) return [`before=$(${there(target, booted().argv)} </dev/null)`, `${there(target, words)} </dev/null || [ "$?" -eq 255 ]`, `back ${name} "$before"`];
  if (reads === null) return [`${there(target, words)} </dev/null`];
  if (reads.kind === 'input') return [scriptOf([name, line(words)], reads.input, line, t)];
  const from = `${there(reads.from, reads.words)} </dev/null`;
  if (reads.kind === 'output') return [`${from} | ${there(target, words)}`];
  if (reads.digest !== null) return [`${from} | ${there(target, [...withoutLast(words), reads.digest])}`];
  return [
    `digest=$(${there(reads.from, hashingKey)} </dev/null)`,
    // It becomes part of a line for another shell.
    'case $digest in *[!0-9a-f]* | "") exit 1 ;; esac',
    `${from} | ${there(target, withoutLast(words))}" $digest"`,
  ];
}

/** What reaches a machine in the script: `on_1` the first host. */
function functionOf(target: string, { hosts }: Situation): string {
  const index = hosts.findIndex((host) => host.target === target);
  return index < 0 ? 'in_guest' : `on_${index + 1}`;
}

function cautionsOf(plan: StepPlan): readonly StepCaution[] {
  return 'cautions' in plan && plan.kind !== 'copy' ? plan.cautions : [];
}

function say(text: string, { line }: SetUpTelling): string {
  return `printf '%s\\n' ${line([text])} >&2`;
}
