import type { Passage } from './packetFilter';

/** What one look at a host or a guest found; nothing of it is asked of Pacemaker. Texts are the host's own. */
export interface HostReport {
  /** What the machine calls itself: `uname -n`. */
  readonly name: string;
  readonly system: System;
  /** What installs software here; null where none of those that are known does. */
  readonly packager: Packager | null;
  /** Programs that are there, without their folders. */
  readonly programs: ReadonlySet<Program>;
  /** Agents of resources that are there, of those that the steps need. */
  readonly agents: ReadonlySet<Agent>;
  /** Packages that are not wholly installed, as dpkg tells them. */
  readonly brokenPackages: readonly BrokenPackage[];
  readonly firewall: Firewall;
  readonly services: ReadonlyMap<Service, ServiceState>;
  /** What /etc/corosync/corosync.conf says; null where there is none. */
  readonly corosync: CorosyncConfiguration | null;
  /** What Pacemaker has on its disk of a cluster's configuration. */
  readonly cib: CibOnDisk;
  readonly key: KeyFile;
  /** What `crm_mon -1` says where pacemaker_remote runs; null where it does not. */
  readonly tools: { readonly exitCode: number; readonly text: string } | null;
  /** Addresses of the names that were asked for, in their order; none where a name is unknown. */
  readonly addresses: ReadonlyMap<string, readonly string[]>;
  /** Whether it has to be restarted before what was installed is what runs. */
  readonly wantsRestart: boolean;
}

/** By os-release(5). */
export interface System {
  /** `debian`, `fedora`, `opensuse-leap`. */
  readonly id: string;
  /** What it is made from: `rhel`, `fedora`, `suse`, `debian`. */
  readonly like: readonly string[];
  readonly version: string;
  /** `Debian GNU/Linux 12 (bookworm)`. */
  readonly title: string;
}

export const packagers = ['dnf', 'yum', 'apt-get', 'zypper'] as const;
export type Packager = (typeof packagers)[number];

export const programs = [
  ...packagers, 'pcs', 'crm', 'corosync', 'pacemakerd', 'pacemaker_remoted', 'pacemaker-remoted', 'crm_mon', 'virsh', 'libvirtd', 'virtqemud', 'virt-install',
  'qemu-system-x86_64', 'qemu-kvm', 'firewall-cmd', 'ufw', 'nft', 'iptables', 'netfilter-persistent',
] as const;
export type Program = (typeof programs)[number];

export const agents = ['heartbeat/VirtualDomain', 'pacemaker/Dummy'] as const;
export type Agent = (typeof agents)[number];

export const services = ['corosync', 'pacemaker', 'pacemaker_remote', 'pcsd', 'firewalld', 'libvirtd.service', 'libvirtd.socket', 'virtqemud.socket'] as const;
export type Service = (typeof services)[number];

/**
 * How a package is made whole.
 * configure  it is there, and waits for what comes after it was unpacked
 * reinstall  some of it is not there
 */
export interface BrokenPackage {
  readonly name: string;
  readonly repair: 'configure' | 'reinstall';
}

/** systemd's words: `active`, `inactive`, `failed`; `enabled`, `disabled`, `static`, `masked`. */
export interface ServiceState {
  readonly active: string;
  readonly enabled: string;
}

/**
 * What filters packets that come in.
 * firewalld  `zones`: those that packets of the other hosts come through; `others`: what else is at work
 * filters    each of these has to let a packet in; `by` is who keeps them, where it is not a person
 * none       nothing does
 * unknown    that could not be found out; `said` is what the program wrote
 */
export type Firewall =
  | Firewalld
  | { readonly kind: 'filters'; readonly by: 'ufw' | null; readonly filters: readonly PacketFilter[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly said: string };

export interface Firewalld {
  readonly kind: 'firewalld';
  readonly zones: readonly FirewalldZone[];
  readonly others: readonly string[];
}

/** Whether its service high-availability is let in, now and after it has been loaded anew. */
export interface FirewalldZone {
  readonly name: string;
  readonly now: boolean;
  readonly later: boolean;
}

export interface PacketFilter extends Passage {
  /** Whose words show it: iptables' and ip6tables' are one each, of nftables every chain that sees what comes in. */
  readonly at: 'iptables' | 'ip6tables' | NftChain;
  /** Whether a rule that ufw was given keeps some of them out, behind which another would come too late. */
  readonly byRule: boolean;
}

/** In nft's words: `inet filter input`. */
export interface NftChain {
  readonly family: string;
  readonly table: string;
  readonly name: string;
}

export interface CorosyncConfiguration {
  /** null where it says none. */
  readonly cluster: string | null;
  readonly nodes: readonly { readonly name: string | null; readonly addresses: readonly string[] }[];
  /** Whether it is the one that Debian's package brings, which nobody has made a cluster of. */
  readonly fromPackage: boolean;
}

/**
 * absent      there is none
 * untouched   nothing is in it that anybody would have had to configure
 * configured  there are resources, fence devices, constraints or the like
 * unreadable  there is one, or may be
 */
export type CibOnDisk = 'absent' | 'untouched' | 'configured' | 'unreadable';

/** What /etc/pacemaker/authkey is. */
export type KeyFile =
  | { readonly kind: 'absent' }
  /** There is one, or may be. */
  | { readonly kind: 'unreadable' }
  | {
    readonly kind: 'file';
    /** SHA-256 of what is in it, in hexadecimal digits. */
    readonly digest: string;
    readonly bytes: number;
    /** Octal digits: `640`. */
    readonly mode: string;
    readonly owner: string;
    readonly group: string;
  };
