import assert from 'node:assert/strict';
import { viewFrame, viewRows } from '../../src/render/viewFrame';
import type { LiveState } from '../../src/session/clusterState';
import { t } from '../unit/render/plainTranslate';
import { agrees, isWhole } from './agreement';
import { type Followed, soonMs } from './followed';
import { useLab } from './labTests';
import { followThroughOne } from './takenOver';

describe('A libvirt that does not answer on one host', function () {
  this.timeout(240_000);
  const tests = useLab();
  const { lab, hosts, test, change } = tests;

  /** The cluster is followed as if nothing were. */
  async function followsOn({ untilLive }: Followed, value: string): Promise<void> {
    await change(lab.host('host1'), `attrd_updater --name lab-test --update ${value}`, 'attrd_updater --name lab-test --delete');
    await untilLive('a change', ({ last }) => last.nodes.some(({ attributes }) => attributes['lab-test'] === value), soonMs);
  }

  async function isAsBefore(followed: Followed, host: string): Promise<void> {
    await followed.untilLive('all is well again', isWhole, 45_000);
    await followed.untilLive('libvirt tells', ({ watch }) => watch.libvirt.includes(host), 45_000);
    await agrees(followed, hosts);
  }

  const noted = ({ notes }: LiveState) => notes.map(({ host, fault }) => [host, fault.code]);
  const isKnown = (host: string) => ({ last }: LiveState) => last.guests.some(({ domains }) => domains.some((domain) => domain.host === host));

  test('because it was stopped is missing for that host only, and comes back', async () => {
    const { followed, answering } = await followThroughOne(tests);
    const { name } = answering;
    const start = await change(answering, 'systemctl stop libvirtd.socket libvirtd-ro.socket libvirtd-admin.socket libvirtd.service', 'systemctl start libvirtd.socket libvirtd-ro.socket libvirtd-admin.socket');
    await followed.untilLive('it is noted', ({ notes }) => notes.length > 0, 15_000);
    const { state } = followed;
    assert.ok(state.kind === 'live');
    assert.deepEqual(noted(state), [[name, 'command-failed']]);
    assert.match(viewFrame('guests', followed, viewRows('guests', followed, t), Date.now(), t).message, new RegExp(`^Some guests are missing: virsh on ${name} failed with exit status 1: failed to connect to the hypervisor\\. `));
    assert.equal(viewFrame('nodes', followed, viewRows('nodes', followed, t), Date.now(), t).message, '');
    await followsOn(followed, 'stopped');
    await start();
    await isAsBefore(followed, name);
  });

  test('because it hangs delays nothing else', async () => {
    const { followed, answering, other } = await followThroughOne(tests);
    // Not on the host that runs the guest: Pacemaker asks libvirt there how it is.
    const letGoOn = await change(answering, 'pkill -STOP -x libvirtd', 'pkill -CONT -x libvirtd');
    await followsOn(followed, 'hanging');
    const asked = Date.now();
    const read = await followed.session.refresh({ mayAsk: true });
    assert.ok(read.ok && Date.now() - asked < soonMs, `A reading took ${Date.now() - asked} ms.`);
    await change(other, 'virsh suspend guest1', '[ "$(virsh domstate guest1)" = running ] || virsh resume guest1');
    await followed.untilLive('a guest of the other host is paused', ({ last }) => last.guests.some(({ name, domainState }) => name === 'guest1' && domainState === 'paused'), soonMs);
    // What it listed before is not held to be so for long.
    await followed.untilLive('nothing is said of its guests', (state) => !isKnown(answering.name)(state), 5_000);
    await followed.untilLive('it is noted', ({ notes }) => notes.length > 0, 20_000);
    const { state } = followed;
    assert.deepEqual(state.kind === 'live' && noted(state), [[answering.name, 'command-timeout']]);
    await followsOn(followed, 'hangs');
    await letGoOn();
    await isAsBefore(followed, answering.name);
  });
});
