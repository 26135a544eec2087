import assert from 'node:assert/strict';
import { childrenNamed, parseXml, type XmlElement } from '../../../src/core/xml';
import type { PracticeCluster } from '../../../src/practice/practiceCluster';
import { places, PracticeClient, start } from './practiceClient';

const status = 'env LC_ALL=C TZ=UTC /usr/sbin/crm_mon -1r';

/** The configuration as comparable lines: every element with its attributes, in order of their names. */
function lines(element: XmlElement): readonly string[] {
  const attributes = Object.entries(element.attributes).sort().map(([name, value]) => `${name.slice(1)}=${value}`);
  return [[element.name, ...attributes].join(' '), ...element.children.flatMap(lines)];
}

async function configuration(client: PracticeClient): Promise<readonly string[]> {
  const cib = parseXml(await client.must('cibadmin --query'));
  assert.ok(cib.ok);
  const part = childrenNamed(cib.value, 'configuration')[0]!;
  return part.children.flatMap((section) => lines(section)).sort();
}

describe('The walk-through on a practice cluster', function () {
  let cluster: PracticeCluster;
  let client: PracticeClient;
  let atStart: readonly string[];

  before(async function () {
    cluster = await start(this);
    client = await PracticeClient.connect(cluster);
    atStart = await configuration(client);
  });
  after(async () => {
    client?.end();
    await cluster?.dispose();
  });

  it('has been walked already, to its end', async () => {
    const text = await client.must(status);
    assert.match(text, /Current DC: example-host .* partition with quorum/);
    assert.match(text, /\* Online: \[ example-host \]\n {2}\* GuestOnline: \[ guest1 \]/);
    assert.deepEqual(places(text), [
      'vm-guest1 Started example-host', 'FAKE1 Started guest1', 'FAKE2 Started guest1', 'FAKE3 Started guest1', 'FAKE4 Started example-host', 'FAKE5 Started example-host',
    ]);
    assert.match(await client.must('virsh -c qemu:///system list --all'), /^ 1 +guest1 +running$/m);
  });

  it('can be walked from its beginning, command by command, to the same end', async () => {
    for (const id of ['FAKE1', 'FAKE2', 'FAKE3', 'FAKE4', 'FAKE5']) await client.must(`pcs resource delete ${id}`);
    // pcs 0.12 wants the guest node to be removed first.
    await client.must('pcs cluster node remove-guest guest1');
    await client.must('pcs resource delete vm-guest1');
    await client.must('pcs property set stonith-enabled= no-quorum-policy=');
    await cluster.settled();
    assert.deepEqual(places(await client.must(status)), []);
    assert.equal(await client.must('virsh list --all --name'), '\n');

    await client.must('pcs property set stonith-enabled=false');
    await client.must('pcs property set no-quorum-policy=ignore');
    const create = 'pcs resource create vm-guest1 VirtualDomain hypervisor="qemu:///system" config="/etc/pacemaker/guest1.xml" meta remote-node=guest1';
    const refused = await client.run(create);
    assert.equal(refused.exit, 1);
    assert.match(refused.stderr, /use 'pcs cluster node add-guest', use --force to override/);
    await client.must(`${create} --force`);
    await cluster.settled();
    assert.match(await client.must('pcs status'), /GuestOnline: \[ guest1 \]/);

    for (const number of [1, 2, 3, 4, 5]) await client.must(`pcs resource create FAKE${number} ocf:pacemaker:Dummy`);
    await cluster.settled();
    const before = ['vm-guest1 Started example-host', 'FAKE1 Started guest1', 'FAKE2 Started guest1', 'FAKE3 Started example-host', 'FAKE4 Started guest1', 'FAKE5 Started example-host'];
    assert.deepEqual(places(await client.must(status)), before);

    await client.must('pcs constraint location FAKE3 prefers guest1');
    await cluster.settled();
    assert.deepEqual(places(await client.must(status)), before.map((line) => line.replace('FAKE3 Started example-host', 'FAKE3 Started guest1').replace('FAKE4 Started guest1', 'FAKE4 Started example-host')));
    assert.deepEqual(await configuration(client), atStart, 'what the commands made is what the template says');
  }).timeout(120_000);

  it('ends with a killed pacemaker_remoted, whose failure stays until it is cleaned up', async () => {
    assert.deepEqual(await cluster.inject({ kind: 'connection-lost', guest: 'guest1' }), { ok: true, value: undefined });
    await cluster.settled();
    const failed = /\* guest1 30s-interval monitor on example-host could not be executed \(Error: Lost connection to remote executor\)/;
    const recovered = await client.must(status);
    assert.match(recovered, failed);
    assert.match(recovered, /GuestOnline: \[ guest1 \]/);

    // As the text has it: the explicit resource is stopped, the implicit one cleaned up, the explicit one started.
    assert.match((await client.run('pcs resource disable vm-guest1 --wait')).stderr, /resource 'vm-guest1' is not running on any node/);
    assert.match(await client.must(status), failed);
    assert.deepEqual((await client.must('virsh list --all')).split('\n').slice(2), ['', ''], 'the agent undefines what it stops');
    await client.must('pcs resource cleanup guest1');
    assert.match((await client.run('pcs resource enable vm-guest1 --wait')).stderr, /resource 'vm-guest1' is running on node 'example-host'/);
    const clean = await client.must(status);
    assert.doesNotMatch(clean, /Failed/);
    assert.match(clean, /GuestOnline: \[ guest1 \]/);
    assert.match(await client.must('virsh list --all'), /^ \d+ +guest1 +running$/m);
  });

  it('is as it was after a reset', async () => {
    await client.must('pcs resource delete FAKE1');
    assert.notDeepEqual(await configuration(client), atStart);
    const version = async () => /admin_epoch="(\d+)"/.exec(await client.must('cibadmin -Q --xpath /cib --no-children'))![0] + /epoch="(\d+)"/.exec(await client.must('cibadmin -Q --xpath /cib --no-children'))![1]!.padStart(6, '0');
    const before = await version();
    assert.deepEqual(await cluster.reset(), { ok: true, value: undefined });
    assert.deepEqual(await configuration(client), atStart);
    assert.equal(places(await client.must(status)).length, 6);
    assert.ok((await version()) > before, 'a reader that compares versions sees the change');
  });
});
