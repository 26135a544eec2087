import assert from 'node:assert/strict';
import { clusterRows } from '../../src/render/clusterRows';
import { staleText } from '../../src/render/clusterStateText';
import { drawnRows } from '../unit/render/drawnRows';
import { t } from '../unit/render/plainTranslate';
import { agrees, isWhole } from './agreement';
import { type Followed, soonMs } from './followed';
import type { LabHost } from './labHost';
import { useLab } from './labTests';
import { silence } from './silence';
import { followThroughOne, isTakenOver } from './takenOver';

describe('Another host answers when the one that did', function () {
  this.timeout(240_000);
  const tests = useLab();
  const { lab, hosts, test, change, afterwards } = tests;

  /** All is well again by itself, and what changes is told of by the host that answers now. */
  async function isAsBefore(followed: Followed): Promise<void> {
    await followed.untilLive('all is well again', isWhole, 150_000);
    await followed.untilLive('both hosts tell', ({ watch }) => watch.cluster.kind === 'told' && watch.libvirt.length === 2, 30_000);
    await agrees(followed, hosts);
    await change(lab.host('host1'), 'attrd_updater --name lab-test --update after', 'attrd_updater --name lab-test --delete');
    await followed.untilLive('a change', ({ last }) => last.nodes.some(({ attributes }) => attributes['lab-test'] === 'after'), soonMs);
  }

  /** The rows stayed meanwhile, and it was said of what time they were. */
  function wasStale({ told }: Followed, since: number): void {
    const [stale] = told.filter(({ at, state }) => at >= since && state.kind === 'stale' && state.last !== null);
    assert.ok(stale !== undefined, 'It was not shown as stale.');
    assert.match(staleText(stale.state, stale.at, t) ?? '', /^No answer since \d\d:\d\d:\d\d\. This was so at \d\d:\d\d:\d\d and may have changed\.$/);
  }
  const isGone = (host: LabHost) => ({ last }: { readonly last: NonNullable<Followed['state']['last']> }) => last.nodes.some(({ name, online }) => name === host.name && !online);

  test('cannot be reached any more', async () => {
    const one = await followThroughOne(tests);
    const since = Date.now();
    const letThrough = await silence(change, lab, one.answering);
    await isTakenOver(one, since);
    wasStale(one.followed, since);
    const { state } = one.followed;
    assert.deepEqual(state.kind === 'live' && state.notes.map(({ host, fault }) => [host, fault.code]), [[one.answering.name, 'host-silent']]);
    assert.match(drawnRows(clusterRows([one.followed], 'lab', Date.now(), t)), new RegExp(`${one.answering.name}\\b.*not answering`));
    await letThrough();
    await isAsBefore(one.followed);
  });

  test('has stopped its cluster', async () => {
    const one = await followThroughOne(tests);
    const began = Date.now();
    const start = await change(one.answering, 'systemctl stop corosync', 'pcs cluster start');
    await isTakenOver(one, began, Date.now());
    await one.followed.untilLive('it is gone from the rows', isGone(one.answering), soonMs);
    await start();
    await isAsBefore(one.followed);
  });

  test('hangs', async () => {
    const one = await followThroughOne(tests);
    afterwards(() => one.answering.thaw());
    const since = Date.now();
    await one.answering.freeze();
    await isTakenOver(one, since);
    wasStale(one.followed, since);
    await one.followed.untilLive('it is gone from the rows', isGone(one.answering), 30_000);
    await isAsBefore(one.followed);
  });

  test('has lost its power', async () => {
    const one = await followThroughOne(tests);
    afterwards(() => one.answering.restoreLink());
    const since = Date.now();
    // Without its network first, the kernel that it shares with this machine would say goodbye for it.
    await one.answering.cutLink();
    await one.answering.powerOff();
    await isTakenOver(one, since);
    wasStale(one.followed, since);
    await one.followed.untilLive('it is gone from the rows', isGone(one.answering), 30_000);
    await one.answering.restoreLink();
    await isAsBefore(one.followed);
  });
});
