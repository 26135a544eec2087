import type { ClusterSnapshot, Constraint } from '../snapshot';

type Location = Extract<Constraint, { readonly kind: 'location' }>;

/** What `move` leaves behind, and `ban`. */
export function preferId(resource: string): string {
  return `cli-prefer-${resource}`;
}

export function banId(resource: string, node: string): string {
  return `cli-ban-${resource}-on-${node}`;
}

/** The constraints that moves and bans of a resource have left, of all nodes or of one. */
export function leftoversOf(resource: string, node: string | null, snapshot: ClusterSnapshot): readonly Location[] {
  return snapshot.constraints
    .filter((constraint) => constraint.kind === 'location')
    .filter((constraint) => constraint.leftover && (constraint.resource === resource || constraint.id === preferId(resource)))
    .filter((constraint) => node === null || constraint.node === node || constraint.id === banId(resource, node));
}

/** Whether it is one that lasts, for any role: one with a lifetime has a rule. crm_resource writes `role="Started"` for any. */
export function isLasting({ rules, role, node }: Location): boolean {
  return rules.length === 0 && (role === null || role === 'Started') && node !== null;
}
