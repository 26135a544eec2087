import type { ClientChannel } from 'ssh2';
import { pause } from './pause';
import type { Room } from './room';
import type { Clock } from '../core/surroundings';

/** `refused` after all patience, `lost` when the connection ended, `stopped` when `signal` aborted. */
export type Opened<T> = { readonly kind: 'open'; readonly value: T } | { readonly kind: 'refused' | 'lost' | 'stopped' };

export interface Opening<T> {
  /** Asks ssh2 for the channel. */
  readonly request: (done: Done) => void;
  /** Takes the channel, and its listeners at once: output and status may be in the same packet as the permission to run. */
  readonly accept: (channel: ClientChannel) => T;
  /** Gets rid of a channel that came too late. */
  readonly discard: (channel: ClientChannel) => void;
  readonly isLost: () => boolean;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Milliseconds between attempts where they are not the usual ones. */
  readonly patience?: readonly number[];
  /** Where a command waits for others to make room, instead of waiting idly. */
  readonly room?: Pick<Room, 'wait' | 'make'>;
}

type Done = (error: Error | undefined, channel: ClientChannel) => void;

/** Six and a half seconds in all, in which other sessions of the account may end. */
const usualPatience = [50, 100, 200, 400, 800, 1600, 3200];

/**
 * Opens a channel. sshd refuses one beyond its MaxSessions (10 unless configured) although it will have room soon:
 * such a refusal has run nothing, so it is tried again. Waiting that has made room does not count against the patience.
 */
export async function openChannel<T>(opening: Opening<T>): Promise<Opened<T>> {
  const { patience = usualPatience, room, clock, signal } = opening;
  for (const wait of patience) {
    do {
      const opened = await openOnce(opening);
      if (opened.kind !== 'full') return opened;
    } while (await room?.wait(wait, signal));
    if (!room) await pause(wait, clock, signal);
  }
  let last = await openOnce(opening);
  if (last.kind === 'full' && (await room?.make(true, signal))) last = await openOnce(opening);
  return last.kind === 'full' ? { kind: 'refused' } : last;
}

function openOnce<T>({ request, accept, discard, isLost, signal }: Opening<T>): Promise<Opened<T> | { readonly kind: 'full' }> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve({ kind: 'stopped' });
    const stop = () => resolve({ kind: 'stopped' });
    signal.addEventListener('abort', stop, { once: true });
    const done: Done = (error, channel) => {
      signal.removeEventListener('abort', stop);
      if (error) return resolve({ kind: isLost() ? 'lost' : 'reason' in error ? 'full' : 'refused' });
      if (signal.aborted) return discard(channel);
      resolve({ kind: 'open', value: accept(channel) });
    };
    try {
      request(done);
    } catch {
      // ssh2 throws where the socket is gone already.
      signal.removeEventListener('abort', stop);
      resolve({ kind: 'lost' });
    }
  });
}
