import assert from 'node:assert/strict';
import { clusterRows } from '../../src/render/clusterRows';
import { t } from '../unit/render/plainTranslate';
import { follow, type Followed, quiet, soonMs } from './followed';
import { type LabTests, mustRunOn, useLab } from './labTests';
import { becomes, sessionsOn } from './openThings';

describe('What tells of changes on real hosts', function () {
  this.timeout(240_000);
  const tests = useLab();
  const { lab, hosts, test, change } = tests;
  const host2 = lab.host('host2');
  const answeringHost = ({ state }: Followed) => lab.host(state.last?.host === 'host1' ? 'host1' : 'host2');

  test('is named in the tooltip of the cluster, with what it told last', async () => {
    const followed = await follow(tests);
    await followed.untilLive('everything tells', ({ watch }) => watch.libvirt.length === 2 && watch.cluster.kind === 'told', 10_000);
    await quiet(followed);
    const begun = Date.now();
    await attribute(tests, '1');
    await followed.untilLive('the change', showsAttribute('1'), soonMs);
    const said = (name: string) => tooltip(followed).find((line) => line.name === name)?.value ?? '';
    const answering = followed.state.last?.host;
    assert.equal(said('Changes'), `crm_mon on ${answering} tells of them at once`);
    assert.equal(said('Guests'), 'libvirt of host1 and host2 tells by itself');
    const [, at = '', source] = /^(\S+ \S+), (.+)$/.exec(said('Last event')) ?? [];
    assert.equal(source, `crm_mon on ${answering}`);
    assert.ok(Math.abs(new Date(at).getTime() - begun) < 3_000, said('Last event'));
  });

  test('leaves nothing running on a host when nobody follows any more', async () => {
    const before = await Promise.all(hosts.map(sessionsOn));
    const followed = await follow(tests);
    await followed.untilLive('everything tells', ({ watch }) => watch.libvirt.length === 2 && watch.cluster.kind === 'told', 10_000);
    const running = (await sessionsOn(answeringHost(followed))).join('\n');
    assert.match(running, /crm_mon --interval=1$/m);
    assert.match(running, /virsh .* event /m);
    followed.session.dispose();
    await becomes(before, () => Promise.all(hosts.map(sessionsOn)), 10_000);
  });

  test('is started again when it is killed, and what changed meanwhile is read', async () => {
    const followed = await follow(tests);
    await quiet(followed);
    await mustRunOn(answeringHost(followed), `pkill -KILL -f '${crmMon}'`);
    await followed.untilLive('it is gone', ({ watch }) => watch.cluster.kind === 'lookedFor', soonMs);
    await attribute(tests, '2');
    await followed.untilLive('it tells again', ({ watch }) => watch.cluster.kind === 'told', 5_000);
    await followed.untilLive('the change', showsAttribute('2'), soonMs);
    await quiet(followed);
    await attribute(tests, '3');
    await followed.untilLive('the next change', showsAttribute('3'), soonMs);
  });

  test('may be late: the slow look finds what it does not tell of, and a paused program ends with the connection', async () => {
    const followed = await follow(tests);
    await quiet(followed);
    const answering = answeringHost(followed);
    await change(answering, `pkill -STOP -f '${crmMon}'`, `pkill -CONT -f '${crmMon}' || true`);
    await attribute(tests, '4');
    const changed = Date.now();
    const shown = await followed.untilLive('the change', showsAttribute('4'), 35_000);
    assert.ok(followed.readingsSince(changed).length > 0 && shown > changed);
    followed.session.dispose();
    await becomes([], async () => (await sessionsOn(answering)).filter((words) => words.includes('crm_mon --interval')), 10_000);
  });

  test('may tell of less than there is: a constraint that came without a new epoch is found by the slow look', async () => {
    const followed = await follow(tests);
    await quiet(followed);
    await change(lab.host('host1'), `cibadmin --modify --allow-create --scope constraints --xml-text '<rsc_location id="lab-bare" rsc="FAKE1" node="host2" score="7"/>'`, 'cibadmin --delete --force --xpath \'//rsc_location[@id="lab-bare"]\'');
    await followed.untilLive('the constraint', ({ last }) => last.constraints.some(({ id }) => id === 'lab-bare'), 35_000);
  });

  test('goes on about guests when libvirtd is started anew', async () => {
    const followed = await follow(tests);
    await followed.untilLive('libvirt tells', ({ watch }) => watch.libvirt.includes('host2'), 10_000);
    await quiet(followed);
    const since = followed.told.length;
    await mustRunOn(host2, 'systemctl restart libvirtd');
    await followed.untilLive('libvirt tells again', ({ watch }) => watch.libvirt.includes('host2') && lostWatch(followed, since), 15_000);
    await quiet(followed);
    await change(host2, 'virsh start --paused guest2', 'virsh destroy guest2');
    await followed.untilLive('guest2 is there', ({ last }) => last.guests.some(({ name, domainState }) => name === 'guest2' && domainState === 'paused'), soonMs);
    assert.deepEqual(followed.state.kind === 'live' && followed.state.notes, []);
  });
});

/** Fits its command line, and not that of a program that looks for it. */
const crmMon = 'crm_mon --interva[l]';

async function attribute({ lab, change }: LabTests, value: string): Promise<void> {
  await change(lab.host('host1'), `attrd_updater --name lab-test --update ${value}`, 'attrd_updater --name lab-test --delete');
}

const showsAttribute = (value: string) => ({ last }: { readonly last: NonNullable<Followed['state']['last']> }) =>
  last.nodes.some(({ attributes }) => attributes['lab-test'] === value);

function lostWatch({ told }: Followed, since: number): boolean {
  return told.slice(since).some(({ state }) => state.kind === 'live' && !state.watch.libvirt.includes('host2'));
}

function tooltip(followed: Followed) {
  return clusterRows([followed], null, Date.now(), t)[0]?.tooltip.build().lines ?? [];
}
