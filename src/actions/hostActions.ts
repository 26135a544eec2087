import type { Action } from './action';
import { command } from './ids';

/** What can be done with a machine that the extension reaches by SSH. */
export const hostActions: readonly Action[] = [
  {
    id: command.openTerminal,
    title: 'Open Terminal',
    icon: 'terminal',
    description: 'Opens a shell on the host, through the connection that is already there.',
    group: 'open',
    order: 2,
    targets: [
      { kind: 'host', inline: 1 },
      { kind: 'node', all: ['clusterNode'], inline: 1 },
    ],
    toolbars: [],
    palette: 'with clusters',
    multiple: false,
    danger: 'harmless',
  },
  {
    id: command.openHostStatus,
    title: 'Open Status as This Host Sees It',
    icon: null,
    description: 'Opens the status of the cluster, in words, as this host sees it, as a read-only document.',
    group: 'open',
    order: 3,
    targets: [{ kind: 'host', all: ['read'] }],
    toolbars: [],
    palette: 'with clusters',
    multiple: false,
    danger: 'harmless',
  },
  {
    id: command.forgetHostKey,
    title: 'Forget Host Key…',
    icon: null,
    description: 'Forgets the host keys that were accepted in this editor for a host; the next connection asks again. known_hosts is not changed.',
    group: 'danger',
    order: 2,
    targets: [{ kind: 'host', none: ['practice'] }],
    toolbars: [],
    palette: 'with clusters',
    multiple: false,
    danger: 'changes',
  },
];
