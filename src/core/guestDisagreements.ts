import { isSettled } from './guestState';
import type { HostDomains } from './joinGuests';
import type { ClusterNode, Disagreement, Guest, Resource } from './snapshot';

/**
 * Where libvirt and Pacemaker contradict each other about one guest. Only hosts whose libvirt answered and that are cluster nodes
 * can contradict; while Pacemaker is starting, stopping or moving the guest, or holds it for failed, nothing does.
 */
export function guestDisagreements(
  machine: Resource,
  domains: Guest['domains'],
  { nodes, domains: answered }: { readonly nodes: readonly ClusterNode[]; readonly domains: readonly HostDomains[] },
): readonly Disagreement[] {
  if (!isSettled(machine)) return [];
  const clusterNodes = new Set(nodes.filter((node) => node.kind === 'cluster').map((node) => node.name));
  const known = domains.filter((place) => clusterNodes.has(place.host));
  const running = known.filter((place) => place.id !== null);
  const [first] = running;
  const twice: readonly Disagreement[] = running.length > 1 ? [{ code: 'runs-twice', hosts: running.map((place) => place.host) }] : [];

  const [started] = machine.nodes;
  if (started === undefined) {
    return machine.active ? twice : [...running.map((place): Disagreement => ({ code: 'runs-but-stopped', host: place.host })), ...twice];
  }
  const here = known.find((place) => place.host === started);
  if (here && here.id !== null) {
    const paused: readonly Disagreement[] = NOT_WORKING.has(here.state) ? [{ code: 'paused', host: started, domainState: here.state }] : [];
    return [...paused, ...twice];
  }
  const answeredHere = clusterNodes.has(started) && answered.some((host) => host.host === started);
  if (first) return answeredHere ? [{ code: 'runs-elsewhere', cluster: started, libvirt: first.host }, ...twice] : twice;
  return answeredHere ? [{ code: 'started-but-not-running', host: started, domainState: here?.state ?? null }] : [];
}

/** A machine in one of these states exists and does nothing. */
const NOT_WORKING = new Set(['paused', 'pmsuspended', 'crashed']);
