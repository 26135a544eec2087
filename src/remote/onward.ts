import type { Endpoint } from './endpoint';
import { filedUnder } from './hostKeyCheck';

/** A machine that is reached through the connection to a host: a guest in the network of its libvirt, say. */
export interface Onward {
  /** What questions and faults call it; no other machine's. */
  readonly target: string;
  readonly user: string;
  readonly address: string;
  /** What that host knows it by, whatever address it has at the time. */
  readonly name: string;
}

/**
 * The name that keys and secrets of such a machine are filed under: its address may be another machine's in the network of another host. It is spelled so that
 * it is one word of small letters, in which nothing reads a pattern, and so that two names never make one.
 */
export function onwardName(name: string, jump: Pick<Endpoint, 'hostKeys' | 'host' | 'port' | 'filedAs'>): string {
  const word = name.replace(/[^a-z0-9._-]/gu, (letter) => `%${(letter.codePointAt(0) ?? 0).toString(16)};`);
  return `${word}${from(jump)}`;
}

/** Whether keys that are filed under this name are of a machine that is reached through that host. */
export function isOnwardFrom(filed: string, jump: Parameters<typeof onwardName>[1]): boolean {
  return filed.endsWith(from(jump));
}

/** No name of a host has a space. */
function from(jump: Parameters<typeof onwardName>[1]): string {
  return ` from ${filedUnder(jump)} ${jump.port}`;
}
