import type { Action, ActionTarget } from './action';
import { changeDefaults } from './changeDefaults';
import { command } from './ids';

/** What a device can fence: a guest is fenced by restarting its VM. */
const fenceable = { kind: 'node', none: ['bundleNode', 'guestNode'] } as const satisfies ActionTarget;
const devices = { kind: 'heading', all: ['fencing'] } as const satisfies ActionTarget;

/** What can be done about fencing; devices are created, changed and deleted like resources. */
export const fencingActions: readonly Action[] = [
  {
    ...changeDefaults,
    id: command.showFencingHistory,
    title: 'Show Fencing History',
    description: 'Opens what was fenced, when, by which host and how it ended, as a read-only document.',
    group: 'open',
    order: 19,
    targets: [{ kind: 'cluster', all: ['connected'] }, devices],
    danger: 'harmless',
  },
  {
    ...changeDefaults,
    id: command.addFencingLevel,
    title: 'Add Fencing Level…',
    description: 'Says which devices fence the node, all of them together, and in which order they are tried: level 1 before level 2.',
    group: 'constrain',
    order: 9,
    targets: [fenceable],
    danger: 'changes',
  },
  {
    ...changeDefaults,
    id: command.deleteFencingLevel,
    title: 'Delete Fencing Level…',
    description: 'Takes a fencing level out of the configuration. Without any level every device that can fence a node is tried.',
    group: 'danger',
    order: 4,
    targets: [fenceable, devices],
    danger: 'changes',
  },
  {
    ...changeDefaults,
    id: command.forgetFencing,
    title: 'Clean Up Fencing History',
    description: 'Forgets what was fenced, of one node or of all; with it go old failures of fencing from the status.',
    group: 'clean up',
    order: 9,
    targets: [fenceable, devices],
    danger: 'changes',
  },
  {
    ...changeDefaults,
    id: command.fenceNode,
    title: 'Fence Node',
    description: 'Has a fence device reset the node or switch it off, as by a power cut; what ran there is recovered elsewhere.',
    group: 'danger',
    order: 1,
    targets: [fenceable],
    danger: 'disrupts',
  },
  {
    ...changeDefaults,
    id: command.confirmFenced,
    title: 'Confirm Node Is Off',
    description: 'Tells the cluster, which waits for the node to be fenced, that you have seen yourself that it is off. Data is destroyed if it is not.',
    group: 'danger',
    order: 2,
    targets: [{ ...fenceable, all: ['unclean'] }],
    danger: 'destroys',
  },
];
