import type { FailedAction, GuestState } from '../snapshot';
import type { AddressSource, RemotePort } from './guestSituation';
import type { Recovery } from './recovery';

/** What was seen of the matter of a guest's step; `src/render/guestEvidenceText.ts` says it. */
export type GuestEvidence = MachineEvidence | NetworkEvidence | RemoteEvidence | IntegrationEvidence | RecoveryEvidence;

/** `domain` is libvirt's name of the virtual machine, `on` the hosts that say so. */
type MachineEvidence =
  | { readonly code: 'no-guest-chosen' }
  | { readonly code: 'domain-there'; readonly domain: string; readonly state: string; readonly on: readonly string[] }
  /** libvirt does not know it, and the cluster starts it from a file: so it is with every machine that Pacemaker has stopped. */
  | { readonly code: 'domain-in-cluster'; readonly domain: string; readonly resource: string }
  /** `others` are virtual machines that there are. */
  | { readonly code: 'no-domain'; readonly domain: string; readonly others: readonly string[] }
  /** Its name has what the agent, which hands it to a shell as it is, would take for several words or worse. */
  | { readonly code: 'domain-unfit'; readonly domain: string }
  /** It runs on several hosts at once. */
  | { readonly code: 'runs-twice'; readonly domain: string; readonly on: readonly string[] }
  | { readonly code: 'reached'; readonly address: string; readonly source: AddressSource; readonly through: string | null }
  | { readonly code: 'off'; readonly domain: string; readonly state: string }
  /** The cluster starts and stops it. */
  | { readonly code: 'managed'; readonly resource: string }
  | { readonly code: 'shut-off'; readonly domain: string }
  | { readonly code: 'still-on'; readonly domain: string; readonly on: readonly string[] }
  | { readonly code: 'autostarts'; readonly domain: string; readonly on: readonly string[] }
  /** The cluster starts and stops it, and libvirt starts it with the host as well. */
  | { readonly code: 'autostarts-managed'; readonly domain: string; readonly resource: string; readonly on: readonly string[] };

type NetworkEvidence =
  | { readonly code: 'answers-host' }
  | { readonly code: 'resolves'; readonly name: string; readonly address: string }
  | { readonly code: 'unresolved'; readonly name: string }
  | { readonly code: 'resolves-elsewhere'; readonly name: string; readonly found: readonly string[]; readonly wanted: string; readonly line: number | null }
  /** The name leads nowhere, and nobody knows where it is to. */
  | { readonly code: 'unresolved-no-address'; readonly name: string }
  /** Several lines of /etc/hosts have the name. */
  | { readonly code: 'name-twice'; readonly name: string; readonly lines: readonly number[] }
  | { readonly code: 'port'; readonly port: RemotePort }
  | { readonly code: 'clock-near' }
  | { readonly code: 'clock-apart'; readonly aheadMs: number }
  | { readonly code: 'clock-unknown' };

type RemoteEvidence =
  | { readonly code: 'remote-installed' }
  /** A cluster's own programs run in the guest. */
  | { readonly code: 'cluster-in-guest'; readonly services: readonly string[] }
  | { readonly code: 'remote-listens' }
  /** It runs, and does not answer on its port. */
  | { readonly code: 'remote-silent' }
  /** The hosts have none, or not all the same. */
  | { readonly code: 'hosts-key-first' }
  | { readonly code: 'guest-key-other'; readonly digest: string; readonly wanted: string }
  | { readonly code: 'node-name'; readonly node: string; readonly resource: string }
  /** It is no name that a host can have. */
  | { readonly code: 'node-unfit'; readonly node: string }
  | { readonly code: 'node-is-resource'; readonly node: string }
  | { readonly code: 'node-is-host'; readonly node: string }
  | { readonly code: 'node-is-other'; readonly node: string; readonly resource: string };

type IntegrationEvidence =
  | { readonly code: 'file-there'; readonly path: string }
  | { readonly code: 'no-file'; readonly path: string }
  /** Nobody has the domain's XML: neither libvirt nor a file. */
  | { readonly code: 'no-xml'; readonly domain: string }
  /** Hosts have it otherwise. */
  | { readonly code: 'files-differ'; readonly path: string; readonly on: readonly string[] }
  /** It is no XML of that domain. */
  | { readonly code: 'file-of-other'; readonly path: string }
  /** The resource takes it from elsewhere. */
  | { readonly code: 'file-elsewhere'; readonly resource: string; readonly path: string }
  /** The resource takes it from where libvirt deletes it. */
  | { readonly code: 'file-of-libvirt'; readonly resource: string; readonly path: string }
  | { readonly code: 'no-machine-resource'; readonly domain: string }
  | { readonly code: 'no-guest-node'; readonly resource: string }
  | { readonly code: 'guest-node'; readonly resource: string; readonly node: string }
  | { readonly code: 'other-guest-node'; readonly resource: string; readonly node: string }
  /** `failure` is what keeps it from being online, where anything does; `labelled` the file of its machine, where that did not start on a host with SELinux. */
  | { readonly code: 'guest-state'; readonly node: string; readonly state: GuestState; readonly failure: FailedAction | null; readonly labelled: string | null }
  | { readonly code: 'machine-disabled'; readonly resource: string }
  /** Something is called so that is no dummy. */
  | { readonly code: 'dummies-taken'; readonly resources: readonly string[] }
  | { readonly code: 'dummies-missing'; readonly resources: readonly string[] }
  | { readonly code: 'dummies-stopped'; readonly resources: readonly string[] }
  | { readonly code: 'dummies'; readonly places: readonly { readonly resource: string; readonly node: string }[] }
  | { readonly code: 'prefers'; readonly resource: string; readonly node: string; readonly runsOn: readonly string[] }
  | { readonly code: 'no-preference'; readonly resource: string; readonly node: string; readonly runsOn: readonly string[] };

type RecoveryEvidence =
  | { readonly code: 'nothing-killed'; readonly node: string }
  /** Other things run in it than those of the trial. */
  | { readonly code: 'runs-others'; readonly node: string; readonly resources: readonly string[] }
  | { readonly code: 'killed'; readonly node: string; readonly at: string | null }
  | { readonly code: 'recovery'; readonly recovery: Recovery }
  | { readonly code: 'no-failures'; readonly node: string }
  | { readonly code: 'failures'; readonly node: string; readonly failures: readonly FailedAction[] }
  /** What Pacemaker's own tools say in the guest. */
  | { readonly code: 'tools-answer'; readonly said: string }
  | { readonly code: 'tools-fail'; readonly said: string }
  | { readonly code: 'tools-not-asked' };
