import { dummy, location, virtualMachine } from './configured';
import type { Template } from './template';

/** The guest node walk-through at its end: one host, one guest that is a node, five resources to move about. */
export const oneHost: Template = {
  name: 'one-host',
  isBare: false,
  clusterName: 'mycluster',
  hosts: ['example-host'],
  properties: { 'stonith-enabled': 'false', 'no-quorum-policy': 'ignore' },
  resources: [virtualMachine('vm-guest1', 'guest1', { 'remote-node': 'guest1' }), ...[1, 2, 3, 4, 5].map((number) => dummy(`FAKE${number}`))],
  constraints: [location('FAKE3', 'guest1', 'INFINITY')],
  fencingLevels: [],
  tickets: [],
  guests: ['guest1'],
  unmanagedGuests: [],
};
