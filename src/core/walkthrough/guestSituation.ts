import type { ListedDomain } from '../readVirshList';
import type { Result } from '../result';
import type { HostReport } from './hostReport';

/**
 * How a virtual machine becomes a guest node.
 * hand  its resource is given the meta attribute `remote-node`, which pcs does when it is forced
 * pcs   by `pcs cluster node add-guest`
 */
export type WayToNode = 'hand' | 'pcs';

/** Which virtual machine is to be a guest node, how it is reached and how it becomes one: as a person says it. */
export interface GuestChoice {
  readonly domain: string;
  /** What it is called as a node, and by the hosts: another name than the resource's that makes it one. */
  readonly node: string;
  /** Whom to log in as. */
  readonly user: string;
  /** Where a person knows its address better than libvirt; null where libvirt is to tell. */
  readonly address: string | null;
  readonly way: WayToNode;
}

/** All that is known of that virtual machine, from outside and from within: found a moment ago, and nothing of it remembered from before. */
export interface GuestSituation {
  readonly choice: GuestChoice;
  /** By which commands for it name it: `guestTarget` of its domain. */
  readonly target: string;
  /** The connection URI by which the hosts' virsh is asked: `qemu:///system`. */
  readonly libvirtUri: string;
  /** What each host of the cluster says of it, in their order. */
  readonly hosts: readonly HostOfGuest[];
  /** Where it is reached; null where nobody tells one. */
  readonly address: GuestAddress | null;
  /** The host through whose connection it is reached; null where it is not. */
  readonly through: string | null;
  /** What was found on it; the fault says why nothing was, `guest-nowhere`, `guest-not-running` and `guest-without-address` before it was even tried. */
  readonly seen: Result<HostReport>;
  /** Milliseconds by which its clock is ahead of the host's that it is reached through, give or take a second; null where that could not be found out. */
  readonly clockAheadMs: number | null;
}

export interface HostOfGuest {
  /** By which the host is reached. */
  readonly target: string;
  readonly seen: Result<GuestSight>;
}

/** What one look of a host at a guest found, in one round trip. Texts are the host's own. */
export interface GuestSight {
  /** Every domain that its libvirt lists; the fault says why it lists none. */
  readonly domains: Result<readonly ListedDomain[]>;
  /** The guest as its libvirt has it; null where it does not know such a domain. */
  readonly domain: GuestDomain | null;
  /** Addresses of it that libvirt tells there, the surest first; none that leads to itself or stays on one wire. */
  readonly addresses: readonly GuestAddress[];
  readonly name: NameOnHost;
  /** Pacemaker's port, as seen from there. */
  readonly port: RemotePort;
  /** The file that a VM resource would take its domain from, `domainFile` of it; null where there is none. */
  readonly file: DomainFile | null;
}

export interface GuestDomain {
  /** libvirt's own words: `running`, `shut off`. */
  readonly state: string;
  /** Whether libvirt keeps it when it is off. */
  readonly persistent: boolean;
  /** Whether libvirt starts it with the host, behind Pacemaker's back. */
  readonly autostart: boolean;
  /** What it is made of when it is started next, as `virsh dumpxml --inactive` prints it; null where that could not be read. */
  readonly xml: string | null;
}

/**
 * agent  said by the guest's own qemu-guest-agent
 * lease  given out by the DHCP server of libvirt's network
 * arp    seen on the wire by the host
 * typed  a person said so
 */
export type AddressSource = 'agent' | 'lease' | 'arp' | 'typed';

export interface GuestAddress {
  /** IPv4, or IPv6 without brackets. */
  readonly address: string;
  readonly source: AddressSource;
}

/** What a host makes of the guest's name. */
export interface NameOnHost {
  /** The lines of its /etc/hosts that have the name, in their order. More than one is one too many, unless they are of both families. */
  readonly lines: readonly HostsLine[];
  /** What the name leads to there, by whatever knows it; none where nothing does. */
  readonly resolved: readonly string[];
}

export interface HostsLine {
  /** Counted from 1. */
  readonly number: number;
  readonly address: string;
  readonly names: readonly string[];
}

/**
 * What becomes of a connection to Pacemaker's port of the guest: to its name, where the host knows it, else to its address.
 * remote       pacemaker_remote answers
 * taken        something else does: with these words, with a TLS of its own, or it hangs up or says nothing
 * refused      nothing listens
 * unreachable  no way leads there, or a firewall says so; in the host's words
 * filtered     nothing comes back
 * unknown      it could not be tried: nothing to try is known, or the host has nothing to try it with
 */
export type RemotePort =
  | { readonly kind: 'remote' | 'refused' | 'filtered' }
  | { readonly kind: 'taken'; readonly how: 'says' | 'tls' | 'closes' | 'silent'; readonly said: string }
  | { readonly kind: 'unreachable'; readonly said: string }
  | { readonly kind: 'unknown'; readonly why: 'no-address' | 'no-means' };

export interface DomainFile {
  readonly path: string;
  /** What is in it; null where it is too long to be one. */
  readonly xml: string | null;
  /** Octal digits: `640`. */
  readonly mode: string;
  readonly owner: string;
  readonly group: string;
  /** SELinux's label of it: `system_u:object_r:virt_etc_t:s0`; null without SELinux. */
  readonly label: string | null;
}

/** How commands for a guest name it. No host is called so: what a person types to reach one has no spaces. */
export function guestTarget(domain: string): string {
  return `guest ${domain}`;
}

/** Where a VM resource finds what its domain is made of: where Pacemaker's programs may read it, and the agent, which undefines domains, leaves it. */
export function domainFile(domain: string): string {
  return `/etc/pacemaker/${domain}.xml`;
}
