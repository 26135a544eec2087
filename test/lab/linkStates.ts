import type { LinkState, SshLink } from '../../src/remote/sshLink';
import { until } from '../unit/remote/doubles';

type StateOf<Kind> = Extract<LinkState, { readonly kind: Kind }>;

/** Waits until a link is in a state and answers it. Rejects after so many milliseconds with the state that it is in. */
export async function reaches<Kind extends LinkState['kind']>(link: SshLink, kind: Kind, withinMs: number): Promise<StateOf<Kind>> {
  await until(() => link.state.kind === kind, withinMs).catch(() => {
    throw new Error(`${link.target} is not ${kind} within ${withinMs} ms, but ${JSON.stringify(link.state)}.`);
  });
  return link.state as StateOf<Kind>;
}

/** Waits for a connection to be lost and made anew. */
export async function comesBack(link: SshLink, withinMs = 15_000): Promise<void> {
  await reaches(link, 'waiting', withinMs);
  await reaches(link, 'connected', withinMs);
}
