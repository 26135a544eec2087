import type { Action, ActionTarget } from './action';
import { changeDefaults } from './changeDefaults';
import { command } from './ids';

/** What a constraint can be about. */
const constrainable = { kind: 'resource', none: ['fencing', 'implicit', 'instance', 'orphaned', 'replica'] } as const satisfies ActionTarget;

/** What can be changed of constraints: where resources run, together with which, and in which order. */
export const constraintChangeActions: readonly Action[] = [
  {
    ...changeDefaults,
    id: command.addLocation,
    title: 'Prefer or Avoid a Node…',
    description: 'Adds a location constraint: the resource prefers a node, or avoids it, always or with a score.',
    group: 'constrain',
    order: 1,
    submenu: 'constrain',
    targets: [constrainable],
    danger: 'disrupts',
  },
  {
    ...changeDefaults,
    id: command.addColocation,
    title: 'Run Together or Apart…',
    description: 'Adds a colocation constraint: the resource runs where another one runs, or never where that one does, always or with a score.',
    group: 'constrain',
    order: 2,
    submenu: 'constrain',
    targets: [constrainable],
    danger: 'disrupts',
  },
  {
    ...changeDefaults,
    id: command.addOrder,
    title: 'Start Before or After…',
    description: 'Adds an order constraint: one resource starts only when another has, and stops before it.',
    group: 'constrain',
    order: 3,
    submenu: 'constrain',
    targets: [constrainable],
    danger: 'disrupts',
  },
  {
    ...changeDefaults,
    id: command.deleteConstraint,
    title: 'Delete Constraint',
    description: 'Removes the constraint from the configuration; resources that it held in place may move.',
    group: 'danger',
    order: 1,
    targets: [{ kind: 'constraint' }],
    multiple: true,
    danger: 'disrupts',
  },
];
