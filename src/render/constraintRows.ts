import type { ClusterSnapshot, Constraint, ResourceSet } from '../core/snapshot';
import { constrainedResources, constraintDetails, constraintText } from './constraintText';
import { displayName } from './displayName';
import { flags } from './flags';
import { icons, kindIcon } from './icons';
import { phrase } from './phrase';
import { childId, distinctIds } from './rowId';
import type { LazyTooltip, Row, Translate } from './row';
import { line, sentences } from './tooltipLines';

const kinds: readonly Constraint['kind'][] = ['location', 'colocation', 'order', 'ticket'];

/** The Constraints view: by kind, each kind in the order of the configuration. */
export function constraintRows(snapshot: ClusterSnapshot, cluster: string, t: Translate): readonly Row[] {
  return kinds.flatMap((kind) => {
    const constraints = snapshot.constraints.filter((constraint) => constraint.kind === kind);
    return constraints.length === 0 ? [] : [headingRow(kind, constraints, cluster, t)];
  });
}

function headingRow(kind: Constraint['kind'], constraints: readonly Constraint[], cluster: string, t: Translate): Row {
  const id = childId('constraints', kind);
  const distinct = distinctIds();
  const leftovers = constraints.filter(({ leftover }) => leftover).length;
  const description = phrase([String(constraints.length), leftovers === 0 ? null : leftovers === 1 ? t('1 left over') : t('{0} left over', leftovers)]);
  return {
    id,
    label: kindWord(kind, t),
    description,
    icon: kindIcon(kind),
    accessibleLabel: t('{0} constraints: {1}.', kindWord(kind, t), description),
    subject: { kind: 'heading', cluster, heading: kind },
    flags: [],
    tooltip: { from: kind, build: () => ({ title: kindWord(kind, t), lines: sentences([kindSentence(kind, t)]) }) },
    children: constraints.map((constraint) => constraintRow(constraint, distinct(childId(id, constraint.id)), cluster, t)),
    expanded: true,
  };
}

function constraintRow(constraint: Constraint, id: string, cluster: string, t: Translate): Row {
  const meaning = constraintText(constraint, t);
  const details = phrase([leftoverText(constraint, t), constraintDetails(constraint, t)]);
  return {
    id,
    // pcs makes the ids itself, long and all alike: what a person looks for is what the constraint says.
    label: meaning,
    description: phrase([details, displayName(constraint.id)]),
    icon: constraint.leftover ? icons.leftover : kindIcon(constraint.kind),
    accessibleLabel: t('{0} constraint {1}: {2}.', kindWord(constraint.kind, t), displayName(constraint.id), phrase([meaning, details])),
    subject: { kind: 'constraint', cluster, constraint: constraint.id },
    flags: flags('constraint', {
      [constraint.kind]: true,
      leftover: constraint.leftover,
      resource: constrainedResources(constraint).length > 0,
    }),
    tooltip: constraintTooltip(constraint, t),
    children: [],
    expanded: false,
  };
}

function constraintTooltip(constraint: Constraint, t: Translate): LazyTooltip {
  return {
    from: constraint,
    build: () => ({
      title: constraintText(constraint, t),
      lines: [
        ...line(t('Id'), displayName(constraint.id)),
        ...sentences([constraint.leftover ? t('A move or a ban left it behind. It stays in force until it is cleared.') : null]),
        ...line(t('Kind'), kindWord(constraint.kind, t)),
        ...line(t('Details'), constraintDetails(constraint, t)),
        ...constraint.sets.map((set) => ({ name: t('Set {0}', displayName(set.id)), value: setText(set, t) })),
      ],
    }),
  };
}

function setText(set: ResourceSet, t: Translate): string {
  return phrase([
    set.resources.map(displayName).join(', '),
    set.role === null ? null : t('role {0}', displayName(set.role)),
    set.action === null ? null : t('action {0}', displayName(set.action)),
    set.sequential === false ? t('not sequential') : null,
    set.requireAll === false ? t('any of them is enough') : null,
  ]);
}

/** pcs names what a move leaves `cli-prefer-…`, what a ban leaves `cli-ban-…`. */
function leftoverText(constraint: Constraint, t: Translate): string | null {
  if (!constraint.leftover) return null;
  return constraint.id.startsWith('cli-ban-') ? t('left over from a ban') : t('left over from a move');
}

function kindWord(kind: Constraint['kind'], t: Translate): string {
  switch (kind) {
    case 'location': return t('Location');
    case 'colocation': return t('Colocation');
    case 'order': return t('Order');
    case 'ticket': return t('Ticket');
  }
}

function kindSentence(kind: Constraint['kind'], t: Translate): string {
  switch (kind) {
    case 'location': return t('Where a resource prefers to run, or may not.');
    case 'colocation': return t('Which resources run on the same node, or may not.');
    case 'order': return t('Which resource starts before which.');
    case 'ticket': return t('Which resources need a ticket to run.');
  }
}
