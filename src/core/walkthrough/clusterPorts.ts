/** The ports by which the parts of a cluster reach one another: pcsd, pacemaker_remote, dlm, corosync. */
export const clusterPorts = ['2224/tcp', '3121/tcp', '21064/tcp', '5405/udp'] as const;
export type ClusterPort = (typeof clusterPorts)[number];
export type Protocol = 'tcp' | 'udp';

/** The numbers of those of a protocol. */
export function numbersOf(ports: readonly ClusterPort[], protocol: Protocol): readonly number[] {
  return ports.filter((each) => each.endsWith(protocol)).map((each) => Number.parseInt(each, 10));
}
