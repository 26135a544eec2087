import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from '../../src/practice/lockFile';
import { addAccounts, makeHostKeys } from './accounts';
import { processesIn, removeCgroup } from './cgroups';
import { formCluster } from './cluster';
import { addDisk, cgroupOf } from './container';
import { layFiles } from './debianRoot';
import { addGuestDisks, defineGuests } from './guestDisks';
import { joinGuests } from './guestState';
import { trustEachOther } from './hostTrust';
import { labHost, waitForSsh, type LabHost } from './labHost';
import { addressOf, containerFolder, hostsFile, layoutOf, powerSecretFile, stateFile, type GuestName, type Layout, type MachineName } from './layout';
import { addContainerNetwork, addOperatorNetwork } from './network';
import { askPower, startPower } from './power';
import type { Release } from './release';
import { buildRoots, type Roots } from './roots';
import { readAccess, makeAccess, type SshAccess } from './sshAccess';
import { clear } from './teardown';
import { together } from './together';

/** What a lab has when it comes up: packages alone; a started cluster of two hosts with a fence device; beside that a guest node with resources in it. */
export type LabState = 'bare' | 'cluster' | 'guest';

/** Machines of a lab that are containers. */
export type ContainerName = 'host1' | 'host2' | 'remote1';

export interface Lab extends Pick<SshAccess, 'sshConfig' | 'sshConfigOutside' | 'identity' | 'knownHosts' | 'password'> {
  readonly release: Release;
  /** The run folder. */
  readonly folder: string;
  /** The operator's network namespace: whatever connects to the machines runs in it. */
  readonly namespace: string;
  host(name: ContainerName): LabHost;
}

const hosts = ['host1', 'host2'] as const;
export const containers: readonly ContainerName[] = [...hosts, 'remote1'];
export const guests: readonly GuestName[] = ['guest1', 'guest2'];

/**
 * Brings a lab up, or answers the one that is up when it was brought up in that state. Any other that is there, whole or not, is
 * taken down first but for the operator's namespace, in which the caller may be. Throws an Error with a sentence and leaves nothing then,
 * also soon after `stop` is aborted.
 */
export async function bringUp(release: Release, state: LabState, report: (detail: string) => void, stop?: AbortSignal): Promise<Lab> {
  const layout = layoutOf(release);
  // Whatever is being waited for on a machine ends with the machine.
  const cut = () => void removeCgroup(layout.prefix).catch(() => undefined);
  return inTurn(layout, report, async () => {
    if (stateOf(layout) === state) return labOf(layout);
    stop?.addEventListener('abort', cut);
    return bring(layout, state, (detail) => {
      stop?.throwIfAborted();
      report(detail);
    }).finally(() => stop?.removeEventListener('abort', cut));
  });
}

async function bring(layout: Layout, state: LabState, report: (detail: string) => void): Promise<Lab> {
  const roots = await buildRoots(layout.release, report);
  await clear(layout, { keepNamespace: true });
  try {
    await build(layout, roots, report);
    if (state !== 'bare') await formCluster(layout, readAccess(layout), report);
    if (state === 'guest') await joinGuests(layout, readAccess(layout), report);
    report('up');
  } catch (error) {
    await clear(layout, { keepNamespace: false });
    throw error;
  }
  writeFileSync(stateFile(layout), state);
  return labOf(layout);
}

/** Takes a lab down. One that is not there is fine. Waits for whoever is bringing it up. */
export function bringDown(release: Release): Promise<void> {
  const layout = layoutOf(release);
  return inTurn(layout, () => undefined, () => clear(layout, { keepNamespace: false }));
}

/** Two processes that brought up or took down the same lab at once would fall over each other. */
async function inTurn<T>(layout: Layout, report: (detail: string) => void, work: () => Promise<T>): Promise<T> {
  const release = await takeLock(`/run/${layout.prefix}.lock`, () => report('waiting for another process that works on the same lab'));
  try {
    return await work();
  } finally {
    release();
  }
}

/** The lab that is up, if it is. */
export function findLab(release: Release): Lab | undefined {
  const layout = layoutOf(release);
  return stateOf(layout) === undefined ? undefined : labOf(layout);
}

/** In which state a lab was brought up; nothing when it is not up, or not by the machine as it runs since its last boot. */
export function stateOf(layout: Layout): LabState | undefined {
  if (!existsSync(stateFile(layout)) || processesIn(cgroupOf(layout, 'power')).length === 0) return undefined;
  return readFileSync(stateFile(layout), 'utf8') as LabState;
}

async function build(layout: Layout, roots: Roots, report: (detail: string) => void): Promise<void> {
  report('networks and disks');
  mkdirSync(layout.folder, { recursive: true, mode: 0o700 });
  await addOperatorNetwork(layout);
  const access = await makeAccess(layout, [...containers, ...guests]);
  await startPower(layout, containers);
  const keys = await together([
    addGuestDisks(layout, guests, roots.guest, access),
    ...containers.map((machine) => addMachine(layout, machine, machine === 'remote1' ? roots.guest.root : roots.host, access)),
  ]);
  writeFileSync(access.knownHosts, `${keys.flat().join('\n')}\n`);
  await trustEachOther(layout, hosts.map((machine) => join(containerFolder(layout, machine), 'root')), access.knownHosts);
  report('booting hosts');
  await Promise.all(containers.map((machine) => askPower(layout, 'on', machine)));
  await Promise.all(containers.map((machine) => waitForSsh(layout, machine)));
  await defineGuests(layout);
}

/**
 * What is its own on a machine that is made of a root of the cache: name, keys and accounts, and on a host the fence agent with its secret.
 * Answers its lines for known_hosts.
 */
async function addMachine(layout: Layout, machine: MachineName, root: string, access: SshAccess): Promise<readonly string[]> {
  await addContainerNetwork(layout, machine);
  const merged = await addDisk(layout, machine, root);
  layFiles(merged, {
    '/etc/hostname': { content: `${machine}\n` },
    '/etc/hosts': { content: hostsFile(layout) },
  });
  if (machine !== 'remote1') {
    layFiles(merged, {
      '/usr/sbin/fence_lab': { content: readFileSync('test/lab/fence_lab.py', 'utf8'), mode: 0o755 },
      '/etc/fence_lab.secret': { content: readFileSync(powerSecretFile(layout), 'utf8'), mode: 0o600 },
    });
  }
  await addAccounts(merged, access);
  return makeHostKeys(merged, [addressOf(layout, machine), machine]);
}

function labOf(layout: Layout): Lab {
  const { release, folder, namespace } = layout;
  const { sshConfig, sshConfigOutside, identity, knownHosts, password } = readAccess(layout);
  return { release, folder, namespace, sshConfig, sshConfigOutside, identity, knownHosts, password, host: (name) => labHost(layout, name) };
}
