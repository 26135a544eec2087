import type { Client } from 'ssh2';
import type { Runner } from './execute';

/** The part of ssh2 1.17 behind its keepalive: a request whose answers come in the order of the questions (RFC 4254, section 4). */
interface Asking {
  readonly _callbacks: ((failed: boolean | Error) => void)[];
  readonly _protocol: { ping(): void };
}

/**
 * Whether a host gives a sign of life within so many milliseconds. It is asked what ssh2's keepalive asks, which takes no session and runs
 * nothing; any answer will do, a refusal as well. The answer may stand behind much else on a slow line, so whatever else comes in the
 * second half of the time counts too; before that it may have been on its way when the host died.
 */
export function isAlive({ client, clock, stream }: Runner, withinMs: number): Promise<boolean> {
  const { _callbacks: waiting, _protocol: protocol } = client as Client & Asking;
  return new Promise((resolve) => {
    const alive = () => settle(true);
    const settle = (answer: boolean) => {
      half.dispose();
      late.dispose();
      stream.off('data', alive);
      resolve(answer);
    };
    const half = clock.after(withinMs / 2, () => stream.on('data', alive));
    const late = clock.after(withinMs, () => settle(false));
    try {
      protocol.ping();
      waiting.push((failed) => settle(!(failed instanceof Error)));
    } catch {
      // ssh2 throws where the socket is gone already.
      settle(false);
    }
  });
}
