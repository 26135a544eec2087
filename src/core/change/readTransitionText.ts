import type { DocumentFault } from '../fault';
import { failure, success, type Result } from '../result';
import { readRole } from '../statusResources';
import { actionKind } from './actionKind';
import { fencedNode } from './fencedNode';
import type { FencedNode, SummaryAction, Transition } from './transition';

/**
 * Reads the summary in what `crm_simulate --run` prints as text, which is all that 2.0 has: below `Transition Summary:` a line for each node that
 * is fenced and for each action. Fault: `malformed` where there is no summary.
 */
export function readTransitionText(text: string): Result<Transition, DocumentFault> {
  const summary = /^Transition Summary:\n((?: *\* .*(?:\n|$(?![^])))*)/m.exec(text)?.[1];
  if (summary === undefined) return failure({ code: 'malformed', reason: 'crm_simulate told no summary' });
  const lines = summary.split('\n').map((line) => line.replace(/^ *\* /, '').trimEnd()).filter((line) => line !== '');
  const read = lines.map((line) => readFencing(line) ?? readAction(line));
  return success({
    actions: read.filter((entry) => entry !== null && 'kind' in entry),
    fencing: read.filter((entry) => entry !== null && 'how' in entry),
  });
}

/** `Fence (reboot) guest1 (resource: vm-guest1) 'guest is unclean'`; before 2.1 the reason may be missing. */
function readFencing(line: string): FencedNode | null {
  const [, task, node, reason] = /^(\w+ \([^)]*\)) (.*?)(?: '(.*)')?$/.exec(line) ?? [];
  return task === undefined || node === undefined ? null : fencedNode(task, node, reason ?? null);
}

/** `Move       web-ip     ( host1 -> host2 )  due to node availability (blocked)`: an id has no space in it, a reason may have anything. */
function readAction(line: string): SummaryAction | null {
  const [, word, resource, details, why = ''] = /^([A-Z][A-Za-z-]*) +(\S+) +\( *(.*?) *\)(?: +(.*))?$/.exec(line) ?? [];
  if (word === undefined || resource === undefined || details === undefined) return null;
  const kind = actionKind(word);
  const [, cause = '', blocked = ''] = /^(.*?) ?(\(?blocked\)?)?$/.exec(why) ?? [];
  return { kind, resource, ...readPlaces(details, kind), reason: cause.replace(/^due to /, '') || null, blocked: blocked !== '' };
}

/**
 * Where it is and will be: `host1`, `host1 -> host2`, and of a promotable clone `Promoted host1`, `Unpromoted -> Promoted host1`,
 * `host1 -> host2 Promoted`, `Promoted host1 -> Unpromoted host2`, or to start `Stopped -> Promoted host1`.
 */
function readPlaces(details: string, kind: SummaryAction['kind']): Pick<SummaryAction, 'from' | 'to' | 'role'> {
  const [left = '', right] = details.split(' -> ');
  const [before, after] = [withRole(left), right === undefined ? null : withRole(right)];
  const starts = kind === 'start';
  const place = after?.node ?? before.node;
  return {
    from: starts ? null : before.node ?? place,
    to: kind === 'stop' ? null : place,
    role: kind === 'stop' ? null : shownRole(after?.role ?? before.role),
  };
}

/** A role and a node, in either order, or one of them. */
function withRole(text: string): { readonly role: string | null; readonly node: string | null } {
  const [, alone, first, node, other, last] = ROLES.exec(text) ?? [];
  return { role: alone ?? first ?? last ?? null, node: alone === undefined ? node ?? other ?? text : null };
}

const ROLE = 'Stopped|Started|Promoted|Unpromoted|Master|Slave|Unknown';
const ROLES = new RegExp(`^(?:(${ROLE})|(${ROLE}) (.+)|(.+) (${ROLE}))$`);

function shownRole(word: string | null): string | null {
  const role = readRole(word);
  return role === 'Promoted' || role === 'Unpromoted' ? role : null;
}
