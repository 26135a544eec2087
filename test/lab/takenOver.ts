import assert from 'node:assert/strict';
import { follow, type Followed, quiet } from './followed';
import type { LabHost } from './labHost';
import type { LabTests } from './labTests';

/** Milliseconds in which another host answers when the one that did does not. */
export const takeoverMs = 5_000;

/** Follows the cluster through the host that runs no guest: what happens to it does not happen to a guest as well, which would take its time. */
export async function followThroughOne(tests: LabTests): Promise<{ readonly followed: Followed; readonly answering: LabHost; readonly other: LabHost }> {
  const [host1, host2] = tests.hosts as readonly [LabHost, LabHost];
  const guests = await Promise.all([host1, host2].map(async (host) => (await host.run('virsh list --name')).stdout.trim()));
  const [answering, other] = guests[0] === '' ? [host1, host2] : [host2, host1];
  const followed = await follow(tests, [answering.name, other.name]);
  await followed.untilLive('both hosts tell', ({ watch }) => watch.cluster.kind === 'told' && watch.libvirt.length === 2, 15_000);
  await quiet(followed);
  assert.equal(followed.state.last?.host, answering.name);
  return { followed, answering, other };
}

/** Waits until the other host answers, which has to be so within five seconds of `failed`. Since `began` the rows have stayed, current or marked stale. */
export async function isTakenOver({ followed, other }: { readonly followed: Followed; readonly other: LabHost }, began: number, failed = began): Promise<void> {
  await followed.untilLive(`${other.name} answers`, ({ last }) => last.host === other.name, failed + takeoverMs - Date.now());
  const meanwhile = followed.told.filter(({ at }) => at >= began).map(({ state }) => state);
  for (const state of meanwhile) assert.ok(state.kind === 'live' || state.kind === 'stale', state.kind);
  const rows = new Set(meanwhile.map(({ last }) => last?.resources.length));
  assert.equal(rows.size, 1, `The number of resources that were shown was ${[...rows].join(', ')}.`);
}
