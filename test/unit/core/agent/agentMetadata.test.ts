import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type AgentMetadata, readAgentMetadata } from '../../../../src/core/agent/agentMetadata';
import { defaultOperations } from '../../../../src/core/agent/defaultOperations';
import { agentMetadata, describeAgents, listAgents, listStandards } from '../../../../src/core/commands/agents';
import { anyText } from '../../anyText';
import { fixture, valueOf } from '../fixtures';

const read = (file: string, agent: string) => valueOf(readAgentMetadata(fixture(`agents/${file}.xml`), agent));
const parameter = ({ parameters }: AgentMetadata, name: string) => parameters.find((each) => each.name === name) ?? assert.fail(`there is no ${name}`);
const namesOf = (metadata: AgentMetadata, is: (each: AgentMetadata['parameters'][number]) => boolean) => metadata.parameters.filter(is).map(({ name }) => name);

describe('What an agent says of itself', () => {
  it('is read by OCF 1.0', () => {
    const domain = read('VirtualDomain', 'ocf:heartbeat:VirtualDomain');
    assert.equal(domain.name, 'ocf:heartbeat:VirtualDomain');
    assert.equal(domain.shortdesc, 'Manages virtual domains through the libvirt virtualization framework');
    assert.equal(domain.longdesc, 'Resource agent for a virtual domain (a.k.a. domU, virtual machine,\nvirtual environment etc., depending on context) managed by libvirtd.');
    assert.deepEqual(parameter(domain, 'config'), {
      name: 'config', shortdesc: 'Virtual domain configuration file', longdesc: 'Absolute path to the libvirt configuration file,\nfor this virtual domain.', type: 'string', options: [],
      default: '', required: true, unique: true, advanced: false, secret: false, deprecated: false, replacedBy: [],
    });
    assert.deepEqual([parameter(domain, 'hypervisor').default, parameter(domain, 'autoset_utilization_cpu').type], [null, 'boolean']);
    assert.deepEqual(namesOf(domain, ({ required, unique }) => required || unique), ['config']);
    assert.deepEqual(domain.operations.find(({ name }) => name === 'monitor'), { name: 'monitor', interval: '10s', timeout: '30s', role: null, startDelay: null });
  });

  it('is read by OCF 1.1, where only a group makes a value unique', () => {
    const dummy = read('Dummy', 'ocf:pacemaker:Dummy');
    assert.deepEqual(namesOf(dummy, ({ unique }) => unique), ['state']);
    assert.deepEqual(namesOf(dummy, ({ secret }) => secret), ['passwd']);
    const written = valueOf(readAgentMetadata(`<resource-agent name="x"><version>1.1</version><parameters>
      <parameter name="old" unique="1"><deprecated><replaced-with name="new"/><replaced-with name="newer"/><desc>gone</desc></deprecated><content type="string"/></parameter>
      <parameter name="new" required="1"><content type="select" default="b"><option value="a"/><option value="b"/></content></parameter>
      <parameter name="bare"/></parameters></resource-agent>`));
    assert.deepEqual(parameter(written, 'old'), { name: 'old', shortdesc: '', longdesc: '', type: 'string', options: [], default: null, required: false, unique: false, advanced: false, secret: false, deprecated: true, replacedBy: ['new', 'newer'] });
    assert.deepEqual([parameter(written, 'new').options, parameter(written, 'new').default, parameter(written, 'new').required], [['a', 'b'], 'b', true]);
    assert.deepEqual([written.name, parameter(written, 'bare').type, written.operations], ['x', 'string', []]);
  });

  it('is read of a fence agent, without what only a person at a prompt would give', () => {
    const virsh = read('fence_virsh', 'stonith:fence_virsh');
    assert.equal(virsh.shortdesc, 'Fence agent for virsh');
    assert.match(virsh.longdesc, /^fence_virsh is an I\/O Fencing agent .*\n\nBy default, virsh needs root/);
    assert.deepEqual(namesOf(virsh, ({ required, deprecated }) => required && !deprecated), ['ip', 'username']);
    assert.deepEqual(namesOf(virsh, ({ name }) => ['help', 'version', 'action', 'port', 'plug'].includes(name)), ['action', 'plug', 'port']);
    assert.deepEqual(parameter(virsh, 'passwd').replacedBy, ['password']);
    assert.deepEqual(namesOf(virsh, ({ secret }) => secret), ['passwd', 'password']);
    assert.deepEqual([parameter(virsh, 'action').advanced, parameter(virsh, 'action').deprecated], [true, true]);
    assert.deepEqual(parameter(virsh, 'action').replacedBy, ['pcmk_off_action', 'pcmk_reboot_action']);
    const plugin = read('external-ipmi', 'stonith:external/ipmi');
    assert.deepEqual([plugin.shortdesc, parameter(plugin, 'hostname').shortdesc, parameter(plugin, 'passwd').secret], ['IPMI STONITH device', 'Hostname', true]);
  });

  for (const version of ['2.0.5', '3.0.0']) {
    it(`is read of Pacemaker's fencer ${version}, which says what is for special cases`, () => {
      const fencer = read(`fenced-${version}`, 'pacemaker-fenced');
      assert.equal(parameter(fencer, 'pcmk_host_list').advanced, false);
      assert.ok(namesOf(fencer, ({ advanced }) => advanced).includes('pcmk_reboot_action'));
      assert.ok(!fencer.parameters.some(({ shortdesc }) => /advanced use only/i.test(shortdesc)));
    });
  }

  it('is refused where it is none, or would have entities of its own', () => {
    const entity = '<!DOCTYPE resource-agent [<!ENTITY a "x">]><resource-agent name="&a;"/>';
    const external = '<!DOCTYPE resource-agent SYSTEM "x" [<!ENTITY b SYSTEM "file:///etc/passwd">]><resource-agent name="a"/>';
    for (const text of [entity, external, '<html/>', '<pacemaker-result/>', 'no such agent', '']) {
      const answer = readAgentMetadata(text);
      assert.ok(!answer.ok && ['malformed', 'cut'].includes(answer.fault.code), text);
    }
    const whole = fixture('agents/VirtualDomain.xml');
    fc.assert(fc.property(fc.integer({ min: 0, max: whole.trimEnd().length - 1 }), (length) => assert.ok(!readAgentMetadata(whole.slice(0, length)).ok)), { numRuns: 50 });
  });

  it('may hold any name and text', () => {
    const text = anyText({ minLength: 1, maxLength: 12 }).map((any) => any.replace(/[\x00-\x1F\x7F-\x9F\uFFFE\uFFFF]/g, 'x'));
    const escaped = (any: string) => any.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
    fc.assert(fc.property(fc.oneof(text, fc.constantFrom('__proto__', 'constructor', '$(id)', '-x')), text, (name, value) => {
      const { parameters } = valueOf(readAgentMetadata(`<resource-agent name="a"><parameters><parameter name="${escaped(name)}"><content type="select" default="${escaped(value)}"><option value="${escaped(value)}"/></content></parameter></parameters></resource-agent>`));
      assert.deepEqual([parameters[0]?.name, parameters[0]?.default, parameters[0]?.options], [name, value, [value]]);
    }));
  });

  it('says which operations a new resource is to have, as pcs takes them', () => {
    assert.deepEqual(defaultOperations(read('VirtualDomain', 'ocf:heartbeat:VirtualDomain')).map(({ name, options }) => `${name} ${JSON.stringify(options)}`), [
      'start {"interval":"0s","timeout":"90s"}', 'stop {"interval":"0s","timeout":"90s"}', 'monitor {"interval":"10s","timeout":"30s"}', 'migrate_from {"interval":"0s","timeout":"60s"}', 'migrate_to {"interval":"0s","timeout":"120s"}',
    ]);
    assert.deepEqual(defaultOperations(read('Stateful', 'ocf:pacemaker:Stateful')).filter(({ name }) => name === 'monitor').map(({ options }) => options), [
      { interval: '10s', timeout: '20s', role: 'Promoted' }, { interval: '11s', timeout: '20s', role: 'Unpromoted' },
    ]);
    assert.deepEqual(defaultOperations(read('fence_virsh', 'stonith:fence_virsh')), [{ name: 'monitor', options: { interval: '60s' } }]);
    const operations = (...intervals: readonly string[]) => intervals.map((interval) => ({ name: 'monitor', interval, timeout: null, role: null, startDelay: null }));
    const told: AgentMetadata = { name: 'ocf:x:y', shortdesc: '', longdesc: '', parameters: [], operations: operations('10', '10s', '1m', '60') };
    assert.deepEqual(defaultOperations(told).map(({ options }) => options['interval']), ['10', '11', '1m', '61']);
    assert.deepEqual(defaultOperations({ ...told, operations: [] }), [{ name: 'monitor', options: { interval: '60s' } }]);
  });
});

describe('The commands for agents', () => {
  const output = (stdout: string, exitCode = 0, stderr = '') => ({ stdout, stderr, exitCode });

  it('change nothing and need no rights', () => {
    for (const command of [listStandards(), listAgents('stonith'), agentMetadata('ocf:heartbeat:Dummy'), describeAgents('resource')]) assert.deepEqual([command.mutates, command.rights], [false, 'none']);
    assert.deepEqual(agentMetadata('ocf:heartbeat:Dummy').argv, ['crm_resource', '--show-metadata=ocf:heartbeat:Dummy']);
  });

  it('read lists, also where there is nothing', () => {
    assert.deepEqual(valueOf(listStandards().parse(output('ocf\nlsb\nservice\nstonith\n'), 'host1')), ['ocf', 'lsb', 'stonith']);
    assert.deepEqual(valueOf(listAgents('ocf:pacemaker').parse(output('Dummy\nping\n'), 'host1')), ['ocf:pacemaker:Dummy', 'ocf:pacemaker:ping']);
    assert.deepEqual(valueOf(listAgents('stonith').parse(output('external/ssh\n'), 'host1')), ['stonith:external/ssh']);
    for (const [status, said] of [[105, "crm_resource: No agents found for standard 'systemd'\nError performing operation: Error\n"], [1, "No agents found for standard 'systemd'\ncrm_resource: Error performing operation: Error occurred\n"]] as const) {
      assert.deepEqual(valueOf(listAgents('systemd').parse(output('', status, said), 'host1')), []);
    }
    assert.ok(!listAgents('systemd').parse(output('', 1, 'crm_resource: broken'), 'host1').ok);
  });

  it('say what crm_resource says of an agent that is not there', () => {
    const answer = agentMetadata('ocf:x:none').parse(output('', 105, 'crm_resource: Metadata query for ocf:x:none failed: No such device or address\nError performing operation: No such object\n'), 'host1');
    assert.ok(!answer.ok && answer.fault.code === 'command-failed' && answer.fault.message.length > 0);
  });

  it('read short descriptions, which pcs breaks into lines', () => {
    const text = 'ocf:heartbeat:ClusterMon - Runs crm_mon in the background, recording the cluster\n                           status to an HTML file\nocf:heartbeat:Delay - Waits - long\nlsb:odd\n';
    assert.deepEqual([...valueOf(describeAgents('resource').parse(output(text), 'host1'))], [['ocf:heartbeat:ClusterMon', 'Runs crm_mon in the background, recording the cluster status to an HTML file'], ['ocf:heartbeat:Delay', 'Waits - long']]);
    assert.deepEqual([...valueOf(describeAgents('stonith').parse(output('external/ipmi - IPMI\n'), 'host1'))], [['stonith:external/ipmi', 'IPMI']]);
  });
});
