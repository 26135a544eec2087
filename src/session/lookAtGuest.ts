import { randomUUID } from 'node:crypto';
import { readingCommand, SHORT } from '../core/commands/readingCommand';
import { failure, type Result, success } from '../core/result';
import { guestProbe } from '../core/walkthrough/guestProbe';
import { type GuestChoice, type GuestSituation, guestTarget } from '../core/walkthrough/guestSituation';
import { probeCommand } from '../core/walkthrough/probeCommand';
import { wayToGuest } from '../core/walkthrough/wayToGuest';
import type { ClusterSession } from './clusterSession';
import type { HostLink, RunOptions } from './ports';

/**
 * Looks at a virtual machine from all hosts of a cluster, side by side and each in one round trip, and then into it, through the host on which it runs.
 * The link to it stays for the commands of its steps. Nothing is changed.
 */
export async function lookAtGuest(session: Pick<ClusterSession, 'definition' | 'run' | 'guests'>, choice: GuestChoice, options: RunOptions): Promise<GuestSituation> {
  const { hosts: defined } = session.definition;
  const known = choice.address ?? session.guests.addressOf(choice.domain);
  const hosts = await Promise.all(defined.map(async ({ target, libvirtUri }) => ({ target, seen: await session.run(target, guestProbe(choice, libvirtUri, known, randomUUID()), options) })));
  const way = wayToGuest(choice, hosts);
  const uriOf = (target: string | undefined) => defined.find((host) => host.target === target)?.libvirtUri ?? defined[0]?.libvirtUri ?? '';
  const holder = hosts.find(({ seen }) => seen.ok && seen.value.domain !== null)?.target;
  const outside = { choice, target: guestTarget(choice.domain), hosts, libvirtUri: uriOf(way.ok ? way.value.through : holder) };
  // What is off is not tried again and again in the background.
  if (!way.ok) session.guests.find(outside.target)?.disconnect();
  if (!way.ok) return { ...outside, address: null, through: null, seen: way, clockAheadMs: null };
  const { address, through } = way.value;
  const link = session.guests.by({ domain: choice.domain, user: choice.user, address: address.address, through });
  const connected = link === undefined ? failure({ code: 'disconnected', host: through } as const) : await connect(link, options);
  if (!connected.ok) return { ...outside, address, through, seen: connected, clockAheadMs: null };
  const lookInside = () => Promise.all([
    session.run(outside.target, probeCommand([], randomUUID()), options),
    session.run(outside.target, timeThere(), options),
    session.run(through, timeThere(), options),
  ]);
  const first = await lookInside();
  // That it was started anew since the last look, as when it has recovered, shows only when somebody speaks to it.
  const wasCut = !first[0].ok && first[0].fault.code === 'link-lost' && link !== undefined && (await connect(link, options)).ok;
  const [seen, there, here] = wasCut ? await lookInside() : first;
  return { ...outside, address, through, seen, clockAheadMs: there.ok && here.ok && there.value !== null && here.value !== null ? there.value - here.value : null };
}

/** Connects as long as anybody waits for it. */
async function connect(link: HostLink, { mayAsk = false, signal }: RunOptions): Promise<Result<void>> {
  if (signal?.aborted) return failure({ code: 'cancelled' });
  const leave = () => link.disconnect();
  signal?.addEventListener('abort', leave, { once: true });
  const connected = await link.connect({ mayAsk });
  signal?.removeEventListener('abort', leave);
  return signal?.aborted ? failure({ code: 'cancelled' }) : connected;
}

/** Milliseconds since the epoch by a machine's own clock; null where its `date` knows no milliseconds. */
function timeThere() {
  return readingCommand(['date', '+%s%3N'], { ...SHORT, rights: 'none' }, (text) => success(/^\d{13}\n?$/.test(text) ? Number(text) : null));
}
