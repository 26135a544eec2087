import type { Action } from './action';
import { changeDefaults } from './changeDefaults';
import { command } from './ids';

/** What might happen to a cluster, and its configuration as a whole. */
export const wholeActions: readonly Action[] = [
  {
    ...changeDefaults,
    id: command.whatIf,
    title: 'What If…',
    description: 'Asks the scheduler what would come of it if this failed, was fenced or left, and shows that as a read-only text. Nothing is changed.',
    group: 'open',
    order: 6,
    targets: [
      { kind: 'node', all: ['online'], none: ['bundleNode'] },
      { kind: 'guest', all: ['managed'] },
      { kind: 'resource', all: ['placed'], none: ['implicit'] },
    ],
    danger: 'harmless',
  },
  {
    ...changeDefaults,
    id: command.showResilience,
    title: 'Show Resilience Report',
    description: 'Asks the scheduler what the loss of each node and each guest would lead to, and shows what would move, restart, or have no node to run on. Nothing is changed.',
    group: 'open',
    order: 5,
    targets: [{ kind: 'cluster', all: ['connected'] }],
    danger: 'harmless',
  },
  {
    ...changeDefaults,
    id: command.editConfiguration,
    title: 'Edit Configuration (CIB)…',
    description: 'Opens the configuration as XML to be edited. Saving checks it, shows the difference and what would come of it, and pushes it once you say yes, if nobody has changed it meanwhile.',
    group: 'state',
    order: 14,
    submenu: 'configure',
    targets: [{ kind: 'cluster', all: ['connected'], none: ['readOnly'] }],
    danger: 'disrupts',
  },
  {
    ...changeDefaults,
    id: command.showCheckpoints,
    title: 'Show Checkpoints…',
    description: 'Lists the former configurations that Pacemaker keeps on the host, to be compared with that of now or restored.',
    group: 'state',
    order: 15,
    submenu: 'configure',
    targets: [{ kind: 'cluster', all: ['connected'] }],
    danger: 'disrupts',
  },
];
