import assert from 'node:assert/strict';
import type { Task } from '../../../src/core/change/task';
import type { PracticeCluster } from '../../../src/practice/practiceCluster';
import { fromPinned } from '../../../src/remote/endpoint';
import { ChangeLog } from '../../../src/session/changeLog';
import type { Outcome, ReadyPlan } from '../../../src/session/changeOutcome';
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

/** A session with all hosts of a practice cluster, each by a real SSH connection. Where no cluster runs there is nothing to read, and it is connected all the same. */
export async function sessionWith(cluster: PracticeCluster): Promise<ClusterSession> {
  const links = linksIn(createSurroundings());
  const access = new Map(cluster.hosts.map((host) => [host.name, host]));
  const session = new ClusterSession(
    { id: 'p', name: 'practice', hosts: [...access.keys()].map((target) => ({ target, libvirtUri: 'qemu:///system' })), practice: true, readOnly: false },
    {
      openLink: ({ target }) => links(fromPinned({ target, ...(access.get(target) ?? assert.fail(target)) })),
      documents: readInPlace, clock, intervalMs: () => 1_000, changeLog: new ChangeLog(),
    },
  );
  session.setAttention('visible');
  await session.connect({ mayAsk: false });
  return session;
}

/** Has a change made as a person would who confirms it, once more where something has changed meanwhile. */
export async function changedBy(session: ClusterSession, task: Task): Promise<void> {
  const planned = await session.changes.prepare(task);
  assert.ok(planned.ok, `${task.kind}: ${JSON.stringify(planned)}`);
  const run = async (plan: ReadyPlan, again: number): Promise<Outcome> => {
    const outcome = await session.changes.carryOut(plan, { mayAsk: false, signal: new AbortController().signal, onStep: () => undefined });
    return outcome.kind === 'changed' && again > 0 ? run(outcome.now, again - 1) : outcome;
  };
  const outcome = await run(planned.value, 10);
  assert.equal(outcome.kind, 'done', `${task.kind}: ${JSON.stringify(outcome)}`);
}
