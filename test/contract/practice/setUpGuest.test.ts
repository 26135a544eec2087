import assert from 'node:assert/strict';
import type { GuestChoice } from '../../../src/core/walkthrough/guestSituation';
import { nextOf, type Progress } from '../../../src/core/walkthrough/progress';
import type { StepId } from '../../../src/core/walkthrough/step';
import type { PracticeCluster } from '../../../src/practice/practiceCluster';
import type { ClusterSession } from '../../../src/session/clusterSession';
import { followRecovery } from '../../../src/session/followRecovery';
import { PracticeClient, start } from './practiceClient';
import { changedBy, sessionWith } from './practiceSession';
import { stepDriver } from './stepDriver';

const guest: GuestChoice = { domain: 'guest1', node: 'guest1', user: 'root', address: null, way: 'hand' };

describe('The set-up of a guest node, on practice hosts', function () {
  this.timeout(240_000);
  let cluster: PracticeCluster | undefined;
  let session: ClusterSession | undefined;
  afterEach(async () => {
    session?.dispose();
    await cluster?.dispose();
  });

  const standings = (all: Iterable<Progress>) => [...all].map(({ step: { id }, standing }) => `${id} ${standing}`);
  const hostSteps: readonly StepId[] = ['firewall', 'software', 'pcsd', 'corosync', 'virtualisation', 'virtualisation', 'start'];
  const guestSteps: readonly StepId[] = ['reach', 'guestFirewall', 'remote', 'guestKey', 'remoteRuns', 'hostNames', 'domainFile', 'shutDown', 'guestNode', 'dummies', 'placement'];

  for (const [template, way] of [['bare-host', 'hand'], ['two-bare-hosts', 'pcs']] as const) {
    it(`is led from nothing to a guest that was lost, has come back and is cleaned up: ${template}, by ${way}`, async function () {
      cluster = await start(this, { template });
      session = await sessionWith(cluster);
      const [live, practice] = [session, cluster];
      const followed = followRecovery(live, guest.node, () => undefined);
      const driver = stepDriver(live, { ...guest, way }, () => followed.seen);
      const taken: StepId[] = [];
      for (let next = nextOf([...(await driver.progress()).values()]); next !== null; next = nextOf([...(await driver.progress()).values()])) {
        taken.push(next.step.id);
        assert.ok(taken.length < 25, taken.join(' '));
        await driver.step(next.step.id);
        // Resources start nowhere as long as nothing can fence a host: on several hosts that is for a person to say.
        if (next.step.id === 'start' && template === 'two-bare-hosts') await changedBy(live, { kind: 'setProperty', name: 'stonith-enabled', value: 'false' });
        await practice.settled();
      }
      assert.deepEqual(taken, [...hostSteps, ...(template === 'bare-host' ? ['trial'] : []), ...guestSteps]);
      assert.deepEqual(live.state.last?.guests.map(({ name, node, state }) => [name, node, state]), [['guest1', 'guest1', 'online']]);

      assert.equal((await driver.step('kill')).standing, 'done');
      await practice.settled();
      assert.equal((await driver.of('recovery')).standing, 'done');
      assert.equal(followed.seen?.moments.at(-1)?.event, 'returned');
      assert.equal((await driver.step('cleanup')).standing, 'done');
      const end = standings((await driver.progress()).values());
      assert.deepEqual(end.filter((each) => !/ (done|unneeded)$/.test(each)), []);
      assert.equal(nextOf([...(await driver.progress()).values()]), null);
      assert.equal(live.state.last?.failures.length, 0);

      const client = await PracticeClient.connect(practice);
      try {
        const status = await client.must('pcs status');
        assert.match(status, /GuestOnline: \[ guest1 \]/);
        assert.match(status, /FAKE3\s+\(ocf:+pacemaker:Dummy\):\s+Started guest1/);
        assert.doesNotMatch(status, /Failed Resource Actions/);
      } finally {
        client.end();
      }
    });
  }

  it('leaves a guest that is a node where it runs, and has no libvirt start it beside the cluster', async function () {
    cluster = await start(this, { template: 'two-hosts' });
    session = await sessionWith(cluster);
    const live = session;
    const driver = stepDriver(live, guest);
    assert.equal((await driver.of('shutDown')).standing, 'unneeded');
    const { host } = live.state.last?.guests.find(({ name }) => name === 'guest1') ?? assert.fail();
    const index = cluster.hosts.findIndex(({ name }) => name !== host);
    const client = await PracticeClient.connect(cluster, index);
    try {
      await client.must('virsh define /etc/pacemaker/guest1.xml');
      assert.equal((await driver.of('shutDown')).standing, 'unneeded', 'that it is only known there is no harm');
      await client.must('virsh autostart guest1');
      const { standing, findings, plan } = await driver.of('shutDown');
      assert.deepEqual([standing, findings.map(({ evidence }) => evidence)], ['missing', [{ code: 'autostarts-managed', domain: 'guest1', resource: 'vm-guest1', on: [cluster.hosts[index]?.name] }]]);
      assert.deepEqual(plan.kind === 'commands' ? plan.machines.map(({ commands }) => commands.map((words) => words.join(' '))) : null, [['virsh --connect qemu:///system autostart --disable --domain guest1']]);
      assert.equal((await driver.step('shutDown')).standing, 'unneeded');
      assert.match(await client.must('virsh dominfo guest1'), /^State: +shut off$[^]*^Autostart: +disable$/m);
      assert.deepEqual(live.state.last?.guests.find(({ name }) => name === 'guest1')?.state, 'online', 'it runs on');
    } finally {
      client.end();
    }
  });

  it('has nothing to do for a guest that is a node, whose loss is seen as it happens', async function () {
    cluster = await start(this, { template: 'one-host', waveMs: 400 });
    session = await sessionWith(cluster);
    const [live, practice] = [session, cluster];
    const watched = practice.onDidChange(() => void live.refresh({ mayAsk: false }));
    const followed = followRecovery(live, guest.node, () => undefined);
    const driver = stepDriver(live, guest, () => followed.seen);
    const before = await driver.progress();
    assert.deepEqual(standings(before.values()).filter((each) => !/ (done|unneeded)$/.test(each)), ['kill missing', 'recovery missing']);
    assert.equal(nextOf([...before.values()]), null);

    const client = await PracticeClient.connect(practice);
    const way = await client.forward('192.168.122.10', 22);
    const wayEnded = new Promise((resolve) => way.on('close', resolve).resume());
    for (const [address, port] of [['192.168.122.10', 3121], ['192.168.122.2', 22], ['127.0.0.1', 22]] as const) await assert.rejects(client.forward(address, port), /open failure/, address);

    await driver.step('kill');
    await practice.settled();
    await live.refresh({ mayAsk: false });
    watched.dispose();
    // Its machine was switched off, and with it whoever was inside.
    await wayEnded;
    client.end();
    // Of what is over between two readings nothing is seen.
    const events = followed.seen?.moments.map(({ event }) => event) ?? [];
    assert.deepEqual([events[0], events.at(-1)], ['failed', 'returned']);
    assert.ok(events.some((event) => event === 'stopping' || event === 'starting'), events.join(' '));
    const after = await driver.progress();
    assert.deepEqual(['recovery', 'cleanup', 'guestTools', 'remoteRuns'].map((id) => after.get(id as StepId)?.standing), ['done', 'missing', 'done', 'done']);
    assert.equal((await driver.step('cleanup')).standing, 'done');
  });
});
