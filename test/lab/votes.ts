import { type LabTests, mustRunOn } from './labTests';

/** Gives a host two of three votes for the length of a test, so that the other has no quorum alone. */
export async function weigh({ lab, hosts, change }: LabTests, heavy: string): Promise<void> {
  for (const host of hosts) {
    await change(host, `
      cp /etc/corosync/corosync.conf /root/corosync.conf
      sed -i -e '/two_node/d' -e '/name: ${heavy}$/a quorum_votes: 2' /etc/corosync/corosync.conf`,
    'mv /root/corosync.conf /etc/corosync/corosync.conf; corosync-cfgtool -R');
  }
  await mustRunOn(lab.host('host1'), 'corosync-cfgtool -R; corosync-quorumtool -s || true');
}
