import type { Action } from './action';
import { changeDefaults } from './changeDefaults';
import { command, view } from './ids';

/** What is done in a form: resources and fence devices made and changed. */
export const resourceFormActions: readonly Action[] = [
  {
    ...changeDefaults,
    id: command.createResource,
    title: 'Create Resource…',
    icon: 'add',
    description: 'Asks for an agent and shows a form of all that it can be told, with the command and what would come of it below.',
    group: 'state',
    order: 40,
    submenu: 'create',
    targets: [{ kind: 'cluster', all: ['connected'], none: ['readOnly'] }],
    toolbars: [{ view: view.resources, button: 1 }],
    danger: 'changes',
  },
  {
    ...changeDefaults,
    id: command.createFenceDevice,
    title: 'Create Fence Device…',
    description: 'The same for a device by which the cluster turns a lost node off. Passwords reach the cluster without standing on a command line.',
    group: 'state',
    order: 41,
    submenu: 'create',
    targets: [{ kind: 'cluster', all: ['connected'], none: ['readOnly'] }, { kind: 'heading', all: ['fencing'] }],
    toolbars: [{ view: view.resources, button: null }],
    danger: 'changes',
  },
  {
    ...changeDefaults,
    id: command.updateResource,
    title: 'Update Resource…',
    description: 'Shows the parameters, operations and meta attributes of a resource or fence device in a form, and changes only what is changed there.',
    group: 'state',
    order: 42,
    targets: [{ kind: 'resource', all: ['primitive'], none: ['implicit', 'orphaned'] }],
    danger: 'disrupts',
  },
];
