import type { ClientChannel } from 'ssh2';
import type { Clock } from '../core/surroundings';

/** Milliseconds that a command has to end by itself after a signal. */
const grace = 1000;

/**
 * Ends what runs in a channel: SIGTERM, a second later SIGKILL, at last the channel is closed. Resolves when it is gone,
 * three seconds on at the latest.
 *
 * Closing a channel ends nothing: sshd lets the command run on until it writes. sshd 7.9 and later hand a signal to the
 * process group of the login shell, as long as that shell lives: one that waits for the command dies of SIGTERM itself,
 * and sshd 9.2 then passes SIGKILL on to nobody. That is what `timeout -k` in front of the command is for.
 * sudo keeps the account as its real user, so it gets SIGTERM and relays it to the command; a command of root's that does not
 * obey is beyond what the account may do. (All observed with Debian 12's sshd 9.2p1 and sudo 1.9.13p3.)
 */
export function endRemotely(channel: ClientChannel, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    let timer = clock.after(grace, kill);
    channel.once('close', gone);
    // The end of a channel is told only when all it sent was taken.
    channel.removeAllListeners('data').resume();
    channel.stderr.removeAllListeners('data').resume();
    sendSignal(channel, 'TERM');

    function kill(): void {
      sendSignal(channel, 'KILL');
      timer = clock.after(grace, close);
    }
    function close(): void {
      channel.close();
      timer = clock.after(grace, gone);
    }
    function gone(): void {
      timer.dispose();
      channel.removeListener('close', gone);
      resolve();
    }
  });
}

/** The part of ssh2 1.17 that sends a signal. */
interface Sender {
  readonly _client?: { readonly _protocol?: { signal?(channel: number, name: string): void } };
  readonly outgoing?: { readonly id: number; readonly state: string };
}

/** `channel.signal` does nothing once stdin has ended, though RFC 4254 section 5.3 allows requests after an end of file. */
function sendSignal(channel: ClientChannel, name: 'TERM' | 'KILL'): void {
  const { _client: client, outgoing } = channel as unknown as Sender;
  if (outgoing?.state === 'open' || outgoing?.state === 'eof') client?._protocol?.signal?.(outgoing.id, name);
}
