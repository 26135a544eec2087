import type { Secret } from '../secret';

/** What a person wants done to hosts, nodes as a whole, and fencing. Names are those of the cluster, exactly as it has them. */
export type HostTask = ServiceTask | MembershipTask | FencingTask | DowntimeTask | NodeValueTask;

/** The cluster's programs on these hosts, or with null on all: run now or not, and by themselves when a host has booted or not. */
export type ServiceTask = { readonly kind: 'startCluster' | 'stopCluster' | 'enableCluster' | 'disableCluster'; readonly nodes: readonly string[] | null };

export type MembershipTask =
  /** `address` null: its name is one. `start` also has the cluster start there now and at each boot. */
  | { readonly kind: 'addNode'; readonly node: string; readonly address: string | null; readonly start: boolean }
  | { readonly kind: 'removeNode'; readonly node: string }
  /** Has the cluster forget a node that is set up no more: its attributes, its history, its name. */
  | { readonly kind: 'clearNode'; readonly node: string }
  /** Has pcs make the guest node `node` of a virtual machine. `address` null: pcs takes the one that it was authenticated by, or its name. */
  | { readonly kind: 'addGuestNode'; readonly resource: string; readonly node: string; readonly address: string | null }
  /** Has pcs of the answering host know these hosts, and pcs there that host: whatever it does through them asks for that. */
  | { readonly kind: 'authenticateHosts'; readonly hosts: readonly { readonly name: string; readonly address: string | null }[]; readonly user: string; readonly password: Secret }
  /** A new cluster of hosts that are in none, which pcs is to know first: as above. `start` starts it on them, `enable` has it start whenever they boot. */
  | {
      readonly kind: 'createCluster';
      readonly cluster: string;
      readonly hosts: readonly { readonly name: string; readonly address: string | null }[];
      readonly user: string;
      readonly password: Secret;
      readonly start: boolean;
      readonly enable: boolean;
    }
  /** Removes the cluster's configuration from all of its hosts. */
  | { readonly kind: 'destroyCluster' };

export type FencingTask =
  | { readonly kind: 'fence' | 'confirmFenced'; readonly node: string }
  /** `node` null: what is known of all nodes. */
  | { readonly kind: 'forgetFencing'; readonly node: string | null }
  | { readonly kind: 'addFencingLevel'; readonly target: string; readonly level: number; readonly devices: readonly string[] }
  | { readonly kind: 'deleteFencingLevels'; readonly levels: readonly string[] };

/**
 * A node is led out of its work, and back.
 * standby      what runs there moves away
 * stop         and then the cluster is stopped there
 * maintenance  what runs there stays as it is and is not watched
 */
export type DowntimeTask =
  | { readonly kind: 'takeDown'; readonly node: string; readonly how: 'standby' | 'stop' | 'maintenance' }
  | { readonly kind: 'bringBack'; readonly node: string };

/** `value` null takes it out. */
export type NodeValueTask = { readonly kind: 'setNodeAttribute' | 'setNodeUtilization'; readonly node: string; readonly name: string; readonly value: string | null };
