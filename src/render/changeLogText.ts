import type { ChangeRecord, Outcome } from '../session/changeOutcome';
import { dateTimeText, secondsText } from './age';
import { comment, type Line, scriptOf } from './commandText';
import { displayName, displayText } from './displayName';
import type { Translate } from './row';
import { taskText } from './taskText';

export interface ChangeLogContext {
  /** What the user calls the cluster. */
  readonly cluster: string;
  /** A command as a line for a shell. */
  readonly line: Line;
}

/** What was changed, the oldest first, as a shell script: what was run stands there as it was run, all else is a comment. */
export function changeLogText(records: readonly ChangeRecord[], context: ChangeLogContext, t: Translate): string {
  const head = [
    t('What was changed in the cluster {0} from this window, the oldest first.', displayName(context.cluster)),
    records.length === 0 ? t('Nothing was changed yet.') : t('Commands that were refused, were not run, or may not have been run are comments.'),
  ];
  return `${[head.map(comment).join('\n'), ...records.map((record) => recordText(record, context, t))].join('\n\n')}\n`;
}

/** The same as a script to run again on another host or cluster: it ends at the first command that fails. */
export function changeScript(records: readonly ChangeRecord[], context: ChangeLogContext, t: Translate): string {
  const hosts = [...new Set(records.map(({ host }) => displayName(host)))];
  const head = [
    t('What was changed in the cluster {0}, to be done again.', displayName(context.cluster)),
    t('It was run on {0}. Run it on a host of the cluster that is to be changed, as somebody who may.', hosts.join(', ')),
    t('Commands that were refused, were not run, or may not have been run are comments.'),
  ];
  return `#!/bin/sh\n${[[...head.map(comment), 'set -e'].join('\n'), ...records.map((record) => recordText(record, context, t))].join('\n\n')}\n`;
}

function recordText(record: ChangeRecord, { line }: ChangeLogContext, t: Translate): string {
  const { at, host, plan, outcome, tookMs } = record;
  const ran = commandsRun(outcome, plan.commands.length);
  return [
    comment(t('{0}, on {1}: {2}', dateTimeText(at), displayName(host), taskText(plan.task, t))),
    comment(t('{0}; took {1}', ending(outcome, t), secondsText(tookMs, t))),
    ...plan.commands.map((words, index) => scriptOf(words, plan.inputs?.[index], line, t)).map((script, index) => (index < ran ? script : comment(script))),
  ].join('\n');
}

/** How many of the commands are known to have been run and accepted. */
function commandsRun(outcome: Outcome, all: number): number {
  switch (outcome.kind) {
    case 'done':
    case 'instead':
    case 'left':
      return all;
    case 'refused':
    case 'uncertain':
      return outcome.ran;
    case 'cancelled':
    case 'changed':
      return 0;
  }
}

function ending(outcome: Outcome, t: Translate): string {
  switch (outcome.kind) {
    case 'done':
      return t('done');
    case 'refused':
      return t('refused: {0}', displayText(outcome.said) || outcome.fault.code);
    case 'instead':
      return t('run, but the cluster came to rest otherwise');
    case 'left':
      return t('run, not waited for');
    case 'uncertain':
      return outcome.reached === true ? t('no answer came, but the cluster shows that it was done') : t('no answer came, and it is not known whether it was run');
    case 'cancelled':
    case 'changed':
      return t('not run');
  }
}
