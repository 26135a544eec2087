import { join } from 'node:path';
import type { Release } from './release';

/** Machines that are guests of the hosts. */
export type GuestName = 'guest1' | 'guest2';
export type MachineName = 'host1' | 'host2' | 'remote1' | GuestName;

/** Names, addresses and places of one release's lab. They follow from the release: what a crash has left is found by them. */
export interface Layout {
  readonly release: Release;
  /** What all namespaces, cgroups and containers of this lab are called, or begin with. */
  readonly prefix: string;
  /** The run folder. Only root may read it. */
  readonly folder: string;
  /** The operator's network namespace. */
  readonly namespace: string;
  readonly operatorAddress: string;
  /** Length of the network's prefix. */
  readonly prefixLength: number;
}

export const labsFolder = '/run/pacemaker-explorer-lab';

/** Different numbers for the releases, so that an address says which lab it is of. */
const networks: Readonly<Record<Release, string>> = { bullseye: '10.83.11', bookworm: '10.83.12', trixie: '10.83.13' };
const numbers: Readonly<Record<MachineName, number>> = { host1: 11, host2: 12, remote1: 21, guest1: 31, guest2: 32 };

/** Port of the power service, at the operator's address. */
export const powerPort = 6230;

/**
 * Of the usual lab of a release, or of another that has a name beside it: several of one release run side by side, each in network
 * namespaces of its own. `PACEMAKER_LAB` says which is meant where nothing else does.
 */
export function layoutOf(release: Release, called = process.env['PACEMAKER_LAB']): Layout {
  const name = called ? `${called}-${release}` : release;
  const prefix = `pacemaker-lab-${name}`;
  return {
    release,
    prefix,
    folder: join(labsFolder, name),
    namespace: prefix,
    operatorAddress: `${networks[release]}.1`,
    prefixLength: 24,
  };
}

export function addressOf(layout: Layout, machine: MachineName): string {
  return `${networks[layout.release]}.${numbers[machine]}`;
}

/** Network namespace, container and cgroup of a machine that is a container. */
export function containerName(layout: Layout, machine: string): string {
  return `${layout.prefix}-${machine}`;
}

/** Where what belongs to one container lies: `root` (its root file system), `disk` (what it has written), `console.log`. */
export function containerFolder(layout: Layout, machine: string): string {
  return join(layout.folder, machine);
}

/** Where the disks of guests lie: one folder that all hosts see, as they would a shared store. */
export function imagesFolder({ folder }: Layout): string {
  return join(folder, 'images');
}

/** `/etc/hosts` of every machine. A name that led to 127.0.1.1 would give corosync a wrong address. */
export function hostsFile(layout: Layout): string {
  const machines = Object.keys(numbers) as MachineName[];
  return ['127.0.0.1 localhost', ...machines.map((machine) => `${addressOf(layout, machine)} ${machine}`), `${layout.operatorAddress} operator`, ''].join('\n');
}

/** By which the fence agent proves to the power service that it may ask. */
export function powerSecretFile({ folder }: Layout): string {
  return join(folder, 'power.secret');
}

/** Where the power service hears who may read the run folder. */
export function powerSocket({ folder }: Layout): string {
  return join(folder, 'power.sock');
}

/** There when the power service listens. */
export function powerReadyFile({ folder }: Layout): string {
  return join(folder, 'power.ready');
}

/** Names the state of a lab. Written last and removed first: a lab without it is not whole. */
export function stateFile({ folder }: Layout): string {
  return join(folder, 'state');
}
