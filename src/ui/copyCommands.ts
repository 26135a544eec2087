import * as vscode from 'vscode';
import { command } from '../actions/ids';
import { failure, type Result, success } from '../core/result';
import type { FailedAction } from '../core/snapshot';
import { failedActionText } from '../render/failedActionText';
import type { Subject } from '../render/row';
import { statusJson } from '../render/statusJson';
import type { Clusters } from '../session/clusters';
import type { Clock } from '../core/surroundings';
import { withSession } from './clusterCommands';
import type { Handlers } from './commands';

const { t } = vscode.l10n;

/** Puts things on the clipboard, names exactly as the cluster has them. */
export function copyHandlers(clusters: Clusters, clock: Clock) {
  return {
    [command.copyName]: (subjects) => copy(subjects.flatMap((subject) => nameOf(subject) ?? [])),
    [command.copyId]: (subjects) => copy(subjects.flatMap((subject) => nameOf(subject) ?? [])),
    [command.copyFailedAction]: (subjects) => copy(subjects.flatMap((subject) => failedActionOf(clusters, subject) ?? []).map((action) => failedActionText(action, t))),
    [command.copyStatusAsText]: ([subject]) => withSession(clusters, subject, async (session) => {
      const { statusText } = await import('../render/statusText');
      return copy([statusText(session, clock.now(), t)]);
    }),
    [command.copyStatusAsJson]: ([subject]) => withSession(clusters, subject, async ({ state }) => {
      const json = statusJson(state);
      return json === null ? failure({ code: 'cancelled' }) : copy([json]);
    }),
  } satisfies Partial<Handlers>;
}

async function copy(lines: readonly string[]): Promise<Result<void>> {
  if (lines.length === 0) return failure({ code: 'cancelled' });
  await vscode.env.clipboard.writeText(lines.join('\n'));
  return success(undefined);
}

function nameOf(subject: Subject): string | null {
  switch (subject.kind) {
    case 'node':
      return subject.node;
    case 'guest':
      return subject.guest;
    case 'resource':
      return subject.resource;
    case 'constraint':
      return subject.constraint;
    case 'host':
      return subject.host;
    case 'cluster':
    case 'failedAction':
    case 'heading':
      return null;
  }
}

function failedActionOf(clusters: Clusters, subject: Subject): FailedAction | undefined {
  if (subject.kind !== 'failedAction') return undefined;
  const { resource, task, interval, node } = subject;
  const failures = clusters.session(subject.cluster)?.state.last?.failures ?? [];
  return failures.find((each) => each.resource === resource && each.task === task && each.interval === interval && each.node === node);
}
