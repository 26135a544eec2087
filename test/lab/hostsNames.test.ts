import assert from 'node:assert/strict';
import { follow, soonMs } from './followed';
import { mustRunOn, useLab } from './labTests';
import { becomes, killSessions, sessionsOn } from './openThings';
import { silence } from './silence';

describe('A host that only the cluster has named', () => {
  const tests = useLab();
  const { lab, test, change } = tests;
  const [host1, host2] = [lab.host('host1'), lab.host('host2')];
  /** What sshd has written of connections, whether they came to anything or not. */
  const written = async () => (await mustRunOn(host2, 'journalctl --unit=ssh --quiet --no-pager --output=cat | wc -l')).trim();

  test('is never connected to, not even when the one that was configured is gone', async () => {
    const before = await written();
    const followed = await follow(tests, ['host1']);
    assert.ok(followed.state.last?.nodes.some(({ name, online }) => name === 'host2' && online));
    await change(host2, 'attrd_updater --name lab-test --update 1', 'attrd_updater --name lab-test --delete');
    await followed.untilLive('a change on host2', ({ last }) => last.nodes.some(({ name, attributes }) => name === 'host2' && attributes['lab-test'] === '1'), soonMs);

    const letThrough = await silence(change, lab, host1);
    await followed.until('host1 is gone', ({ kind, last }) => kind === 'stale' && last !== null, 10_000);
    await letThrough();
    await followed.untilLive('host1 is back', () => true, 30_000);
    await killSessions(host1);
    await followed.until('host1 has hung up', ({ kind, last }) => kind === 'stale' && last !== null, 10_000);
    await followed.untilLive('host1 is back', () => true, 30_000);

    assert.deepEqual(followed.opened, ['host1']);
    assert.deepEqual([...new Set(followed.commands.map(({ host }) => host))], ['host1']);
    assert.deepEqual(await sessionsOn(host2), []);
    assert.equal(await written(), before);
    // It would have been written.
    await follow(tests, ['host2']);
    await becomes(true, async () => Number(await written()) > Number(before), 5_000);
  });
});
