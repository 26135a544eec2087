import { untilAtRest } from '../core/commands/rest';
import type { Fault } from '../core/fault';
import type { HostReader } from './hostReader';

/**
 * What a host says of whether its cluster has anything left to do.
 * untold  it has no way to say so: crm_resource is missing or may not be run there
 * lost    it was lost, or hangs: it or another may say so later
 */
export type RestTold = 'at-rest' | 'moving' | 'untold' | 'lost';

/** Waits until the cluster has nothing left to do, as long as the host's program waits. Never asks for a password. */
export async function awaitRest(host: HostReader | undefined, signal: AbortSignal): Promise<RestTold> {
  if (host?.canBeAsked !== true) return 'lost';
  if (host.onlyPcs !== null) return 'untold';
  const told = await host.link.run(untilAtRest(), { mayAsk: false, signal });
  return told.ok ? told.value : isPassing(told.fault) ? 'lost' : 'untold';
}

function isPassing({ code }: Fault): boolean {
  return code === 'link-lost' || code === 'disconnected' || code === 'command-timeout' || code === 'output-cut' || code === 'channel-refused' || code === 'cancelled';
}
