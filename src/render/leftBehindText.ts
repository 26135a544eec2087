import { type LeftBehind, leftBehind } from '../core/leftBehind';
import type { ClusterSnapshot } from '../core/snapshot';
import { constraintText } from './constraintText';
import { displayName } from './displayName';
import { failedActionText } from './failedActionText';
import { failureStandingText } from './failureStandingText';
import { flags } from './flags';
import { nameList } from './nameList';
import type { Subject, Translate } from './row';

/** What somebody may put away by one action, on a line of the document that tells of it. */
export interface LeftBehindProblem {
  /** Counts from 0. */
  readonly line: number;
  readonly message: string;
  /** Whether it is more than a word of notice: what a move or a ban left may be meant to stay. */
  readonly weighty: boolean;
  /** What puts it away, the first by preference. */
  readonly fixes: readonly LeftBehindFix[];
}

export interface LeftBehindFix {
  readonly title: string;
  /** clear: what moves and bans of the resource have left; delete: this constraint; refresh: a resource's history; cleanup: a failed action */
  readonly how: 'clear' | 'delete' | 'refresh' | 'cleanup';
  /** The row that the action would be chosen on. */
  readonly subject: Subject;
  readonly flags: readonly string[];
}

export interface LeftBehindText {
  /** The document in plain text. */
  readonly text: string;
  readonly problems: readonly LeftBehindProblem[];
}

/** All that is left behind in a cluster, as a document and as the problems on its lines. `cluster` is the definition's id, `name` what the user calls it. */
export function leftBehindText(snapshot: ClusterSnapshot, cluster: string, name: string, t: Translate): LeftBehindText {
  const left = leftBehind(snapshot);
  const lines = [left.length === 0 ? t('Nothing is left behind in the cluster {0}.', displayName(name)) : t('What is left behind in the cluster {0}, and can be put away:', displayName(name))];
  const problems = left.map((each): LeftBehindProblem => {
    const { message, details, weighty, fixes } = described(each, cluster, t);
    lines.push('', message, ...details.map((detail) => `  ${detail}`));
    return { line: lines.length - 1 - details.length, message, weighty, fixes };
  });
  return { text: `${lines.join('\n')}\n`, problems };
}

interface Described {
  readonly message: string;
  readonly details: readonly string[];
  readonly weighty: boolean;
  readonly fixes: readonly LeftBehindFix[];
}

function described(left: LeftBehind, cluster: string, t: Translate): Described {
  switch (left.kind) {
    case 'constraint': {
      const { constraint } = left;
      const subject: Subject = { kind: 'constraint', cluster, constraint: constraint.id };
      const resource = constraint.kind === 'location' ? constraint.resource : null;
      const on = flags('constraint', { [constraint.kind]: true, leftover: true, resource: resource !== null });
      return {
        message: t('{0}: left over from a move or a ban, and still in force: {1}.', displayName(constraint.id), constraintText(constraint, t)),
        details: [t('As long as it is there, the cluster does not place the resource freely. Nothing has to be done where it is meant to stay.')],
        weighty: false,
        fixes: [
          ...(resource === null ? [] : [{ title: t('Clear what moves and bans of {0} have left', displayName(resource)), how: 'clear', subject, flags: on } as const]),
          { title: t('Delete the constraint {0}', displayName(constraint.id)), how: 'delete', subject, flags: on },
        ],
      };
    }
    case 'orphan': {
      const { resource } = left;
      const id = displayName(resource.id);
      return {
        message: resource.active ? t('{0}: no longer configured, and as far as the cluster knows it runs on {1}.', id, nameList(resource.nodes, t)) : t('{0}: no longer configured, and still remembered.', id),
        details: [resource.active ? t('Make sure that it has ended there before it is forgotten: afterwards nobody watches it.') : t('Pacemaker keeps its history until that is forgotten.')],
        weighty: true,
        fixes: [{
          title: t('Forget the history of {0}', id), how: 'refresh', subject: { kind: 'resource', cluster, resource: resource.id },
          flags: flags('resource', { orphaned: true, primitive: true, failed: resource.failed }),
        }],
      };
    }
    case 'failure': {
      const { failure, standing } = left;
      const { resource, task, interval, node, guest } = failure;
      return {
        message: t('{0}: a failed action that is resolved. {1}', displayName(resource), failedActionText(failure, t)),
        details: [failureStandingText(standing, failure, t) ?? ''],
        weighty: standing.kind === 'resource' && standing.keptOff,
        fixes: [{
          title: guest === null ? t('Clean up the failed action of {0} on {1}', displayName(resource), displayName(node)) : t('Clean up the failed connection to guest {0} on {1}', displayName(guest), displayName(node)),
          how: 'cleanup', subject: { kind: 'failedAction', cluster, resource, task, interval, node }, flags: flags('failedAction', { resolved: true, guestConnection: guest !== null }),
        }],
      };
    }
  }
}
