import assert from 'node:assert/strict';
import type { Command, Output } from '../../../src/core/command';
import { defaultOperations } from '../../../src/core/agent/defaultOperations';
import { HostAgents } from '../../../src/session/hostAgents';
import type { PracticeCluster } from '../../../src/practice/practiceCluster';
import { quote } from '../../../src/remote/quote';
import { valueOf } from '../../unit/core/fixtures';
import { PracticeClient, start } from './practiceClient';

describe('The agents of a practice host', () => {
  let cluster: PracticeCluster;
  let client: PracticeClient;
  let agents: HostAgents;

  before(async function () {
    cluster = await start(this);
    client = await PracticeClient.connect(cluster);
    agents = new HostAgents({
      run: async <T>(command: Command<T>) => {
        const { stdout, stderr, exit } = await client.run(quote(command.argv), command.stdin);
        return command.parse({ stdout, stderr, exitCode: exit } as Output, 'host1');
      },
    });
  });
  after(async () => {
    client?.end();
    await cluster?.dispose();
  });

  it('are the real ones', async () => {
    const names = valueOf(await agents.list());
    for (const name of ['ocf:pacemaker:Dummy', 'ocf:heartbeat:VirtualDomain', 'stonith:fence_virsh']) assert.ok(names.includes(name), name);
    const domain = valueOf(await agents.metadata('ocf:heartbeat:VirtualDomain'));
    assert.ok(domain.parameters.some(({ name, required }) => name === 'config' && required));
    const virsh = valueOf(await agents.metadata('stonith:fence_virsh'));
    assert.ok(virsh.parameters.some(({ name }) => name === 'pcmk_host_list'));
    assert.deepEqual(await agents.metadata('ocf:heartbeat:nothing'), await agents.metadata('ocf:heartbeat:nothing'));
    assert.ok(!(await agents.metadata('ocf:heartbeat:nothing')).ok);
  });

  it('give a new resource the operations that pcs gives it', async () => {
    for (const [index, agent] of ['ocf:heartbeat:VirtualDomain', 'ocf:pacemaker:Dummy', 'ocf:pacemaker:Stateful', 'ocf:pacemaker:ping'].entries()) {
      const id = `NEW${index}`;
      const words = agent.endsWith('VirtualDomain') ? ['config=/etc/x.xml'] : agent.endsWith('ping') ? ['host_list=127.0.0.1'] : [];
      await client.must(quote(['pcs', 'resource', 'create', id, agent, ...words, '--disabled']));
      const primitive = new RegExp(`<primitive id="${id}".*?</primitive>`, 's').exec(await client.must('cibadmin --query'))?.[0] ?? assert.fail();
      const given = [...primitive.matchAll(/<op ([^>]*?)\/?>/g)].map(([, attributes = '']) => Object.fromEntries([...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value])));
      const wanted = defaultOperations(valueOf(await agents.metadata(agent))).map(({ name, options }) => ({ name, ...options, ...('role' in options ? { role: legacy(options['role']) } : {}) }));
      const plain = (operations: readonly Record<string, string | undefined>[]) => operations.map(({ id: _, ...rest }) => JSON.stringify(Object.entries(rest).sort())).sort();
      assert.deepEqual(plain(wanted), plain(given.map((each) => ({ ...each, ...('role' in each ? { role: legacy(each['role']) } : {}) }))));
    }
  });
});

/** pcs writes the words of the CIB's schema. */
function legacy(role: string | undefined): string | undefined {
  return role === 'Master' ? 'Promoted' : role === 'Slave' ? 'Unpromoted' : role;
}
