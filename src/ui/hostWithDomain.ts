import type { Subject } from '../render/row';
import type { ClusterSession } from '../session/clusterSession';

/**
 * The configured host whose libvirt has the guest, null where none is known to; rows name hosts as the cluster does.
 * Two machines may have one name where no resource manages them: then it is the one on the row's own host.
 */
export function hostWithDomain(session: Pick<ClusterSession, 'state' | 'definition' | 'hostOfNode'>, { guest, host: named }: Extract<Subject, { kind: 'guest' }>): string | null {
  const guests = (session.state.last?.guests ?? []).filter(({ name }) => name === guest);
  const domains = guests.flatMap((each) => each.domains);
  const host = domains.find((domain) => domain.host === named)?.host ?? domains[0]?.host;
  if (host === undefined) return null;
  return session.hostOfNode(host) ?? session.definition.hosts.find(({ target }) => target === host)?.target ?? null;
}
