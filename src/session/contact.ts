import type { Fault } from '../core/fault';
import type { ClusterDefinition } from './clusterState';
import type { HostReader } from './hostReader';
import { lifeDeadlineMs } from './pulse';

/** What is said of a host that is connected and gives no sign of life. */
export function silence({ target }: HostReader): Fault {
  return { code: 'host-silent', host: target, forMs: lifeDeadlineMs };
}

/** Why none of these hosts can be asked; `otherwise` where no link says so, if there is one. */
export function contactFault(hosts: readonly HostReader[], { name }: ClusterDefinition, otherwise: Fault | null): Fault {
  for (const host of hosts) {
    const { state } = host.link;
    if (host.connected && host.pulse.silent) return silence(host);
    if (state.kind === 'waiting') return state.fault;
    if (state.kind === 'closed' && state.fault !== null) return state.fault;
  }
  return otherwise ?? { code: 'disconnected', host: hosts[0]?.target ?? name };
}

/** Hosts that can be asked: the one that answered last, then the others, at last those that left a question open. */
export function hostsInOrder(hosts: readonly HostReader[], answering: HostReader | null): readonly HostReader[] {
  const rank = (host: HostReader) => (host.distrusted ? 2 : host === answering ? 0 : 1);
  return hosts.filter((host) => host.connected && !host.pulse.silent).sort((a, b) => rank(a) - rank(b));
}
