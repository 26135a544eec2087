import type { CibElement } from '../cibTree';

export const templateNames = ['one-host', 'two-hosts', 'bare-host', 'two-bare-hosts'] as const;
export type TemplateName = (typeof templateNames)[number];

/** What a practice cluster is when it starts: its configuration, and nothing running yet. */
export interface Template {
  readonly name: TemplateName;
  /** Whether its hosts begin with nothing installed and in no cluster; what is said of the cluster's configuration then counts for nothing. */
  readonly isBare: boolean;
  readonly clusterName: string;
  /** Names of the hosts, which are the cluster nodes with the ids 1, 2, … */
  readonly hosts: readonly string[];
  /** Cluster properties beside those that the cluster sets itself. */
  readonly properties: Readonly<Record<string, string>>;
  readonly resources: readonly CibElement[];
  readonly constraints: readonly CibElement[];
  readonly fencingLevels: readonly CibElement[];
  /** Tickets that have been granted. */
  readonly tickets: readonly string[];
  /** Guests whose domain XML lies in /etc/pacemaker on every host. */
  readonly guests: readonly string[];
  /** Guests that libvirt knows and Pacemaker does not, with the host that defines them. Where it is not installed yet, it knows them as soon as it is. */
  readonly unmanagedGuests: readonly { readonly name: string; readonly host: string }[];
}
