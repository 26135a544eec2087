import type { Action, ActionTarget } from './action';
import { changeDefaults } from './changeDefaults';
import { command } from './ids';

/** The node inside a bundle comes and goes with the bundle, and has nothing that could be set. */
const settable = { kind: 'node', none: ['bundleNode'] } as const satisfies ActionTarget;

/** What can be changed of nodes. */
export const nodeChangeActions: readonly Action[] = [
  {
    ...changeDefaults,
    id: command.standbyNode,
    title: 'Standby Node',
    description: 'Moves everything off the node, or stops it, and runs nothing there until the standby is ended. It lasts over a restart of the node.',
    group: 'state',
    order: 1,
    targets: [{ ...settable, none: [...settable.none, 'standby'] }],
    multiple: true,
    danger: 'disrupts',
  },
  {
    ...changeDefaults,
    id: command.unstandbyNode,
    title: 'End Standby',
    description: 'Lets the node run resources again; some may move back to it.',
    group: 'state',
    order: 2,
    targets: [{ ...settable, all: ['standby'] }],
    multiple: true,
    danger: 'disrupts',
  },
  {
    ...changeDefaults,
    id: command.startNodeMaintenance,
    title: 'Start Maintenance of Node',
    description: 'Leaves all that runs on the node as it is: the cluster does not start, stop or watch anything there. A restart of the node may end it.',
    group: 'state',
    order: 3,
    targets: [{ ...settable, none: [...settable.none, 'maintenance'] }],
    multiple: true,
    danger: 'changes',
  },
  {
    ...changeDefaults,
    id: command.endNodeMaintenance,
    title: 'End Maintenance of Node',
    description: 'Gives the node back to the cluster, which looks at what runs there and puts right what is not as it should be.',
    group: 'state',
    order: 4,
    targets: [{ ...settable, all: ['maintenance'] }],
    multiple: true,
    danger: 'disrupts',
  },
  {
    ...changeDefaults,
    id: command.cleanUpNode,
    title: 'Clean Up Node',
    description: 'Forgets every failure on the node, after which the cluster tries again there what it had given up. What did not fail is left alone.',
    group: 'clean up',
    order: 1,
    targets: [{ kind: 'node' }],
    danger: 'disrupts',
  },
  {
    ...changeDefaults,
    id: command.refreshNode,
    title: 'Refresh Node',
    description: 'Forgets all that is known of what runs on the node, failed or not, and asks the node anew.',
    group: 'clean up',
    order: 2,
    targets: [{ kind: 'node' }],
    danger: 'disrupts',
  },
];
