import assert from 'node:assert/strict';
import { nextOf } from '../../../src/core/walkthrough/progress';
import type { StepId } from '../../../src/core/walkthrough/step';
import type { PracticeCluster } from '../../../src/practice/practiceCluster';
import type { ClusterSession } from '../../../src/session/clusterSession';
import { PracticeClient, start } from './practiceClient';
import { changedBy, sessionWith } from './practiceSession';
import { stepDriver } from './stepDriver';

describe('The set-up of hosts, on practice hosts', function () {
  this.timeout(120_000);
  let cluster: PracticeCluster | undefined;
  let session: ClusterSession | undefined;
  afterEach(async () => {
    session?.dispose();
    await cluster?.dispose();
  });

  const driver = () => stepDriver(session ?? assert.fail('no session'));
  const progress = () => driver().progress();
  const of = (id: StepId) => driver().of(id);
  const step = (id: StepId) => driver().step(id);

  for (const template of ['bare-host', 'two-bare-hosts'] as const) {
    it(`is led from nothing to a cluster that runs: ${template}`, async function () {
      cluster = await start(this, { template });
      session = await sessionWith(cluster);
      const isOne = template === 'bare-host';
      const before = await progress();
      assert.deepEqual([...before.values()].map(({ step: { id }, standing }) => `${id} ${standing}`), [
        'firewall missing', 'software missing', 'pcsd missing', 'corosync missing', 'key missing', 'start unknown', isOne ? 'trial unknown' : 'trial unneeded', 'stop done', 'virtualisation missing',
      ]);
      const taken: string[] = [];
      for (let next = nextOf([...before.values()]); next !== null; next = nextOf([...(await progress()).values()])) {
        taken.push(next.step.id);
        assert.ok(taken.length < 12, taken.join(' '));
        await step(next.step.id);
      }
      assert.deepEqual(taken, ['firewall', 'software', 'pcsd', 'corosync', 'virtualisation', 'virtualisation', 'start', ...(isOne ? ['trial'] : [])]);
      assert.deepEqual([...(await progress()).values()].map(({ step: { id }, standing }) => `${id} ${standing}`), [
        'firewall done', 'software done', 'pcsd done', 'corosync done', 'key done', 'start done', isOne ? 'trial done' : 'trial unneeded', 'stop unneeded', 'virtualisation done',
      ]);
      assert.equal(session.state.kind, 'live');
      assert.deepEqual(session.state.last?.nodes.map(({ name, online }) => `${name} ${String(online)}`), cluster.hosts.map(({ name }) => `${name} true`));

      await changedBy(session, { kind: 'destroyCluster' });
      assert.equal(session.state.kind, 'unconfigured');
      assert.equal((await of('corosync')).standing, 'missing');
      assert.equal((await of('key')).standing, 'missing');
      assert.deepEqual(await cluster.reset(), { ok: true, value: undefined });
      assert.deepEqual([...(await progress()).values()].map(({ standing }) => standing), [...before.values()].map(({ standing }) => standing));
    });
  }

  for (const template of ['one-host', 'two-hosts'] as const) {
    it(`has nothing to do where a practice cluster runs: ${template}`, async function () {
      cluster = await start(this, { template });
      session = await sessionWith(cluster);
      const found = await progress();
      const trial = template === 'one-host' ? 'trial done' : 'trial unneeded';
      assert.deepEqual([...found.values()].map(({ step: { id }, standing }) => `${id} ${standing}`), [
        'firewall done', 'software done', 'pcsd done', 'corosync done', 'key done', 'start done', trial, 'stop unneeded', 'virtualisation done',
      ]);
      assert.equal(nextOf([...found.values()]), null);
    });
  }

  it('gives a host the key of the others, and mends what was opened by hand', async function () {
    cluster = await start(this, { template: 'two-hosts' });
    session = await sessionWith(cluster);
    const second = await PracticeClient.connect(cluster, 1);
    try {
      await second.must('rm /etc/pacemaker/authkey');
      const missing = await of('key');
      assert.deepEqual(missing.plan, { kind: 'key', from: 'host1', isNew: false, to: ['host2'] });
      assert.equal((await step('key')).standing, 'done');
      await second.must('chmod 0644 /etc/pacemaker/authkey');
      assert.equal((await of('key')).standing, 'missing');
      assert.equal((await step('key')).standing, 'done');
    } finally {
      second.end();
    }
  });
});
