import assert from 'node:assert/strict';
import type { Fault } from '../../../../src/core/fault';
import { allSteps, stepOf } from '../../../../src/core/walkthrough/allSteps';
import { clusterPorts } from '../../../../src/core/walkthrough/clusterPorts';
import type { HostReport, PacketFilter, Program, Service, ServiceState } from '../../../../src/core/walkthrough/hostReport';
import { nextOf, progressOf } from '../../../../src/core/walkthrough/progress';
import { type Situation, standingOf, type StepId, stepIds } from '../../../../src/core/walkthrough/step';
import type { ClusterSnapshot } from '../../../../src/core/snapshot';
import { quote } from '../../../../src/remote/quote';
import { checklistText } from '../../../../src/render/checklistText';
import { goldenText } from '../../render/goldenText';
import { t } from '../../render/plainTranslate';
import { stage } from '../fixtures';
import { bare, installed, key, member, situation } from './hostReports';

const nftInput = { family: 'inet', table: 'filter', name: 'input' };

function filtered(by: 'ufw' | null, filters: readonly (Partial<PacketFilter> & Pick<PacketFilter, 'at'>)[], programs: readonly Program[] = ['apt-get']): HostReport {
  return bare('host1', { firewall: { kind: 'filters', by, filters: filters.map((each) => ({ shut: [], unsure: [], doubt: '', byRule: false, ...each })) }, programs: new Set(programs) });
}

const running = stage('bookworm/20-after-kill');
const single: ClusterSnapshot = { ...running, properties: {}, fencing: [], nodes: running.nodes.filter(({ name }) => name === 'host1') };

const packaged: Partial<HostReport> = { cib: 'untouched', corosync: { cluster: 'debian', nodes: [{ name: 'node1', addresses: ['127.0.0.1'] }], fromPackage: true } };

const situations: Readonly<Record<string, Situation>> = {
  'nothing-installed': situation([bare('host1'), bare('host2', { firewall: { kind: 'unknown', said: 'Permission denied' } })]),
  'no-cluster-yet': situation([installed('host1'), installed('host2', { services: new Map([['pcsd', { active: 'inactive', enabled: 'disabled' }]]) })]),
  'set-up': situation([member('host1'), member('host2')], running),
  'one-host': situation([member('host1', { corosync: { cluster: null, nodes: [{ name: 'host1', addresses: [] }], fromPackage: false } })], single),
  'packaged': situation([installed('host1', packaged)]),
  'half': situation([member('host1', { key: { ...key, mode: '644' } }), member('host2', { key: { kind: 'absent' } })]),
  'two-keys': situation([member('host1'), member('host2', { key: { ...key, digest: 'cd'.repeat(32) } })]),
  'another-cluster': situation([member('host1'), installed('host3', { addresses: new Map([['host1', []], ['host3', ['127.0.1.1']]]) })]),
  'names': situation([installed('host1', { addresses: new Map([['host1', ['127.0.1.1']], ['host2', ['10.0.0.2']]]) }), installed('host2', { addresses: new Map([['host1', []], ['host2', ['10.0.0.2']]]) })]),
  'broken': situation([installed('host1', { brokenPackages: [{ name: 'pcs', repair: 'configure' }, { name: 'corosync', repair: 'reinstall' }, { name: 'cowsay', repair: 'configure' }], wantsRestart: true })]),
  'packaged-used': situation([installed('host1', { ...packaged, cib: 'configured' }), installed('host2', { ...packaged, cib: 'unreadable' })]),
  'odd-keys': situation([member('host1', { key: { ...key, bytes: 12 } }), member('host2', { key: { ...key, bytes: 0 } })]),
  'red-hat': situation([
    bare('host1', { system: { id: 'almalinux', like: ['rhel'], version: '9.4', title: 'AlmaLinux 9.4' }, packager: 'dnf', programs: new Set(['dnf']), firewall: { kind: 'firewalld', zones: [{ name: 'public', now: false, later: true }], others: ['libvirt'] } }),
    bare('host2', { system: { id: 'sles', like: ['suse'], version: '15.5', title: 'SLES 15' }, packager: 'zypper', programs: new Set(['zypper', 'crm']), firewall: { kind: 'firewalld', zones: [{ name: 'public', now: true, later: true }], others: [] } }),
    bare('host4', { firewall: { kind: 'firewalld', zones: [{ name: 'public', now: true, later: false }, { name: 'internal', now: true, later: true }], others: [] } }),
    bare('host5', { firewall: { kind: 'firewalld', zones: [{ name: 'public', now: false, later: false }], others: [] } }),
    bare('host3', { system: { id: 'nixos', like: [], version: '24', title: 'NixOS' }, packager: null, programs: new Set() }),
  ]),
  'filters': situation([
    filtered('ufw', [{ at: 'iptables', shut: ['3121/tcp', '21064/tcp', '5405/udp'] }, { at: 'ip6tables', shut: ['5405/udp'] }]),
    filtered('ufw', [{ at: 'iptables', shut: ['2224/tcp'], byRule: true }, { at: nftInput, shut: ['2224/tcp'] }]),
    filtered(null, [{ at: 'iptables', shut: clusterPorts }]),
    filtered(null, [{ at: 'iptables', shut: ['2224/tcp', '3121/tcp'] }, { at: 'ip6tables', shut: clusterPorts }, { at: nftInput, shut: ['5405/udp'] }], ['apt-get', 'iptables', 'netfilter-persistent']),
    filtered(null, [{ at: nftInput, shut: ['2224/tcp', '3121/tcp', '21064/tcp'] }, { at: { family: 'ip', table: 'more', name: 'in' }, shut: ['2224/tcp'] }, { at: { ...nftInput, table: 'open' } }]),
    filtered(null, [{ at: nftInput }]),
    filtered(null, [{ at: 'iptables', unsure: ['2224/tcp', '3121/tcp'], doubt: '-A INPUT -s 192.0.2.0/24 -j ACCEPT' }]),
  ]),
  'out-of-reach': situation([{ code: 'disconnected', host: 'root@1' }, member('host2')], 'unknown'),
};

describe('The steps of a set-up', () => {
  for (const [name, of] of Object.entries(situations)) {
    it(`are as they were accepted: ${name}`, () => goldenText(`checklist-${name}`, checklistText(of, { cluster: 'Lab', at: 0, line: quote }, t), 'core/walkthrough'));
  }

  it('are each there once, after those that they need', () => {
    assert.deepEqual(allSteps.map(({ id }) => id), stepIds);
    for (const { id, needs } of allSteps) for (const needed of needs) assert.ok(stepIds.indexOf(needed) < stepIds.indexOf(id), `${id} needs ${needed}`);
  });

  it('plan nothing where nothing is missing, and only for hosts on which something is', () => {
    for (const [name, of] of Object.entries(situations)) {
      for (const step of allSteps) {
        const missing = step.check(of).filter(({ standing }) => standing === 'missing').map(({ target }) => target);
        const plan = step.plan(of);
        if (missing.length === 0) assert.equal(plan.kind, 'none', `${step.id} of ${name}`);
        if (plan.kind === 'commands') assert.deepEqual(plan.machines.map(({ target }) => target).filter((target) => !missing.includes(target)), [], `${step.id} of ${name}`);
      }
    }
  });

  it('never take away a cluster that somebody has made', () => {
    const takingAway = Object.values(situations).flatMap((of) => allSteps.flatMap((step) => {
      const plan = step.plan(of);
      return (plan.kind === 'commands' ? plan.machines : []).filter(({ commands }) => commands.some((words) => words.some((word) => word === 'destroy' || word.includes('corosync.conf')))).map(({ target }) => of.hosts.find((host) => host.target === target)?.seen);
    }));
    assert.equal(takingAway.length, 1);
    for (const seen of takingAway) assert.ok(seen?.ok && seen.value.corosync?.fromPackage);
  });

  it('wait for those that they need, whoever wants them first', () => {
    const waiting = progressOf(situation([bare('host1'), bare('host2')])).map(({ step, after, plan }) => [step.id, after, plan.kind]);
    assert.deepEqual(waiting, [
      ['firewall', [], 'none'], ['software', [], 'commands'], ['pcsd', ['software'], 'none'], ['corosync', ['software', 'pcsd'], 'none'], ['key', ['corosync'], 'none'], ['start', ['corosync'], 'none'],
      ['trial', [], 'none'], ['stop', [], 'none'], ['virtualisation', ['software'], 'none'],
    ]);
  });

  describe('for a trial without fencing', () => {
    const conf = (...names: readonly string[]) => ({ corosync: { cluster: 'Lab', nodes: names.map((name) => ({ name, addresses: [] })), fromPackage: false } });
    const said = (of: Situation) => stepOf('trial').check(of).map(({ standing, evidence }) => [standing, evidence.code]);

    it('are for a cluster of a single node that has nothing to fence with', () => {
      const of = situation([member('host1', conf('host1'))], single);
      assert.deepEqual(said(of), [['missing', 'property'], ['missing', 'property']]);
      assert.deepEqual(stepOf('trial').plan(of), {
        kind: 'tasks', tasks: [{ kind: 'setProperty', name: 'stonith-enabled', value: 'false' }, { kind: 'setProperty', name: 'no-quorum-policy', value: 'ignore' }], cautions: [{ code: 'no-fencing' }],
      });
    });

    it('never weaken one of several nodes, though a person has named one of its hosts only', () => {
      const several: readonly Situation[] = [
        situation([member('host1', conf('host1'))], { ...single, nodes: running.nodes }),
        situation([member('host1', conf('host1', 'host2'))], single),
        situation([member('host1', conf('host1', 'host2'))], 'unknown'),
        situation([member('host1', conf('host1')), member('host2', conf('host2'))], single),
      ];
      for (const of of several) {
        assert.deepEqual(said(of), [['unneeded', 'several-hosts']]);
        assert.equal(stepOf('trial').plan(of).kind, 'none');
      }
    });

    it('never switch off what fences', () => {
      const { fencing } = stage('bookworm/70-stonith-configured');
      const fenced = situation([member('host1', conf('host1'))], { ...single, fencing });
      assert.deepEqual(stepOf('trial').check(fenced), [{ target: null, standing: 'unneeded', evidence: { code: 'has-fencing', devices: fencing.map(({ id }) => id) } }]);
      assert.ok(fencing.length > 0);
      assert.deepEqual(said(situation([member('host1', conf('host1'))], { ...single, properties: { 'have-watchdog': 'true' } })), [['unneeded', 'has-fencing']]);
      assert.equal(stepOf('trial').plan(fenced).kind, 'none');
    });

    it('wait until it is known what there is', () => {
      assert.deepEqual(said(situation([member('host1', conf('host1'))], 'idle')), [['unknown', 'not-running']]);
      assert.deepEqual(said(situation([{ code: 'disconnected', host: 'root@1' }], single)), [['unknown', 'not-seen']]);
    });
  });

  describe('towards virtual machines', () => {
    const active: ServiceState = { active: 'active', enabled: 'enabled' };
    const failed: ServiceState = { active: 'failed', enabled: 'disabled' };
    const serviced = (libvirt: ServiceState, pacemaker?: ServiceState) => ({ services: new Map<Service, ServiceState>([['pcsd', active], ['libvirtd.service', libvirt], ...(pacemaker ? [['pacemaker', pacemaker] as const] : [])]) });
    const without = { programs: new Set(installed('').programs) };
    without.programs.delete('virsh');
    const both = (more: Partial<HostReport>) => [member('host1', more), member('host2', more)];
    const nextIn = (of: Situation) => nextOf(progressOf(of))?.step.id ?? null;
    const planned = (of: Situation, id: StepId) => progressOf(of).find(({ step }) => step.id === id)?.plan ?? assert.fail();

    it('install and restart nothing below a cluster that runs, and stop it unasked only for a restart', () => {
      const lacking = situation(both({ ...serviced(failed, active), ...without }), running);
      assert.equal(planned(lacking, 'virtualisation').kind, 'none');
      assert.equal(stepOf('virtualisation').plan(lacking).kind, 'none');
      assert.deepEqual(planned(lacking, 'stop'), { kind: 'tasks', tasks: [{ kind: 'stopCluster', nodes: null }], cautions: [] });
      assert.equal(nextIn(lacking), null);
      assert.equal(nextIn(situation(both({ ...serviced(failed, active), wantsRestart: true }), running)), 'stop');
    });

    it('enable libvirt before a restart, and restart one host after the other', () => {
      const machine = (target: string) => ({ target, commands: [['systemctl', 'enable', 'libvirtd.service'], ['systemctl', 'reboot']], restarts: true });
      assert.deepEqual(planned(situation(both({ ...serviced(failed), wantsRestart: true })), 'virtualisation'), {
        kind: 'commands', oneByOne: true, machines: [machine('root@1'), machine('root@2')], cautions: [{ code: 'restarts', target: 'root@1' }, { code: 'restarts', target: 'root@2' }],
      });
    });

    it('restart no host on which libvirt has only not been started, or runs', () => {
      const idle = planned(situation(both({ ...serviced({ active: 'inactive', enabled: 'disabled' }), wantsRestart: true })), 'virtualisation');
      assert.ok(idle.kind === 'commands' && !idle.oneByOne && idle.machines.every(({ commands, restarts }) => !restarts && commands.every((words) => !words.includes('reboot'))));
      assert.equal(planned(situation(both({ ...serviced(active), wantsRestart: true })), 'virtualisation').kind, 'none');
    });

    it('wait while nobody knows whether a host still runs the cluster', () => {
      const of = situation([member('host1', serviced(failed)), { code: 'disconnected', host: 'root@2' }], 'unknown');
      assert.deepEqual(progressOf(of).filter(({ step }) => step.id === 'stop' || step.id === 'virtualisation').map(({ standing, after, plan }) => [standing, after, plan.kind]), [['unknown', [], 'none'], ['unknown', ['stop'], 'none']]);
    });

    it('lead from a running cluster to virtual machines and back, never round', () => {
      const looks: readonly Situation[] = [
        situation(both({ ...serviced(failed, active), wantsRestart: true }), running),
        situation(both({ ...serviced(failed), wantsRestart: true })),
        situation(both(serviced(active))),
        situation(both(serviced(active, active)), { ...running, nodes: running.nodes.map((node) => ({ ...node, online: true })) }),
      ];
      assert.deepEqual(looks.map(nextIn), ['stop', 'virtualisation', 'start', null]);
    });

    it('tell of a host that has libvirt and no unit of it', () => {
      assert.deepEqual(stepOf('virtualisation').check(situation([installed('host1', { services: new Map() })])), [{ target: 'root@1', standing: 'wrong', evidence: { code: 'unit-missing', name: 'libvirtd.service' } }]);
    });
  });

  it('stop no cluster whose hosts have their virtual machines', () => {
    const runs = { services: new Map<Service, ServiceState>([['pacemaker', { active: 'active', enabled: 'enabled' }], ['virtqemud.socket', { active: 'active', enabled: 'enabled' }]]) };
    assert.deepEqual(stepOf('stop').check(situation([member('host1', runs)], running)).map(({ standing }) => standing), ['unneeded']);
  });

  it('start no cluster of which nobody can tell whether it runs', () => {
    const { check, plan } = stepOf('start');
    const hosts = [member('host1'), member('host2')];
    assert.deepEqual(check(situation(hosts, 'unknown')), [{ target: null, standing: 'unknown', evidence: { code: 'running-unknown' } }]);
    assert.deepEqual(plan(situation(hosts, 'unknown')), { kind: 'none' });
    assert.deepEqual(plan(situation(hosts, 'idle')), { kind: 'tasks', tasks: [{ kind: 'startCluster', nodes: null }], cautions: [] });
  });

  describe('for software', () => {
    const active: ServiceState = { active: 'active', enabled: 'enabled' };
    const runs = { services: new Map<Service, ServiceState>([['pcsd', active], ['pacemaker', active]]) };
    const lackingPcs = { programs: new Set([...installed('').programs].filter((each) => each !== 'pcs')) };
    const commandsFor = (report: HostReport): readonly string[] => {
      const plan = stepOf('software').plan(situation([report]));
      return plan.kind === 'commands' ? plan.machines.flatMap(({ commands }) => commands.map((words) => words.join(' '))) : [];
    };
    const said = (report: HostReport, cluster?: ClusterSnapshot) => stepOf('software').check(situation([report], cluster)).map(({ standing, evidence }) => [standing, evidence.code]);

    it('install only what is not there, and bring nothing to another version', () => {
      const apt = 'env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold install --yes --no-remove';
      assert.deepEqual(commandsFor(installed('host1', lackingPcs)), ['apt-get update', `${apt} --no-upgrade pcs`]);
      assert.deepEqual(commandsFor(installed('host1', { ...lackingPcs, packager: 'dnf' })), ['dnf install -y pcs']);
      assert.deepEqual(commandsFor(installed('host1', { packager: 'zypper', agents: new Set(['heartbeat/VirtualDomain']) })), ['zypper --non-interactive install pacemaker']);
    });

    it('mend what is of the cluster, each as dpkg wants it, and tell of the rest', () => {
      const broken = (name: string, repair: 'configure' | 'reinstall') => installed('host1', { brokenPackages: [{ name, repair }] });
      assert.deepEqual(commandsFor(broken('libpacemaker1', 'configure')), ['env DEBIAN_FRONTEND=noninteractive dpkg --force-confold --configure -a']);
      assert.ok(commandsFor(broken('pcs', 'reinstall')).at(-1)?.endsWith('install --yes --no-remove --reinstall pcs'));
      assert.deepEqual(stepOf('software').check(situation([broken('cowsay', 'reinstall')])), [{ target: 'root@1', standing: 'done', evidence: { code: 'installed', otherBroken: ['cowsay'] } }]);
    });

    it('install nothing below a Pacemaker that runs', () => {
      for (const report of [member('host1', { ...lackingPcs, ...runs }), member('host1', { ...runs, brokenPackages: [{ name: 'pcs', repair: 'configure' }] })]) {
        assert.deepEqual(stepOf('software').check(situation([report])), [{ target: 'root@1', standing: 'wrong', evidence: { code: 'pacemaker-runs', wanted: ['pcs'] } }]);
        assert.deepEqual(commandsFor(report), []);
      }
    });

    it('take away the cluster of a package before they install, and only one that nobody has put anything into', () => {
      const away = ['systemctl disable --now pacemaker corosync', 'rm /etc/corosync/corosync.conf'];
      assert.deepEqual(commandsFor(installed('host1', { ...packaged, ...runs, ...lackingPcs })).slice(0, 3), [...away, 'apt-get update']);
      assert.deepEqual(commandsFor(installed('host1', { ...packaged, cib: 'absent' })), away);
      assert.deepEqual(said(installed('host1', { ...packaged, cib: 'configured' })), [['wrong', 'packaged-cluster-used']]);
      assert.deepEqual(said(installed('host1', { ...packaged, cib: 'unreadable' })), [['unknown', 'cib-unreadable']]);
      const shown = { ...single, host: 'root@1', constraints: [], fencing: [] };
      assert.deepEqual(said(installed('host1', packaged), shown), [['wrong', 'packaged-cluster-used']]);
      assert.deepEqual(said(installed('host1', packaged), { ...shown, resources: [] }), [['missing', 'packaged-cluster']]);
    });

    it('create no cluster over one that a package has set up and somebody uses', () => {
      for (const [cib, standing] of [['configured', 'wrong'], ['unreadable', 'unknown']] as const) {
        const of = situation([installed('host1', { ...packaged, cib })]);
        assert.equal(standingOf(stepOf('corosync').check(of)), standing);
        assert.equal(stepOf('corosync').plan(of).kind, 'none');
      }
    });
  });

  describe('for a key', () => {
    const said = (...hosts: readonly HostReport[]) => stepOf('key').check(situation(hosts)).map(({ standing, evidence }) => [standing, evidence.code]);
    const plan = (...hosts: readonly HostReport[]) => stepOf('key').plan(situation(hosts));
    const none = member('host2', { key: { kind: 'absent' } });

    it('give it to those that have none', () => {
      assert.deepEqual(plan(member('host1'), none), { kind: 'key', from: 'root@1', isNew: false, to: ['root@2'] });
      assert.deepEqual(plan(none, none), { kind: 'key', from: 'root@1', isNew: true, to: ['root@2'] });
    });

    it('put only mode and group right of the one that is right', () => {
      const open = member('host1', { key: { ...key, mode: '644' } });
      const mended = { kind: 'commands', oneByOne: false, machines: [{ target: 'root@1', commands: [['chgrp', 'haclient', '/etc/pacemaker/authkey'], ['chmod', '0640', '/etc/pacemaker/authkey']], restarts: false }], cautions: [] };
      assert.deepEqual(plan(open, none), mended);
      assert.deepEqual(plan(member('host1', { key: { ...key, group: 'root' } })), mended);
      assert.deepEqual(said(member('host1', { key: { ...key, owner: 'hacluster', mode: '400' } })), [['done', 'key']]);
      // Its group may not read it, or others may write it.
      for (const mode of ['600', '660']) assert.deepEqual(said(member('host1', { key: { ...key, mode } })), [['missing', 'key-open']], mode);
    });

    it('take for none what is too short, and say of which it goes', () => {
      const [short, empty] = [member('host2', { key: { ...key, bytes: 31 } }), member('host3', { key: { ...key, bytes: 0 } })];
      assert.deepEqual(said(member('host1'), short, empty), [['done', 'key'], ['missing', 'key-short'], ['missing', 'key-short']]);
      const gone = (target: string) => ({ target, commands: [['rm', '/etc/pacemaker/authkey']], restarts: false });
      assert.deepEqual(plan(member('host1'), short, empty), { kind: 'commands', oneByOne: false, machines: [gone('root@2'), gone('root@3')], cautions: [{ code: 'short-key-goes', target: 'root@2', bytes: 31 }] });
    });

    it('plan nothing while hosts have different ones, or one cannot be read', () => {
      const other = member('host2', { key: { ...key, digest: 'cd'.repeat(32) } });
      assert.deepEqual(said(member('host1'), other), [['wrong', 'keys-differ'], ['wrong', 'keys-differ']]);
      assert.deepEqual(plan(member('host1'), other, none), { kind: 'none' });
      const unreadable = member('host2', { key: { kind: 'unreadable' } });
      assert.deepEqual(said(member('host1'), unreadable), [['done', 'key'], ['unknown', 'key-unreadable']]);
      assert.deepEqual(plan(none, unreadable), { kind: 'none' });
    });
  });

  it('tell of a host that has pcs and no daemon of it', () => {
    assert.deepEqual(stepOf('pcsd').check(situation([installed('host1', { services: new Map() })])), [{ target: 'root@1', standing: 'wrong', evidence: { code: 'unit-missing', name: 'pcsd' } }]);
    assert.equal(stepOf('pcsd').plan(situation([installed('host1', { services: new Map() })])).kind, 'none');
  });

  it('judge a cluster by the hosts that could be looked at, and create none while one could not', () => {
    const unseen: Fault = { code: 'disconnected', host: 'root@2' };
    const said = (...hosts: readonly (HostReport | Fault)[]) => stepOf('corosync').check(situation(hosts)).map(({ standing, evidence }) => [standing, evidence.code]);
    assert.deepEqual(said(member('host1'), unseen), [['done', 'cluster-of'], ['unknown', 'not-seen']]);
    assert.deepEqual(said(member('host3'), unseen), [['wrong', 'other-cluster'], ['unknown', 'not-seen']]);
    assert.deepEqual(said(installed('host1'), unseen), [['missing', 'no-cluster'], ['unknown', 'not-seen']]);
    assert.deepEqual(stepOf('corosync').plan(situation([installed('host1'), unseen])), { kind: 'none' });
  });

  it('create a cluster only of hosts that are all in none', () => {
    assert.deepEqual(stepOf('corosync').plan(situation([installed('host1'), installed('host2')])), { kind: 'cluster', hosts: ['host1', 'host2'] });
    assert.deepEqual(stepOf('corosync').plan(situation([member('host1'), installed('host2')])), { kind: 'none' });
    assert.equal(standingOf(stepOf('corosync').check(situation([member('host1'), installed('host2')]))), 'missing');
  });
});
