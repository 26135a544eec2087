import assert from 'node:assert/strict';
import type { PracticeCluster } from '../../../src/practice/practiceCluster';
import { ChangeLog } from '../../../src/session/changeLog';
import { ClusterSession } from '../../../src/session/clusterSession';
import { readInPlace } from '../../../src/session/documentReader';
import { createSurroundings, endpointTo, linksIn } from '../../unit/remote/doubles';
import { clock } from './practiceClient';

/** A session with the first host of a practice cluster, by a real SSH connection, which has been read. */
export async function connected(cluster: PracticeCluster, { readOnly = false, changeLog = new ChangeLog() } = {}): Promise<ClusterSession> {
  const { port, user, privateKey, hostKey } = cluster.hosts[0]!;
  const openLink = () => linksIn(createSurroundings())(endpointTo({ port, hostKey: { privateKey: '', publicKey: hostKey, type: 'ssh-ed25519' } }, { user, identities: { kind: 'key', privateKey } }));
  const session = new ClusterSession(
    { id: 'p', name: 'practice', hosts: [{ target: 'example-host', libvirtUri: 'qemu:///system' }], practice: true, readOnly },
    { openLink, documents: readInPlace, clock, intervalMs: () => 10_000, changeLog },
  );
  session.setAttention('visible');
  assert.deepEqual(await session.connect({ mayAsk: false }), { ok: true, value: undefined });
  return session;
}
