import assert from 'node:assert/strict';
import { flatten } from '../../../src/core/flatten';
import type { Fate } from '../../../src/core/whatIf/fates';
import { lossesOf } from '../../../src/core/whatIf/losses';
import { mayHappenToGuest, mayHappenToNode, mayHappenToResource } from '../../../src/core/whatIf/possibilities';
import type { WhatIf } from '../../../src/core/whatIf/whatIf';
import type { PracticeCluster } from '../../../src/practice/practiceCluster';
import { resilienceDocument, whatIfDocument } from '../../../src/render/whatIfDocument';
import type { ClusterSession } from '../../../src/session/clusterSession';
import { playWhatIfs } from '../../../src/session/playWhatIf';
import { valueOf } from '../../unit/core/fixtures';
import { t } from '../../unit/render/plainTranslate';
import { PracticeClient, start } from './practiceClient';
import { connected } from './practiceSession';

describe('What if something happens to a practice cluster', function () {
  this.timeout(60_000);
  let cluster: PracticeCluster;
  let session: ClusterSession;
  let client: PracticeClient;

  before(async function () {
    cluster = await start(this, { template: 'two-hosts' });
    session = await connected(cluster, { readOnly: true });
    client = await PracticeClient.connect(cluster);
  });
  after(async () => {
    client?.end();
    session?.dispose();
    await cluster?.dispose();
  });

  const options = () => ({ mayAsk: false, signal: new AbortController().signal });
  const snapshot = () => session.state.last!;
  const playAll = async (wanted: readonly WhatIf[]) => valueOf(await session.changes.ask((host, now) => playWhatIfs(host, now, wanted, options())));
  const aftermathOf = async (whatIf: WhatIf) => valueOf((await playAll([whatIf]))[0]!.aftermath);
  const short = (fates: readonly Fate[]) => fates.map((fate) => [fate.kind, fate.resource, ...('from' in fate ? fate.from : []), ...('to' in fate ? ['->', ...fate.to] : [])].join(' '));

  it('tells of a node that fails what crm_simulate itself ends with, and changes nothing', async () => {
    const before = await client.must('cibadmin --query');
    const played = await aftermathOf({ kind: 'nodeFails', node: 'host2' });
    assert.deepEqual(played.fenced.map(({ node, resource }) => [node, resource]), [['guest2', 'vm-guest2'], ['host2', null]]);
    assert.deepEqual(short(played.resources), ['moves vm-guest2 host2 -> host1', 'fewer ping host2', 'restarts ping -> guest2', 'fewer db host2', 'restarts FAKE2 -> guest2']);
    assert.deepEqual(short(played.devices), ['homeless fence-host1 host2']);
    assert.equal(played.settled, true);
    const said = await client.must('crm_simulate --live-check --simulate --node-fail=host2');
    const revised = said.slice(said.indexOf('Revised Cluster Status'));
    for (const line of [/vm-guest2.*Started host1/, /fence-host1.*Stopped/, /FAKE2.*Started guest2/, /Promoted: \[ host1 \]/]) assert.match(revised, line);
    assert.equal(await client.must('cibadmin --query'), before);
  });

  it('tells of a node that is fenced, and of one that leaves', async () => {
    const fenced = await aftermathOf({ kind: 'nodeFenced', node: 'host1' });
    assert.deepEqual(fenced.fenced.filter(({ resource }) => resource === null), []);
    assert.deepEqual(short(fenced.resources), [
      'moves vm-guest1 host1 -> host2', 'moves vm-build host1 -> host2', 'homeless web-ip host1', 'homeless web-server host1', 'fewer ping host1', 'restarts ping -> guest1', 'fewer db host1', 'demotes db host1', 'restarts FAKE1 -> guest1',
    ]);
    const left = await aftermathOf({ kind: 'nodeLeaves', node: 'host1' });
    assert.deepEqual(left.fenced, []);
    assert.ok(short(left.resources).includes('moves vm-guest1 host1 -> host2'), short(left.resources).join('\n'));
    assert.ok(left.transitions[0]!.actions.some(({ kind, resource }) => resource === 'vm-build' && kind === 'migrate'), 'it hands over live what can');
  });

  it('tells of a resource whose monitor fails, and of one that cannot be started where it runs', async () => {
    assert.deepEqual(short((await aftermathOf({ kind: 'monitorFails', resource: 'FAKE1', node: 'guest1' })).resources), ['restarts FAKE1 -> guest1']);
    assert.deepEqual(short((await aftermathOf({ kind: 'cannotStart', resource: 'FAKE1', node: 'guest1' })).resources), ['moves FAKE1 guest1 -> guest2']);
    assert.deepEqual(short((await aftermathOf({ kind: 'monitorFails', resource: 'db', node: 'host1' })).resources), ['restarts web-ip -> host1', 'restarts web-server -> host1', 'restarts db -> host1']);
    const unwatched = (await playAll([{ kind: 'monitorFails', resource: 'report', node: 'host1' }]))[0]!.aftermath;
    assert.deepEqual(unwatched, { ok: false, fault: { code: 'not-watched', resource: 'report', node: 'host1' } });
  });

  it('tells of a guest that dies, and of one whose connection is lost', async () => {
    for (const whatIf of [{ kind: 'monitorFails', resource: 'vm-guest1', node: 'host1' }, { kind: 'connectionLost', resource: 'guest1', node: 'host1' }] as const) {
      const { fenced, resources } = await aftermathOf(whatIf);
      assert.deepEqual(fenced.map(({ node, resource }) => [node, resource]), [['guest1', 'vm-guest1']]);
      assert.deepEqual(short(resources), ['restarts vm-guest1 -> host1', 'restarts ping -> guest1', 'restarts FAKE1 -> guest1']);
    }
  });

  it('offers what may happen to a row, and can play all of it', async () => {
    const offered = [
      ...['host1', 'guest1'].flatMap((node) => mayHappenToNode(node, snapshot())),
      ...['web', 'ping-clone', 'db-clone', 'FAKE2', 'report', 'fence-host1'].flatMap((resource) => mayHappenToResource(resource, snapshot())),
      ...['guest2', 'build', 'spare'].flatMap((guest) => mayHappenToGuest(guest, snapshot())),
    ];
    assert.deepEqual(mayHappenToResource('report', snapshot()), [], 'it does not run');
    assert.deepEqual(mayHappenToGuest('spare', snapshot()), [], 'Pacemaker does not manage it');
    assert.deepEqual(mayHappenToGuest('guest2', snapshot()).map(({ kind }) => kind), ['monitorFails', 'cannotStart', 'connectionLost']);
    for (const { whatIf, aftermath } of await playAll(offered)) assert.ok(aftermath.ok, JSON.stringify([whatIf, aftermath]));
  });

  it('plays the loss of each node and guest in turn, and says how long that took', async () => {
    const losses = lossesOf(snapshot());
    assert.deepEqual(losses.map((whatIf) => ('resource' in whatIf ? whatIf.resource : whatIf.node)), ['host1', 'host2', 'vm-build', 'vm-guest1', 'vm-guest2']);
    const begun = Date.now();
    const played = await playAll(losses);
    process.stdout.write(`      the loss of ${losses.length} nodes and guests: ${Date.now() - begun} ms\n`);
    const text = resilienceDocument(played, snapshot(), t);
    assert.match(text, /^ {2}host2 fails {2,}1 node is fenced, 1 moves, 2 restart, 2 have an instance fewer, none is left without a node$/m);
    assert.match(text, /^One of these leaves something without a node to run on\.$/m);
    assert.match(whatIfDocument(played[1]!, snapshot(), t), /^What if host2 fails\?\n1 node is fenced, 1 moves, /);
    assert.ok(flatten(snapshot().resources).some(({ id, nodes }) => id === 'vm-guest2' && nodes.includes('host2')), 'nothing has moved');
  });

  it('says what nothing would run any more', async () => {
    await client.must('pcs resource ban vm-guest2 host1');
    await cluster.settled();
    const { resources } = await aftermathOf({ kind: 'nodeFails', node: 'host2' });
    assert.ok(short(resources).includes('homeless vm-guest2 host2'), short(resources).join('\n'));
  });

  it('ends on the host what nobody waits for any more', async () => {
    const aborting = new AbortController();
    const done: WhatIf[] = [];
    const answer = await session.changes.ask((host, now) => playWhatIfs(host, now, lossesOf(now), { mayAsk: false, signal: aborting.signal }, ({ whatIf }) => {
      done.push(whatIf);
      aborting.abort();
    }));
    assert.deepEqual([answer, done.length], [{ ok: false, fault: { code: 'cancelled' } }, 1]);
    for (let look = 0; look < 40 && (await client.must('ls -A /dev/shm /tmp')).includes('pacemaker-explorer'); look++) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(!(await client.must('ls -A /dev/shm /tmp')).includes('pacemaker-explorer'));
  });
});
