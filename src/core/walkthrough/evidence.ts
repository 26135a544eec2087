import type { Fault } from '../fault';
import type { ClusterPort } from './clusterPorts';
import type { GuestEvidence } from './guestEvidence';

/** What was seen of a step's matter; `src/render/evidenceText.ts` says it. Names are the hosts' own. */
export type Evidence =
  /** The host could not be looked at. */
  | { readonly code: 'not-seen'; readonly fault: Fault }
  | FirewallEvidence
  | SoftwareEvidence
  | MembershipEvidence
  | KeyEvidence
  | RunningEvidence
  | VirtualisationEvidence
  | GuestEvidence;

/** `by` is the firewall's own name. */
type FirewallEvidence =
  | { readonly code: 'nothing-filters' }
  | { readonly code: 'ports-open'; readonly by: string }
  | { readonly code: 'ports-shut'; readonly by: string; readonly ports: readonly ClusterPort[] }
  /** Some of what is for them comes in, or nobody can tell; `rule` is one by which that is so. */
  | { readonly code: 'ports-unsure'; readonly by: string; readonly ports: readonly ClusterPort[]; readonly rule: string }
  /** By firewalld's service; `zones` are those that matter. */
  | { readonly code: 'service-open' | 'service-shut'; readonly zones: readonly string[] }
  /** It lets them in until it is loaded anew, or from then on. */
  | { readonly code: 'service-half-open'; readonly zone: string; readonly when: 'now' | 'later' }
  | { readonly code: 'filter-unknown'; readonly said: string };

type SoftwareEvidence =
  /** `otherBroken` are packages of other software that are not wholly installed. */
  | { readonly code: 'installed'; readonly otherBroken: readonly string[] }
  | { readonly code: 'not-installed'; readonly missing: readonly string[] }
  | { readonly code: 'half-installed'; readonly packages: readonly string[] }
  | { readonly code: 'no-packager'; readonly system: string }
  /** Only crmsh is there, and this extension changes a cluster by pcs. */
  | { readonly code: 'crmsh-only' }
  /** Installing these, or mending them, could restart it. */
  | { readonly code: 'pacemaker-runs'; readonly wanted: readonly string[] }
  | { readonly code: 'packaged-cluster' }
  /** Somebody has made use of it. */
  | { readonly code: 'packaged-cluster-used' }
  /** So nobody knows whether that cluster is used. */
  | { readonly code: 'cib-unreadable' }
  | { readonly code: 'service'; readonly name: string; readonly active: string; readonly enabled: string }
  | { readonly code: 'service-missing'; readonly name: string }
  /** It is not there although its software is. */
  | { readonly code: 'unit-missing'; readonly name: string };

type MembershipEvidence =
  | { readonly code: 'no-cluster' }
  | { readonly code: 'cluster-of'; readonly cluster: string | null; readonly nodes: readonly string[] }
  /** It is set up with hosts that are not these. */
  | { readonly code: 'other-cluster'; readonly cluster: string | null; readonly nodes: readonly string[] }
  /** A host's name leads another host, or that one itself, to nowhere or to itself. */
  | { readonly code: 'same-name'; readonly name: string }
  | { readonly code: 'name-unknown'; readonly name: string }
  | { readonly code: 'name-is-loopback'; readonly name: string; readonly address: string };

type KeyEvidence =
  | { readonly code: 'key'; readonly digest: string }
  | { readonly code: 'no-key' }
  /** Shorter than anybody makes one. */
  | { readonly code: 'key-short'; readonly bytes: number }
  | { readonly code: 'key-unreadable' }
  /** The targets that have each of them. */
  | { readonly code: 'keys-differ'; readonly held: readonly { readonly digest: string; readonly targets: readonly string[] }[] }
  | { readonly code: 'key-open'; readonly mode: string; readonly group: string };

type RunningEvidence =
  | { readonly code: 'not-running' }
  /** Nobody can tell whether it does. */
  | { readonly code: 'running-unknown' }
  | { readonly code: 'offline'; readonly nodes: readonly string[] }
  | { readonly code: 'no-dc' }
  | { readonly code: 'dc'; readonly node: string }
  | { readonly code: 'property'; readonly name: string; readonly value: string | null }
  /** Fencing is on, and nothing is there to do it with. */
  | { readonly code: 'nothing-fences' }
  | { readonly code: 'several-hosts' }
  /** Something can fence here; `devices` are their ids. */
  | { readonly code: 'has-fencing'; readonly devices: readonly string[] }
  /** Pacemaker runs on these. */
  | { readonly code: 'runs-on'; readonly targets: readonly string[] };

type VirtualisationEvidence =
  | { readonly code: 'libvirt'; readonly by: string }
  /** Every host has its virtual machines already. */
  | { readonly code: 'virtualised' }
  /** Some have none, and cannot be given them from here. */
  | { readonly code: 'nothing-to-give' }
  /** It is enabled and does not start, on a host that has to be restarted for what was installed. */
  | { readonly code: 'wants-restart' };
