import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { guestProbe } from '../../../../src/core/walkthrough/guestProbe';
import { guestProbeScript } from '../../../../src/core/walkthrough/guestProbeScript';
import { type GuestChoice, type GuestSight, guestTarget } from '../../../../src/core/walkthrough/guestSituation';
import { readAddresses, surestFirst } from '../../../../src/core/walkthrough/readAddresses';
import { readRemotePort } from '../../../../src/core/walkthrough/remotePort';
import { parseTarget } from '../../../../src/remote/target';
import { anyText } from '../../anyText';
import { valueOf } from '../fixtures';

const choice: GuestChoice = { domain: 'guest1', node: 'guest1', user: 'root', address: null, way: 'hand' };

function sight(stdout: string, of: GuestChoice = choice): GuestSight {
  return valueOf(guestProbe(of, 'qemu:///system', null, 'NONCE').parse({ stdout, stderr: '', exitCode: 0 }, 'host1'));
}

/** What is read when these programs of a host say this. */
function sightOf(parts: readonly (readonly [name: string, exitCode: number, text: string])[], of?: GuestChoice): GuestSight {
  return sight([...parts, ['end', 0, ''] as const].map(([name, exitCode, text]) => `\nNONCE ${name} ${exitCode}\n${text}\n`).join(''), of);
}

const list = ' Id   Name     State\n------------------------\n 1    guest1   running\n -    db 2     shut off\n';
const xml = "<domain type='kvm'><name>guest1</name><devices><interface type='network'><mac address='52:54:00:77:00:65'/></interface></devices></domain>";
const table = (...rows: readonly string[]) => [' Name       MAC address          Protocol     Address', '-'.repeat(79), ...rows, ''].join('\n');

describe('A look of a host at a guest', () => {
  it('is one line, which csh can be given', () => assert.ok(!guestProbeScript.includes('\n')));

  // A libvirt with its test driver, a pacemaker_remoted on loopback that the host calls guest1, and the script's own shell: all of that release.
  for (const release of ['bullseye', 'bookworm', 'trixie']) it(`reads what was found on ${release}`, () => {
    const seen = sight(readFileSync(`test/fixtures/guest/look-${release}.txt`, 'utf8'));
    assert.deepEqual(seen.domains, { ok: true, value: [{ name: 'guest1', state: 'running', id: 1 }] });
    assert.deepEqual({ ...seen.domain, xml: seen.domain?.xml?.slice(0, 20) }, { state: 'running', persistent: true, autostart: false, xml: "<domain type='test'>" });
    assert.deepEqual(seen.addresses, [{ address: '192.168.122.129', source: 'agent' }]);
    assert.deepEqual(seen.name, { lines: [{ number: 6, address: '127.0.0.1', names: ['guest1', 'vm-guest'] }], resolved: ['127.0.0.1'] });
    assert.deepEqual(seen.port, { kind: 'remote' });
    assert.deepEqual(seen.file, { path: '/etc/pacemaker/guest1.xml', xml: '<domain/>', mode: '644', owner: 'root', group: 'root', label: null });
  });

  for (const release of ['bullseye', 'bookworm', 'trixie']) it(`reads whether libvirt starts it with the host, as virsh of ${release} says it`, () => {
    const info = readFileSync(`test/fixtures/${release}/10-guest-online-5-dummies/virsh-dominfo.out`, 'utf8');
    const autostartOf = (text: string) => sightOf([['list', 0, list], ['info', 0, text], ['xml', 0, xml]]).domain?.autostart;
    assert.match(info, /^Autostart: +disable$/m);
    assert.deepEqual([autostartOf(info), autostartOf(info.replace(/^(Autostart: +)disable$/m, '$1enable')), autostartOf(info.replace(/^(Autostart Once: +)disable$/m, '$1enable'))], [false, true, false]);
  });

  it('knows a host that has no such domain, and one whose libvirt says nothing', () => {
    const elsewhere = sightOf([['list', 0, list.replace('guest1', 'guest7')], ['info', 1, "error: failed to get domain 'guest1'"]]);
    assert.deepEqual([elsewhere.domains.ok, elsewhere.domain, elsewhere.addresses], [true, null, []]);
    const denied = sightOf([['list', 1, 'error: failed to connect to the hypervisor\nerror: Failed to connect socket to /var/run/libvirt/libvirt-sock: No such file or directory']]);
    assert.deepEqual(!denied.domains.ok && denied.domains.fault, { code: 'command-failed', host: 'host1', program: 'virsh', exitCode: 1, message: 'failed to connect to the hypervisor' });
    assert.deepEqual([denied.domain, denied.port], [null, { kind: 'unknown', why: 'no-address' }]);
  });

  it('takes no other domain for it, whose id is its name', () => {
    assert.equal(sightOf([['list', 0, list.replace('guest1', '1     ')], ['info', 0, 'Autostart:      enable'], ['xml', 0, xml]], { ...choice, domain: '1' }).domain?.xml, null);
    assert.equal(sightOf([['list', 0, list], ['info', 0, ''], ['xml', 0, xml]]).domain?.xml, xml);
  });

  it('without its end is none', () => assert.equal(guestProbe(choice, 'qemu:///system', null, 'NONCE').parse({ stdout: '\nNONCE name 0\nhost1\n', stderr: '', exitCode: 0 }, 'host1').ok, false));

  it('finds the lines of /etc/hosts that have the name, and no others', () => {
    const hosts = ['3:192.168.122.10    guest1 ', '4:192.168.122.11 guest10', '7:# 192.168.122.12 guest1', '9:10.0.0.1 other GUEST1 # was guest1', '12:guest1 other', '13:fd00::1\tguest1.example.com guest1'].join('\n');
    assert.deepEqual(sightOf([['hosts', 0, hosts]]).name.lines, [
      { number: 3, address: '192.168.122.10', names: ['guest1'] },
      { number: 9, address: '10.0.0.1', names: ['other', 'GUEST1'] },
      { number: 13, address: 'fd00::1', names: ['guest1.example.com', 'guest1'] },
    ]);
    assert.deepEqual(sightOf([['hosts', 1, '']]).name.lines, []);
  });

  it('reads the file of a VM resource with what may be wrong with it', () => {
    const file = (text: string) => sightOf([['file', 0, text]]).file;
    assert.deepEqual(file(`640 root haclient 512 system_u:object_r:virt_etc_t:s0\n${xml}\n`), { path: '/etc/pacemaker/guest1.xml', xml, mode: '640', owner: 'root', group: 'haclient', label: 'system_u:object_r:virt_etc_t:s0' });
    assert.equal(file('640 root haclient 0 ?')?.xml, '');
    assert.equal(file(`644 root root 9000000 ?\n${xml}`)?.xml, null);
    assert.equal(sightOf([]).file, null);
  });

  it('never throws, whatever a host says', () => {
    const part = fc.tuple(fc.constantFrom('list', 'info', 'xml', 'agent', 'lease', 'arp', 'hosts', 'resolved', 'port', 'file', 'name'), fc.nat(200), anyText({ maxLength: 30 }).map((text) => text.replaceAll('NONCE', '')));
    fc.assert(fc.property(fc.array(part), (parts) => void sightOf(parts)), { numRuns: 30 });
  });
});

describe('The address of a guest', () => {
  it('is read from its row, whatever the card is called', () => {
    assert.deepEqual(readAddresses(table(' Ethernet 2 52:54:00:77:00:65    ipv4         192.168.122.10/24', ' vnet0      52:54:00:77:00:65    ipv6         FD00::10/64', ' -          -                    ipv4         192.168.122.11/24'), 'lease'), [
      { address: '192.168.122.10', source: 'lease', mac: '52:54:00:77:00:65' }, { address: 'fd00::10', source: 'lease', mac: '52:54:00:77:00:65' }, { address: '192.168.122.11', source: 'lease', mac: '' },
    ]);
  });

  it('is none that leads nowhere from outside, and nothing that is none', () => {
    const rows = [
      'ipv4         127.0.0.1/8', 'ipv4         169.254.3.4/16', 'ipv4         0.0.0.0/0', 'ipv4         224.0.0.1/4', 'ipv4         256.1.1.1/24', 'ipv4         fd00::1/64', 'ipv6         ::1/128', 'ipv6         ::/0',
      'ipv6         fe80::5054:ff:fe77:65/64', 'ipv6         febf::1/64', 'ipv6         ff02::1/8', 'ipv6         10.0.0.1/24', 'N/A          N/A', 'ipv4         10.0.0.1', 'ipv4         10.0.0.1/24; reboot', 'ipv6         a:/64', '10.0.0.1/24',
    ];
    assert.deepEqual(readAddresses(table(...rows.map((row) => ` lo         00:00:00:00:00:00    ${row}`)), 'agent'), []);
    assert.deepEqual(readAddresses('error: Guest agent is not responding: QEMU guest agent is not connected', 'agent'), []);
  });

  it('is first the one that its agent says of a card of its own, then a lease, then what was seen; IPv4 first, and each once', () => {
    const agent = readAddresses(table(
      ' lo         00:00:00:00:00:00    ipv4         127.0.0.1/8', ' docker0    02:42:00:00:00:01    ipv4         172.17.0.1/16', ' eth0       52:54:00:77:00:65    ipv6         fd00::10/64', ' eth0       52:54:00:77:00:65    ipv4         192.168.122.10/24',
    ), 'agent');
    const lease = readAddresses(table(' vnet0      52:54:00:77:00:65    ipv4         192.168.122.10/24', ' vnet0      52:54:00:77:00:65    ipv4         192.168.122.77/24'), 'lease');
    const brief = (macs: readonly string[], ...told: Parameters<typeof surestFirst>[0][]) => surestFirst(told.flat(), new Set(macs)).map(({ address, source }) => `${address} ${source}`);
    assert.deepEqual(brief(['52:54:00:77:00:65'], agent, lease), ['192.168.122.10 agent', '192.168.122.77 lease', 'fd00::10 agent']);
    assert.deepEqual(brief(['52:54:00:00:00:00'], agent), ['172.17.0.1 agent', '192.168.122.10 agent', 'fd00::10 agent'], 'cards that nobody knows are better than none');
    assert.deepEqual(brief(['52:54:00:00:00:00'], agent, lease), ['192.168.122.10 lease', '192.168.122.77 lease']);
    assert.deepEqual(brief([]), []);
  });
});

describe('Pacemaker\'s port of a guest', () => {
  /** The first words of a TLS server that chooses a suite, with the id of a session of so many bytes. */
  const hello = (suite: string, id = 32) => ['open', `16 03 03 00 51 02 00 00 4d 03 03 ${'aa '.repeat(32)}${id.toString(16).padStart(2, '0')} ${'bb '.repeat(id)}${suite} 00`].join('\n');

  it('is pacemaker_remote\'s where a key that is shared is what it wants', () => {
    for (const suite of ['00 8c', '00 a8', '00 aa', 'c0 36', 'cc ab']) assert.deepEqual(readRemotePort(0, hello(suite)), { kind: 'remote' }, suite);
    assert.deepEqual(readRemotePort(0, hello('00 8c', 0)), { kind: 'remote' });
    assert.deepEqual(readRemotePort(0, hello('c0 2f')), { kind: 'taken', how: 'tls', said: '' });
    assert.deepEqual(readRemotePort(0, 'open\n 15 03 03 00 02 02 28\n'), { kind: 'taken', how: 'tls', said: '' });
  });

  it('is not answered in bash\'s own words', () => {
    const bash = (words: string) => `bash: connect: ${words}\nbash: line 1: /dev/tcp/guest1/3121: ${words}`;
    assert.deepEqual(readRemotePort(9, bash('Connection refused')), { kind: 'refused' });
    assert.deepEqual(readRemotePort(9, bash('No route to host')), { kind: 'unreachable', said: 'No route to host' });
    assert.deepEqual(readRemotePort(9, bash('Network is unreachable')), { kind: 'unreachable', said: 'Network is unreachable' });
    assert.deepEqual(readRemotePort(9, bash('Connection timed out')), { kind: 'filtered' });
    assert.deepEqual(readRemotePort(124, ''), { kind: 'filtered' });
    for (const text of ["timeout: failed to run command 'bash': No such file or directory", 'bash: line 1: /dev/tcp/guest1/3121: No such file or directory', '']) assert.deepEqual(readRemotePort(text.startsWith('bash') ? 9 : 127, text), { kind: 'unknown', why: 'no-means' });
  });

  it('shows nothing hidden of what another program says', () => {
    assert.deepEqual(readRemotePort(0, 'open\n 53 53 48 1b 5b 33 31 6d e2 80 ae 0d 0a\n'), { kind: 'taken', how: 'says', said: 'SSH [31m' });
  });
});

it('no target of a guest is one that a person could type for a host', () => {
  for (const domain of ['guest1', 'a@b', '@', ':22', '[::1]:22', 'ssh://host1/', '-F', '"', '\u00a0', '…']) assert.ok(!parseTarget(guestTarget(domain)).ok || domain.trim() === '', domain);
});
