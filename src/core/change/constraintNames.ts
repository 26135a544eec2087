import type { ClusterSnapshot, Constraint } from '../snapshot';

/** The resources that a constraint names, those in its sets too. */
export function namesOf(constraint: Constraint): readonly (string | null)[] {
  const inSets = constraint.sets.flatMap(({ resources }) => resources);
  switch (constraint.kind) {
    case 'colocation': return [constraint.resource, constraint.with, ...inSets];
    case 'order': return [constraint.first, constraint.then, ...inSets];
    case 'location':
    case 'ticket': return [constraint.resource, ...inSets];
  }
}

/** The constraints that name any of these resources. */
export function constraintsNaming(ids: readonly string[], { constraints }: Pick<ClusterSnapshot, 'constraints'>): readonly Constraint[] {
  return constraints.filter((constraint) => namesOf(constraint).some((id) => id !== null && ids.includes(id)));
}
