import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClusterSnapshot } from '../../src/core/snapshot';
import { leaves } from '../../src/render/leaves';
import { viewRows } from '../../src/render/viewFrame';
import { t } from '../unit/render/plainTranslate';
import { agrees } from './agreement';
import { follow, type Followed, quiet, soonMs } from './followed';
import type { LabHost } from './labHost';
import { mustRunOn, useLab } from './labTests';

describe('A change in a real cluster is shown at once', () => {
  const tests = useLab();
  const { lab, hosts, test, change } = tests;
  const host1 = lab.host('host1');
  /** Milliseconds from the end of each change until it was shown; none where it was shown before that. */
  const took: number[] = [];

  /** Follows the cluster until it has been quiet, changes something, and a second after that was shown, changes it back. */
  async function changes({ on = host1, to, shows, back }: { on?: LabHost; to: string; shows: (last: ClusterSnapshot) => boolean; back: string }): Promise<Followed> {
    const followed = await follow(tests);
    await quiet(followed);
    assert.ok(!shows(followed.state.last!), 'It is shown before it is so.');
    await change(on, to, back);
    const changed = Date.now();
    took.push(await followed.untilLive('the change', ({ last }) => shows(last), soonMs) - changed);
    await pause(1_000);
    await mustRunOn(on, back);
    const changedBack = Date.now();
    took.push(await followed.untilLive('the change back', ({ last }) => !shows(last), soonMs) - changedBack);
    assert.equal(followed.session.state.kind === 'live' && followed.session.state.watch.cluster.kind, 'told');
    return followed;
  }

  test('of an attribute of a node', async () => {
    await changes({
      to: 'attrd_updater --name lab-test --update 1',
      shows: ({ nodes }) => nodes.some(({ name, attributes }) => name === 'host1' && attributes['lab-test'] === '1'),
      back: 'attrd_updater --name lab-test --delete',
    });
  });

  test('of the configuration', async () => {
    await changes({
      to: 'crm_attribute --type crm_config --name cluster-delay --update 61s',
      shows: ({ properties }) => properties['cluster-delay'] === '61s',
      back: 'crm_attribute --type crm_config --name cluster-delay --delete',
    });
  });

  test('of a resource that fails, and is cleaned up', async () => {
    const followed = await follow(tests);
    const fake = leaves(followed.state.last!.resources).find(({ id }) => id === 'FAKE1');
    await changes({
      to: `crm_resource --fail --resource FAKE1 --node ${fake?.nodes[0]}`,
      shows: ({ failures }) => failures.some(({ resource }) => resource === 'FAKE1'),
      back: 'crm_resource --cleanup --resource FAKE1',
    });
  });

  test('of a node on standby', async () => {
    const followed = await follow(tests);
    const node = hosts.find(({ name }) => name !== guestHost(followed))?.name;
    const after = await changes({
      to: `crm_attribute --node ${node} --name standby --update on`,
      shows: ({ nodes }) => nodes.some(({ name, standby }) => name === node && standby),
      back: `crm_attribute --node ${node} --name standby --delete`,
    });
    await agrees(after, hosts);
  });

  test('of a guest node that is paused and resumed behind the cluster\'s back', async () => {
    const followed = await follow(tests);
    const host = hosts.find(({ name }) => name === guestHost(followed));
    assert.ok(host, 'guest1 runs on no host.');
    const row = () => viewRows('guests', followed, t).find(({ label }) => label === 'guest1')?.description ?? '';
    assert.match(row(), /^guest node online, on host\d$/);
    await change(host, 'virsh suspend guest1', '[ "$(virsh domstate guest1)" = running ] || virsh resume guest1');
    await followed.untilLive('it is paused', ({ last }) => guest(last)?.domainState === 'paused', soonMs);
    assert.match(row(), /libvirt and Pacemaker disagree/);
    await mustRunOn(host, 'virsh resume guest1');
    await followed.untilLive('it runs', ({ last }) => guest(last)?.domainState === 'running', soonMs);
    assert.match(row(), /^guest node online, on host\d$/);
  });

  test('of a guest that the cluster does not manage', async () => {
    await changes({
      on: lab.host('host2'),
      to: 'virsh start --paused guest2',
      shows: ({ guests }) => guests.some(({ name, domainState }) => name === 'guest2' && domainState === 'paused'),
      back: 'virsh destroy guest2 || [ "$(virsh domstate guest2)" = "shut off" ]',
    });
  });

  it('of most within a second', () => {
    const sorted = [...took].sort((one, other) => one - other);
    process.stdout.write(`      shown after ${sorted.join(', ')} ms\n`);
    assert.ok(sorted.length >= 10, `only ${sorted.length} changes`);
    assert.ok((sorted[Math.floor(sorted.length / 2)] ?? Infinity) < 1_000, sorted.join());
  });
});

const guest = (last: ClusterSnapshot) => last.guests.find(({ name }) => name === 'guest1');
const guestHost = ({ state }: Followed) => state.last && guest(state.last)?.host;
