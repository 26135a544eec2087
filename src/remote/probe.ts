import type { Runner } from './execute';

/** Whether a connection still lives: any answer to a small command says so, a refusal as well. */
export function isAlive({ client, clock }: Runner, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = clock.after(withinMs, () => resolve(false));
    const answered = () => {
      timer.dispose();
      resolve(true);
    };
    try {
      client.exec('id', (error, channel) => {
        answered();
        if (error) return;
        channel.on('error', () => undefined).resume();
        channel.stderr.resume();
        channel.end();
      });
    } catch {
      timer.dispose();
      resolve(false);
    }
  });
}
