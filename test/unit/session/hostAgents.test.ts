import assert from 'node:assert/strict';
import type { Command, Output } from '../../../src/core/command';
import { failure } from '../../../src/core/result';
import { HostAgents } from '../../../src/session/hostAgents';
import type { HostLink } from '../../../src/session/ports';
import { fixture, valueOf } from '../core/fixtures';

/** A host whose programs answer these, and every line that it was asked. */
function host(answers: Readonly<Record<string, string | Output>>) {
  const lines: string[] = [];
  const link = {
    run: async <T>(command: Command<T>) => {
      const line = command.argv.join(' ');
      lines.push(line);
      const answer = answers[line];
      if (answer === undefined) return failure({ code: 'link-lost', host: 'host1', reason: 'reset' } as const);
      return command.parse(typeof answer === 'string' ? { stdout: answer, stderr: '', exitCode: 0 } : answer, 'host1');
    },
  } as unknown as HostLink;
  return { lines, agents: new HostAgents(link) };
}

const lists = {
  'crm_resource --list-standards': 'ocf\nlsb\nservice\nsystemd\nstonith\n',
  'crm_resource --list-ocf-providers': 'heartbeat\npacemaker\n',
  'crm_resource --list-agents=ocf:heartbeat': 'Dummy\n',
  'crm_resource --list-agents=ocf:pacemaker': 'Dummy\n',
  'crm_resource --list-agents=lsb': { stdout: '', stderr: 'No agents found for standard lsb', exitCode: 1 },
  'crm_resource --list-agents=stonith': 'fence_virsh\n',
};
const fencer = 'env PATH=/usr/libexec/pacemaker:/usr/lib/pacemaker:/usr/lib64/pacemaker pacemaker-fenced metadata';
const virsh = { 'crm_resource --show-metadata=stonith:fence_virsh': fixture('agents/fence_virsh.xml') };

describe('The agents of a host', () => {
  it('are listed by their whole names, asked for once, also where a standard cannot be listed', async () => {
    const { agents, lines } = host(lists);
    const [one, other] = await Promise.all([agents.list(), agents.list()]);
    assert.deepEqual(valueOf(one), ['ocf:heartbeat:Dummy', 'ocf:pacemaker:Dummy', 'stonith:fence_virsh']);
    assert.deepEqual(one, other);
    assert.deepEqual(await agents.list(), one);
    assert.equal(lines.length, 7);
    agents.forget();
    await agents.list();
    assert.equal(lines.length, 14);
  });

  it('are asked for again where it was thrown instead of answered', async () => {
    let times = 0;
    const agents = new HostAgents({
      run: () => {
        times += 1;
        throw new Error('no such thing');
      },
    });
    await assert.rejects(agents.metadata('ocf:heartbeat:Dummy'));
    const before = times;
    await assert.rejects(agents.metadata('ocf:heartbeat:Dummy'));
    assert.equal(times, 2 * before);
  });

  it('say what they are, fence agents with what Pacemaker understands of each', async () => {
    const { agents, lines } = host({ ...virsh, [fencer]: fixture('agents/fenced-3.0.0.xml') });
    const { name, parameters } = valueOf(await agents.metadata('stonith:fence_virsh'));
    assert.equal(name, 'stonith:fence_virsh');
    const names = parameters.map((each) => each.name);
    assert.ok(names.indexOf('ip') < names.indexOf('pcmk_host_list') && new Set(names).size === names.length);
    await agents.metadata('stonith:fence_virsh');
    assert.equal(lines.length, 2);
  });

  it('say it without that where the fencer is not found, and not where the connection is lost', async () => {
    const without = host({ ...virsh, [fencer]: { stdout: '', stderr: 'env: pacemaker-fenced: No such file', exitCode: 127 } });
    assert.ok(valueOf(await without.agents.metadata('stonith:fence_virsh')).parameters.every(({ name }) => !name.startsWith('pcmk_')));
    const lost = host(virsh);
    assert.ok(!(await lost.agents.metadata('stonith:fence_virsh')).ok);
    await lost.agents.metadata('stonith:fence_virsh');
    assert.equal(lost.lines.length, 4, 'what failed is asked again');
  });
});
