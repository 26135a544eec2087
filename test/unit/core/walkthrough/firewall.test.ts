import assert from 'node:assert/strict';
import { clusterPorts } from '../../../../src/core/walkthrough/clusterPorts';
import type { Firewall } from '../../../../src/core/walkthrough/hostReport';
import { goldenText } from '../../render/goldenText';
import { reportOf } from './hostReports';
import { type RecordedFirewall, recordedFirewalls, standingOfPort, wronglyRead } from './recordedFirewalls';

const recorded = recordedFirewalls();

const read = (said: RecordedFirewall['said']) => reportOf(Object.entries(said).map(([name, [exitCode, text]]) => [name, exitCode, text])).firewall;
const iptables = (...lines: readonly string[]) => read({ 'iptables-version': [0, 'iptables v1.8.9 (nf_tables)'], iptables: [0, ['-P INPUT ACCEPT', ...lines].join('\n')] });
const dropped = '-A INPUT -j DROP';

function lines(firewall: Firewall): readonly string[] {
  if (firewall.kind === 'unknown') return [`unknown: ${firewall.said}`];
  if (firewall.kind !== 'filters') return [firewall.kind];
  return firewall.filters.map(({ at, shut, unsure, doubt, byRule }) => [
    firewall.by ?? '', typeof at === 'string' ? at : `nft ${at.family} ${at.table} ${at.name}`, shut.length > 0 ? `shuts ${shut.join(' ')}${byRule ? ' by a rule' : ''}` : '',
    unsure.length > 0 ? `unsure ${unsure.join(' ')}: ${doubt}` : '', shut.length + unsure.length === 0 ? 'open' : '',
  ].filter(Boolean).join(' '));
}

describe('What filters packets on a host', () => {
  for (const { name, said, reached } of recorded) {
    it(`is read as packets find it: ${name}`, () => {
      const firewall = read(said);
      assert.deepEqual(wronglyRead(firewall, reached), [], lines(firewall).join('\n'));
    });
  }

  it('is told as it was accepted', () => {
    const all = recorded.map(({ name, rules, said }) => [name, ...rules.flatMap((rule) => rule.split('\n')).map((rule) => `  ${rule}`), ...lines(read(said)).map((line) => `  → ${line}`)].join('\n'));
    goldenText('firewalls', `${all.join('\n\n')}\n`, 'core/walkthrough');
  });

  it('is unsure of few of them', () => {
    const unsure = recorded.filter(({ said }) => clusterPorts.some((port) => standingOfPort(read(said), port) === 'unsure')).map(({ name }) => name);
    assert.deepEqual(unsure.filter((name) => !/from-some|other-network|interface|limit|rate|concatenation|legacy/.test(name)), []);
  });

  describe('is firewalld where that runs', () => {
    const active = 'internal\n  interfaces: eth1 eth2\npublic (default)\n  interfaces: eth0\nwork\n  sources: 10.1.0.0/24';
    const firewalld = (routes: readonly string[], zones: readonly string[], activeZones = active) => reportOf([
      ['firewalld', 0, 'running'], ['default-zone', 0, 'public'], ['active-zones', 0, activeZones], ...zones.map((zone) => ['zone', 0, zone] as const), ...routes.map((route) => ['route', 0, route] as const),
      ['iptables', 0, '-P INPUT DROP'],
    ]).firewall;
    const toItself = 'local 10.0.0.1 dev lo src 10.0.0.1 uid 0 \\    cache <local> ';
    const all = ['internal 1 0', 'public 0 1', 'work 0 0'];

    it('in the zone of the interface that leads to the other hosts', () => {
      assert.deepEqual(firewalld([toItself, '10.2.0.2 dev eth2 src 10.2.0.1 uid 0 \\    cache '], all), { kind: 'firewalld', zones: [{ name: 'internal', now: false, later: true }], others: ['public', 'work'] });
      assert.deepEqual(firewalld([toItself, '10.2.0.2 dev eth2 src 10.2.0.1', '10.0.0.2 via 10.9.0.1 dev eth0 src 10.9.0.2'], all), {
        kind: 'firewalld', zones: [{ name: 'internal', now: false, later: true }, { name: 'public', now: true, later: false }], others: ['work'],
      });
    });

    it('in the default zone where the interface is in none, or nobody knows which it is', () => {
      const zones = [{ name: 'public', now: true, later: false }];
      assert.deepEqual(firewalld(['10.3.0.2 dev eth9 src 10.3.0.1'], all), { kind: 'firewalld', zones, others: ['internal', 'work'] });
      assert.deepEqual(firewalld(['RTNETLINK answers: Network is unreachable'], ['public 0 1'], ''), { kind: 'firewalld', zones, others: [] });
    });

    it('and open where it trusts', () => {
      assert.deepEqual(firewalld(['10.0.0.2 dev eth0'], ['trusted 1 1'], 'trusted\n  interfaces: eth0'), { kind: 'firewalld', zones: [{ name: 'trusted', now: true, later: true }], others: [] });
    });

    it('and not where it does not', () => assert.deepEqual(read({ iptables: [0, '-P INPUT ACCEPT'] }), { kind: 'none' }));
  });

  it('is not known where a program did not say it, unless what is shut is known', () => {
    const said = 'iptables v1.8.9: Permission denied (you must be root)';
    assert.deepEqual(read({ iptables: [4, `${said}\nmore`] }), { kind: 'unknown', said });
    assert.deepEqual(read({ nft: [0, 'no JSON'] }), { kind: 'unknown', said: 'no JSON' });
    assert.deepEqual(read({ iptables: [0, '-P INPUT ACCEPT'], ip6tables: [4, said] }), { kind: 'unknown', said });
    assert.equal(read({ iptables: [0, '-P INPUT DROP'], ip6tables: [4, said] }).kind, 'filters');
    assert.deepEqual(read({ iptables: [0, '-P INPUT ACCEPT\n# Warning: iptables-legacy tables present, use iptables-legacy to see them'] }).kind, 'unknown');
  });

  it('is none where the kernel has no such filter', () => {
    assert.deepEqual(read({ iptables: [0, '-P INPUT ACCEPT'], ip6tables: [3, "ip6tables v1.8.9 (legacy): can't initialize ip6tables table `filter': Table does not exist (do you need to insmod?)"] }), { kind: 'none' });
  });

  it('is unsure of a rule that asks or does what is not known here', () => {
    for (const rule of ['-m recent --rcheck --name x --rsource', '-m socket', '-p tcp -m tcp --sport 1024:65535', '-m set ! --match-set x src']) {
      assert.equal(standingOfPort(iptables(`-A INPUT ${rule} -j ACCEPT`, dropped), '2224/tcp'), 'unsure', rule);
    }
    assert.equal(standingOfPort(iptables('-A INPUT -j NFQUEUE --queue-num 0'), '2224/tcp'), 'unsure');
    assert.equal(standingOfPort(iptables('-A INPUT -p tcp -m tcp --dport 9 -m recent --set -j NFQUEUE'), '2224/tcp'), 'open');
  });

  it('reads numbers of protocols, and both ends of a connection', () => {
    assert.equal(standingOfPort(iptables('-A INPUT -p 6 -j ACCEPT', dropped), '2224/tcp'), 'open');
    assert.equal(standingOfPort(iptables('-A INPUT -p 6 -j ACCEPT', dropped), '5405/udp'), 'shut');
    assert.equal(standingOfPort(iptables('-A INPUT -p tcp -m multiport --ports 2224 -j ACCEPT', dropped), '2224/tcp'), 'open');
    assert.equal(standingOfPort(iptables('-A INPUT -p tcp -m multiport --ports 2224 -j ACCEPT', dropped), '3121/tcp'), 'unsure');
  });

  it('ends where chains lead into one another', () => {
    assert.equal(standingOfPort(iptables('-N A', '-N B', '-A INPUT -j A', '-A A -j B', '-A B -j A', dropped), '2224/tcp'), 'shut');
  });
});
