import assert from 'node:assert/strict';
import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { queryObjects } from 'node:v8';
import { Client } from 'ssh2';
import type { SshLink } from '../../src/remote/sshLink';
import type { LabHost } from './labHost';

/** What is open because somebody is logged in to hosts, counted here and there: equal before and after when nothing is left. */
export interface OpenThings {
  /** What keeps this process alive, by Node's name for its kind: sockets, pipes, child processes, timers. */
  readonly resources: Readonly<Record<string, number>>;
  /** SSH clients in this process's memory, those that nobody reaches any more left out. */
  readonly clients: number;
  /** By host: what sshd and programs that were started through it are called, sorted. */
  readonly onHosts: Readonly<Record<string, readonly string[]>>;
}

export async function openThings(hosts: readonly LabHost[]): Promise<OpenThings> {
  const onHosts = Object.fromEntries(await Promise.all(hosts.map(async (host) => [host.name, await sessionsOn(host)] as const)));
  // What asked the hosts has ended. Its handle is closed at the end of a turn of the loop, after all that was to be done in it.
  await setImmediate();
  await setImmediate();
  return { ...openHere(), onHosts };
}

/** The part of `openThings` that is in this process. */
export function openHere(): Pick<OpenThings, 'resources' | 'clients'> {
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  return { resources, clients: queryObjects(Client, { format: 'count' }) };
}

/**
 * Processes of sshd that serve somebody, under the names they have up to OpenSSH 9.7, and programs that were started through it:
 * these are found when sshd's own are gone, too.
 */
export async function sessionsOn(host: LabHost): Promise<readonly string[]> {
  const { stdout } = await host.run(`
    ps -eo args= | grep -E '^sshd(-session|-auth)?: [^/]'
    for file in $(grep -lzE '^(SSH_CONNECTION|SUDO_USER)=' /proc/[0-9]*/environ 2>/dev/null); do
      tr '\\0' ' ' <"\${file%environ}cmdline" 2>/dev/null && echo
    done`);
  return stdout.split('\n').map((line) => line.trim().replace(/^sshd-(session|auth): /, 'sshd: ')).filter(Boolean).sort();
}

/** Ends what sshd has running for everybody, at once; sshd itself stays. */
export async function killSessions(host: LabHost): Promise<void> {
  await host.run("pkill -KILL -f '^sshd(-session|-auth)?: [^/]'");
}

/** What is open on a link's connection; null when it has none. */
export interface OpenOnLink {
  readonly channels: number;
  /** Questions to the host that it has not answered. */
  readonly questions: number;
  /** By event of the SSH client (`client error`) and of what it runs over (`stream data`). */
  readonly listeners: Readonly<Record<string, number>>;
}

/** The parts of a link, and of ssh2 1.17, that hold it. */
interface Insides {
  readonly open: { readonly connection: { readonly client: Client & { readonly _chanMgr: { readonly _count: number }; readonly _callbacks: readonly unknown[] }; readonly stream: NodeJS.EventEmitter } } | null;
}

export function openOn(link: SshLink): OpenOnLink | null {
  const { open } = link as unknown as Insides;
  if (open === null) return null;
  const { client, stream } = open.connection;
  const listeners = Object.entries({ client, stream }).flatMap(([name, emitter]) => emitter.eventNames().map((event) => [`${name} ${String(event)}`, emitter.listenerCount(event)] as const));
  return { channels: client._chanMgr._count, questions: client._callbacks.length, listeners: Object.fromEntries(listeners.sort()) };
}

/** What is found twice in a row: not what only passes. */
export async function lasting<T>(look: () => Promise<T>): Promise<T> {
  for (let [before, attempts] = [await look(), 0]; ; attempts++) {
    await pause(500);
    const now = await look();
    if (isDeepStrictEqual(before, now)) return now;
    assert.ok(attempts < 40, `It does not come to rest: ${JSON.stringify(now)}`);
    before = now;
  }
}

/** Waits until something is as it was, for what ends by itself takes a moment; fails with the difference. */
export async function becomes<T>(expected: T, look: () => T | Promise<T>, withinMs: number): Promise<void> {
  for (const end = Date.now() + withinMs; ; await pause(100)) {
    const found = await look();
    try {
      return assert.deepEqual(found, expected);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
