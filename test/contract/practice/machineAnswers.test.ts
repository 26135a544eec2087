import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { guestProbe } from '../../../src/core/walkthrough/guestProbe';
import type { GuestChoice } from '../../../src/core/walkthrough/guestSituation';
import { probeCommand } from '../../../src/core/walkthrough/probeCommand';
import { probeScript } from '../../../src/core/walkthrough/probeScript';
import { Domains } from '../../../src/practice/host/domains';
import { runVirsh } from '../../../src/practice/host/virsh';
import { ufwAsInstalled } from '../../../src/practice/machine/firewall';
import { firstMachine } from '../../../src/practice/machine/firstMachine';
import { guestProbeAnswer, type RemotePortThere } from '../../../src/practice/machine/guestProbeAnswer';
import { bareMachine, type Machine, textFile, withFile } from '../../../src/practice/machine/machine';
import { probeAnswer } from '../../../src/practice/machine/probeAnswer';
import { noCluster } from '../../../src/practice/scratchCib';
import { bareHost, twoBareHosts } from '../../../src/practice/templates/bareHosts';
import { oneHost } from '../../../src/practice/templates/oneHost';
import { valueOf } from '../../unit/core/fixtures';
import { recordedFirewalls } from '../../unit/core/walkthrough/recordedFirewalls';

const nonce = 'NONCE';
const key = Buffer.from('a key of the hosts, as long as any key has to be');
const idle = { daemons: { active: 'inactive', enabled: 'disabled' }, configured: null, tools: null } as const;

const look = (machine: Machine, names: readonly string[] = []) => probeAnswer(machine, names, nonce, idle);
const reportOf = (text: string, names: readonly string[] = []) => valueOf(probeCommand(names, nonce).parse({ stdout: text, stderr: '', exitCode: 0 }, 'host1'));
const partsIn = (text: string) => new Map(text.split(`\n${nonce} `).slice(1).map((part) => [/^\S*/.exec(part)?.[0] ?? '', part.slice(part.indexOf('\n') + 1).trimEnd()]));

describe('What a practice machine answers', () => {
  it('has the parts of a real look, in their order and in their form', () => {
    const real = spawnSync('sh', ['-c', probeScript, 'sh', nonce, 'localhost'], { encoding: 'utf8', timeout: 60_000 });
    assert.equal(real.status, 0, real.stderr);
    const answers = [firstMachine(oneHost, 'example-host', key), firstMachine(bareHost, 'example-host', key), firstMachine(twoBareHosts, 'host2', key)].map((machine) => look(machine, ['localhost']));
    const there = partsIn(real.stdout);
    for (const answer of answers) {
      const said = partsIn(answer);
      // `remote` and the like are there where this machine has the program; what both have stands in one order.
      const both = (names: Iterable<string>, others: ReadonlyMap<string, string>) => [...names].filter((name) => others.has(name));
      assert.deepEqual(both(said.keys(), there), both(there.keys(), said));
      assert.equal([...said.keys()].at(-1), 'end');
      const form = (text: string | undefined) => (text ?? '').split('\n').map((line) => line.replace(/^(\w+)=.*/, '$1').replace(/^\S+ +(STREAM|DGRAM|RAW).*/, '$1'));
      const [services, realServices] = [form(said.get('services')), form(there.get('services'))];
      if (/^Id=/m.test(there.get('services') ?? '')) assert.deepEqual(services, realServices);
      assert.deepEqual([...new Set(form(said.get('address')))], ['STREAM', 'DGRAM', 'RAW']);
      if (there.has('address')) assert.deepEqual([...new Set(form(there.get('address')))], ['STREAM', 'DGRAM', 'RAW']);
    }
  });

  it('is read as a firewall that really was so: ufw as Debian installs it', () => {
    const recorded = recordedFirewalls().find(({ name }) => name === 'ufw-as-installed') ?? assert.fail('not recorded');
    const told = Object.entries(recorded.said).map(([name, [exitCode, text]]) => `\n${nonce} ${name} ${String(exitCode)}\n${text}\n`).join('');
    const real = reportOf(`${told}\n${nonce} end 0\n\n`).firewall;
    assert.deepEqual(reportOf(look(bareMachine('host1', { kind: 'ufw', allowed: [] }, ''))).firewall, real);
    // With SSH let in, as on a practice machine, the cluster is kept out all the same.
    assert.deepEqual(reportOf(look(bareMachine('host1', ufwAsInstalled, ''))).firewall, real);
  });

  it('is told of a guest as a real host tells it', () => {
    const choice: GuestChoice = { domain: 'guest1', node: 'guest1', user: 'root', address: null, way: 'hand' };
    const read = (text: string) => valueOf(guestProbe(choice, 'qemu:///system', '192.168.122.10', nonce).parse({ stdout: text, stderr: '', exitCode: 0 }, 'host1'));
    const recorded = read(readFileSync('test/fixtures/guest/look-bookworm.txt', 'utf8'));
    const host = firstMachine(bareHost, 'example-host', key);
    const machine = withFile(withFile(host, '/etc/hosts', textFile('127.0.0.1 localhost\n192.168.122.10\tguest1\n')), '/etc/pacemaker/guest1.xml', textFile('<domain/>', 'haclient', '640'));
    const domains = new Domains('example-host').list(noCluster, new Map([['guest1', { running: true, autostart: false }]]));
    const lease = ' Name       MAC address          Protocol     Address\n-----\n vnet0      52:54:00:00:00:01    ipv4         192.168.122.10/24\n\n';
    const virsh = (...words: readonly string[]) => (words[0] === 'domifaddr' ? { stdout: lease, stderr: '', exitCode: 0 } : runVirsh(words, domains, 'example-host'));
    const sight = (port: RemotePortThere) => read(guestProbeAnswer(machine, [nonce, 'qemu:///system', 'guest1', 'guest1', '192.168.122.10', '/etc/pacemaker/guest1.xml'], { virsh, port: () => port }));
    assert.deepEqual(shapeOf(sight('remote')), shapeOf(recorded));
    assert.deepEqual([sight('remote').port, recorded.port], [{ kind: 'remote' }, { kind: 'remote' }]);
    assert.deepEqual((['refused', 'filtered', 'unreachable'] as const).map((port) => sight(port).port), [{ kind: 'refused' }, { kind: 'filtered' }, { kind: 'unreachable', said: 'No route to host' }]);
    assert.deepEqual(sight('remote').name, { lines: [{ number: 2, address: '192.168.122.10', names: ['guest1'] }], resolved: ['192.168.122.10'] });
  });
});

/** What kind of thing stands where. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shapeOf(each)]));
  return typeof value;
}
