import type { TicketRole } from '../core/change/shapeTask';
import type { OrderAction, Task, TaskOf } from '../core/change/task';

/** Instances of a promotable clone that are meant; null for every one. */
export type RoleAnswer = Exclude<TicketRole, 'Started'> | null;

export interface LocationAnswer {
  readonly node: string;
  readonly score: string;
  readonly role: RoleAnswer;
}

/** A place for every instance; for some of them it is a rule, since pcs has a role in nothing else. */
export function locationOf(resource: string, { node, score, role }: LocationAnswer): Task {
  if (role === null) return { kind: 'addLocation', resource, node, score };
  return { kind: 'addRule', resource, rule: `#uname eq ${/\s/.test(node) ? `"${node}"` : node}`, score, role };
}

export interface ColocationAnswer {
  readonly withResource: string;
  readonly score: string;
  /** Of the resource, then of the other one, as options of a set. */
  readonly roles: readonly Readonly<Record<string, string>>[];
}

export function colocationOf(resource: string, { withResource, score, roles: [own, others] }: ColocationAnswer): TaskOf<'addColocation'> {
  const [role, withRole] = [roleIn(own), roleIn(others)];
  return { kind: 'addColocation', resource, withResource, score, ...(role === null ? {} : { role }), ...(withRole === null ? {} : { withRole }) };
}

function roleIn(options: Readonly<Record<string, string>> = {}): RoleAnswer {
  const { role } = options;
  return role === 'Promoted' || role === 'Unpromoted' ? role : null;
}

export interface OrderAnswer {
  readonly first: string;
  readonly then: string;
  readonly firstAction: OrderAction;
  readonly thenAction: OrderAction;
  readonly kind: '' | 'Optional' | 'Serialize';
  readonly symmetrical: boolean;
}

/** The order with what is not the default of it. */
export function orderOf({ first, then, firstAction, thenAction, kind, symmetrical }: OrderAnswer): TaskOf<'addOrder'> {
  return { kind: 'addOrder', first, then, ...(firstAction === 'start' ? {} : { firstAction }), ...(thenAction === 'start' ? {} : { thenAction }), ...(kind === '' ? {} : { orderKind: kind }), ...(symmetrical ? {} : { symmetrical }) };
}
