import assert from 'node:assert/strict';
import { planChange } from '../../../../src/core/change/planChange';
import { withCreated } from '../../../../src/core/change/withCreated';
import type { Fault } from '../../../../src/core/fault';
import { success } from '../../../../src/core/result';
import type { ClusterSnapshot, Resource } from '../../../../src/core/snapshot';
import { allSteps, chapters, stepOf } from '../../../../src/core/walkthrough/allSteps';
import { creatingMachine } from '../../../../src/core/walkthrough/creatingMachine';
import type { GuestSight, RemotePort } from '../../../../src/core/walkthrough/guestSituation';
import type { HostReport, Packager, Service, ServiceState, System } from '../../../../src/core/walkthrough/hostReport';
import { nextOf, progressOf } from '../../../../src/core/walkthrough/progress';
import { type Situation, standingOf, type StepId, type StepPlan } from '../../../../src/core/walkthrough/step';
import { quote } from '../../../../src/remote/quote';
import { checklistText, planLines } from '../../../../src/render/checklistText';
import { shownCommand } from '../../../../src/render/commandText';
import { evidenceText } from '../../../../src/render/evidenceText';
import { goldenText } from '../../render/goldenText';
import { t } from '../../render/plainTranslate';
import { dialects } from '../change/recordedDialects';
import { stage } from '../fixtures';
import { bareGuest, chosen, domainXml, elsewhere, empty, file, integrated, notRunning, off, readyGuest, shutDown, sight, unknownName, whole, withGuest } from './guestSituations';
import { bare, installed, key, member } from './hostReports';

const system = (id: string, version: string, packager: Packager | null, like: readonly string[] = []): Partial<HostReport> => ({
  system: { id, like, version, title: `${id} ${version}` } satisfies System, packager, programs: new Set(packager === null ? [] : [packager]),
});

/** Systems by what their goldens say of them; only Debian's were ever run. */
const systems: Readonly<Record<string, Partial<HostReport>>> = {
  'Debian 12': system('debian', '12', 'apt-get'),
  'Ubuntu 24.04': system('ubuntu', '24.04', 'apt-get', ['debian']),
  'AlmaLinux 9 (never run)': system('almalinux', '9.4', 'dnf', ['rhel']),
  'Fedora 41 (never run)': system('fedora', '41', 'dnf'),
  'CentOS 7 (never run)': system('centos', '7', 'yum', ['rhel']),
  'openSUSE Leap 15.6 (never run)': system('opensuse-leap', '15.6', 'zypper', ['suse']),
  'NixOS (never run)': system('nixos', '24', null),
};

const without = (snapshot: ClusterSnapshot, ...ids: readonly string[]): ClusterSnapshot => ({
  ...snapshot,
  resources: snapshot.resources.filter(({ id }) => !ids.includes(id)),
  constraints: snapshot.constraints.filter((each) => each.kind !== 'location' || !ids.includes(each.resource ?? '')),
});
const unplaced: ClusterSnapshot = { ...whole, constraints: [] };
const withResource = (snapshot: ClusterSnapshot, change: (resource: Resource) => Resource): ClusterSnapshot => ({ ...snapshot, resources: snapshot.resources.map(change) });
const notNode: ClusterSnapshot = {
  ...withResource(without(whole, 'guest1', 'FAKE1', 'FAKE2', 'FAKE3', 'FAKE4', 'FAKE5'), (each) => (each.config === null ? each : { ...each, config: { ...each.config, meta: {} } })),
  nodes: whole.nodes.filter(({ kind }) => kind === 'cluster'), guests: whole.guests.map((guest) => ({ ...guest, node: null, state: 'managed' })),
};
const lost = stage('bookworm/20-after-kill');
const back = stage('bookworm/21-recovered-before-cleanup');
const recovery: Situation['recovery'] = {
  node: 'guest1', failedAt: '2026-11-22T17:05:01Z',
  moments: [{ event: 'failed', at: 1_000 }, { event: 'stopping', at: 1_000 }, { event: 'starting', at: 4_250 }, { event: 'booting', at: 5_200 }, { event: 'returned', at: 20_700 }],
};

const byPcs = (of: Situation) => chosen(of, { way: 'pcs' });

const nowhere: Partial<GuestSight> = { domains: success([{ name: 'web', state: 'running', id: 4 }]), domain: null, addresses: [], name: unknownName, port: { kind: 'unknown', why: 'no-address' } };

const situations: Readonly<Record<string, Situation>> = {
  'no-machine': withGuest({ hosts: [installed('host1')], seen: { code: 'guest-nowhere', domain: 'guest1' }, sights: [sight(nowhere)], address: null, through: null, clockAheadMs: null }),
  'machine-off': withGuest({ seen: notRunning, sights: [sight({ ...off, name: unknownName }), elsewhere({ name: unknownName })], address: null, through: null, clockAheadMs: null }),
  'bare-guest': withGuest({ seen: bareGuest, sights: [sight({ name: unknownName, port: { kind: 'refused' } }), elsewhere({ name: unknownName, port: { kind: 'refused' } })] }),
  'own-key': withGuest({ seen: readyGuest({ key: { ...key, digest: 'cd'.repeat(32), bytes: 4096 }, services: new Map<Service, ServiceState>([['pacemaker_remote', { active: 'active', enabled: 'disabled' }]]) }), sights: [sight({ port: { kind: 'refused' } }), elsewhere({ port: { kind: 'refused' } })] }),
  'ready': withGuest({ sights: [sight({ domain: { state: 'running', persistent: true, autostart: true, xml: null } }), elsewhere()] }),
  'shut-down': shutDown(false, empty),
  'integrated': integrated(whole),
  'lost': { ...integrated(lost), recovery: { ...recovery, moments: recovery.moments.slice(0, 3) } },
  'back': { ...integrated(back), recovery },
  'forgotten': { ...integrated({ ...back, failures: [] }), recovery: { ...recovery, moments: [...recovery.moments, { event: 'forgotten', at: 31_000 }] } },
  'troubles': withGuest({
    seen: readyGuest({ services: new Map<Service, ServiceState>([['pacemaker', { active: 'active', enabled: 'enabled' }]]), key: { kind: 'unreadable' }, firewall: { kind: 'unknown', said: 'Permission denied' } }),
    hosts: [member('guest1'), member('host2'), member('host3'), member('host4')],
    sights: [
      sight({ name: { lines: [{ number: 7, address: '10.9.9.9', names: ['guest1'] }], resolved: ['10.9.9.9'] }, port: { kind: 'taken', how: 'says', said: 'SSH-2.0-OpenSSH_9.2' } }),
      sight({ name: { lines: [{ number: 2, address: '192.168.122.10', names: ['guest1'] }, { number: 9, address: '192.168.122.10', names: ['guest1'] }], resolved: ['192.168.122.10'] }, port: { kind: 'filtered' }, file: file('<domain><name>other</name></domain>') }),
      elsewhere({ name: { lines: [], resolved: ['127.0.1.1'] }, port: { kind: 'unreachable', said: 'No route to host' } }),
      { code: 'disconnected', host: 'root@4' },
    ],
    clockAheadMs: -7_200_000,
  }, 'unknown'),
};

describe('The steps of a guest', () => {
  for (const [name, of] of Object.entries(situations)) {
    it(`are as they were accepted: ${name}`, () => goldenText(`checklist-guest-${name}`, checklistText(of, { cluster: 'Lab', at: 0, line: quote }, t), 'core/walkthrough'));
  }

  it('install pacemaker_remote by the names that each system has for it', () => {
    const text = Object.entries(systems).map(([name, more]) => {
      const of = withGuest({ seen: bare('guest1', more) });
      const { check, plan } = stepOf('remote');
      return [name, ...(standingOf(check(of)) === 'missing' ? planLines(plan(of), quote, t) : [standingOf(check(of))]).map((line) => `  ${line}`)].join('\n');
    });
    goldenText('guest-packages', `${text.join('\n')}\n`, 'core/walkthrough');
  });

  it('have a machine made by a command for the host’s own system, with virt-install first where that lacks', () => {
    const text = Object.entries(systems).map(([name, more]) => [name, ...creatingMachine(bare('host1', more), 'guest1', 'qemu:///system').map((words) => `  ${quote(words)}`)].join('\n'));
    goldenText('guest-machines', `${text.join('\n')}\n`, 'core/walkthrough');
  });

  it('change the cluster by the words of each pcs', () => {
    const planned: readonly (readonly [Situation, StepId])[] = [
      [shutDown(true, empty), 'guestNode'], [integrated(notNode), 'guestNode'], [byPcs(shutDown(true, empty)), 'guestNode'], [byPcs(integrated(notNode)), 'guestNode'], [integrated(stage('bookworm/30-vm-guest1-disabled')), 'guestOnline'],
      [integrated(without(whole, 'FAKE1', 'FAKE2', 'FAKE3', 'FAKE4', 'FAKE5')), 'dummies'], [integrated(unplaced), 'placement'], [integrated(back), 'cleanup'],
    ];
    const text = planned.flatMap(([of, id]) => tasksOf(stepOf(id).plan(of)).map((task, index, tasks) => {
      const snapshot = of.cluster.kind === 'running' ? of.cluster.snapshot : assert.fail();
      const versions = new Map<string, string[]>();
      for (const dialect of dialects) {
        const plan = planChange(task, dialect, withCreated(tasks.slice(0, index), snapshot));
        assert.ok(plan.ok, `${id} by pcs ${dialect.pcs}: ${JSON.stringify(plan)}`);
        const lines = plan.value.commands.map((words, at) => `    ${shownCommand(words, plan.value.inputs?.[at], quote)}`).join('\n');
        versions.set(lines, [...(versions.get(lines) ?? []), dialect.pcs.startsWith('0.9') ? `${dialect.pcs} (never run)` : dialect.pcs]);
      }
      return [id, ...[...versions].flatMap(([lines, by]) => [`  ${by.join(', ')}`, lines])].join('\n');
    }));
    goldenText('guest-tasks', `${text.join('\n')}\n`, 'core/walkthrough');
  });

  it('leave a machine that the cluster runs where it is, and have no libvirt start it beside the cluster', () => {
    const started = { state: 'shut off', persistent: true, autostart: true, xml: domainXml };
    const of = withGuest({ sights: [sight({ file: file(), domain: { ...started, state: 'running' } }), elsewhere({ file: file(), domain: started })] }, whole);
    const { check, plan } = stepOf('shutDown');
    assert.deepEqual(check(of).map(({ target, standing, evidence }) => [target, standing, evidence.code]), [['root@1', 'missing', 'autostarts-managed'], ['root@2', 'missing', 'autostarts-managed']]);
    const planned = plan(of);
    assert.deepEqual(planned.kind === 'commands' ? [planned.machines.map(({ target, commands }) => [target, commands.map(quote)]), planned.cautions] : null, [
      ['root@1', 'root@2'].map((target) => [target, ['virsh --connect qemu:///system autostart --disable --domain guest1']]), [],
    ]);
    assert.deepEqual(check(integrated(whole)).map(({ standing }) => standing), ['unneeded']);
    // Where the cluster does not say what it runs, a machine that is off is known to be started by libvirt all the same.
    assert.deepEqual(check(withGuest({ sights: [elsewhere({ domain: started })] }, 'unknown')).map(({ evidence }) => evidence.code).slice(0, 1), ['autostarts']);
  });

  it('plan nothing where nothing is missing, and only for machines on which something is', () => {
    for (const [name, of] of Object.entries(situations)) {
      for (const { step, findings, plan } of progressOf(of)) {
        const missing = findings.filter(({ standing }) => standing === 'missing').map(({ target }) => target);
        if (missing.length === 0) assert.equal(plan.kind, 'none', `${step.id} of ${name}`);
        if (plan.kind === 'commands' && !missing.includes(null)) assert.deepEqual(plan.machines.map(({ target }) => target).filter((target) => !missing.includes(target)), [], `${step.id} of ${name}`);
      }
    }
  });

  it('stand in their chapters, and say nothing while nobody has chosen a guest', () => {
    const hosts = { ...withGuest(), guest: null };
    assert.deepEqual(progressOf(hosts).map(({ step }) => step), chapters[0]?.steps);
    for (const { steps } of chapters.slice(1)) for (const { id, check, plan } of steps) assert.deepEqual([standingOf(check(hosts)), plan(hosts).kind], ['unknown', 'none'], id);
  });

  describe('run a second time', () => {
    /** For each step what is before it, and what its plan brings about. */
    const effects: readonly (readonly [StepId, Situation, Situation])[] = [
      ['domain', situations['no-machine'] ?? assert.fail(), withGuest()],
      ['reach', situations['machine-off'] ?? assert.fail(), withGuest({ sights: [sight({ name: unknownName }), elsewhere({ name: unknownName })] })],
      ['guestFirewall', withGuest({ seen: readyGuest(filtered(['3121/tcp', '2224/tcp'])) }), withGuest({ seen: readyGuest(filtered(['2224/tcp'])) })],
      ['remote', withGuest({ seen: bareGuest }), withGuest()],
      ['guestKey', withGuest({ seen: readyGuest({ key: { kind: 'absent' } }) }), withGuest()],
      ['guestKey', situations['own-key'] ?? assert.fail(), withGuest({ seen: readyGuest({ key: { kind: 'absent' } }) })],
      ['guestKey', withGuest({ seen: readyGuest({ key: { ...key, mode: '644' } }) }), withGuest()],
      ['guestKey', withGuest({ seen: readyGuest({ key: { ...key, bytes: 3 } }) }), withGuest({ seen: readyGuest({ key: { kind: 'absent' } }) })],
      ['remoteRuns', withGuest({ seen: readyGuest({ services: new Map([['pacemaker_remote', { active: 'inactive', enabled: 'disabled' }]]) }) }), withGuest()],
      ['hostNames', withGuest({ sights: [sight({ name: unknownName }), elsewhere()] }), withGuest()],
      ['shutDown', situations['ready'] ?? assert.fail(), shutDown(false, 'idle')],
      ['domainFile', shutDown(false, 'idle'), shutDown(true, 'idle')],
      ['guestNode', shutDown(true, empty), integrated(whole)],
      ['guestNode', integrated(notNode), integrated(whole)],
      ['guestNode', byPcs(shutDown(true, empty)), byPcs(integrated(whole))],
      ['guestNode', byPcs(integrated(notNode)), byPcs(integrated(whole))],
      ['guestOnline', integrated(stage('bookworm/30-vm-guest1-disabled')), integrated(whole)],
      ['dummies', integrated(without(whole, 'FAKE2', 'FAKE5')), integrated(whole)],
      ['placement', integrated(unplaced), integrated(whole)],
      ['kill', integrated(whole), integrated(lost)],
      ['cleanup', integrated(back), integrated(whole)],
    ];

    for (const [id, before, after] of effects) {
      it(`change nothing: ${id}, after ${stepOf(id).check(before).find(({ standing }) => standing === 'missing')?.evidence.code ?? 'nothing'}${before.guest?.choice.way === 'pcs' ? ', by pcs' : ''}`, () => {
        const { check, plan } = stepOf(id);
        assert.notEqual(plan(before).kind, 'none');
        const isHalf = id === 'guestKey' && plan(after).kind === 'key';
        if (isHalf) return assert.notDeepEqual(plan(after), plan(before));
        assert.deepEqual([['done', 'unneeded'].includes(standingOf(check(after))), plan(after).kind], [true, 'none']);
      });
    }

    it('are those that change anything', () => {
      const changing = new Set(effects.map(([id]) => id));
      assert.deepEqual(chapters.slice(1).flatMap(({ steps }) => steps.map(({ id }) => id)).filter((id) => !changing.has(id)), ['connection', 'port', 'clock', 'nodeName', 'recovery', 'guestTools']);
    });
  });

  it('lead from nothing to the end, one after the other, and kill nothing unasked', () => {
    const looks: readonly Situation[] = [
      withGuest({ seen: { code: 'guest-nowhere', domain: 'guest1' }, sights: [sight(nowhere), sight(nowhere)] }), situations['machine-off'], situations['bare-guest'], situations['own-key'], withGuest({ seen: readyGuest({ key: { kind: 'absent' } }), sights: [sight({ port: { kind: 'refused' } })] }, empty),
      withGuest({ seen: readyGuest({ services: new Map([['pacemaker_remote', { active: 'inactive', enabled: 'disabled' }]]) }) }, empty), withGuest({}, empty), withGuest({ sights: [sight({ file: file() }), elsewhere({ file: file() })] }, empty), shutDown(false, empty), shutDown(true, empty),
      integrated(without(whole, 'FAKE1')), integrated(unplaced), integrated(whole), integrated(lost), integrated(back),
    ].map((of) => (of === undefined ? assert.fail() : of.cluster.kind === 'idle' && of.hosts.length > 1 ? { ...of, cluster: { kind: 'running', snapshot: empty } } : of));
    assert.deepEqual(looks.map((of) => nextOf(progressOf(of))?.step.id ?? null), [
      'domain', 'reach', 'remote', 'guestKey', 'guestKey', 'remoteRuns', 'domainFile', 'shutDown', 'reach', 'guestNode', 'dummies', 'placement', null, null, 'cleanup',
    ]);
  });

  it('wait for a machine that boots, and not where only a person can go on', () => {
    const of = (code: 'connection-refused' | 'guest-without-address' | 'host-key-unknown' | 'authentication-failed') => withGuest({ seen: { code, host: 'guest guest1', domain: 'guest1' } as Fault });
    const { settles } = stepOf('reach');
    assert.deepEqual((['connection-refused', 'guest-without-address', 'host-key-unknown', 'authentication-failed'] as const).map((code) => settles?.isUnderWay(of(code))), [true, true, false, false]);
    assert.equal(settles?.isUnderWay(withGuest({})), false);
  });

  it('start no machine that may run on a host that says nothing', () => {
    const of = withGuest({ seen: notRunning, sights: [sight(off), { code: 'disconnected', host: 'root@2' }] });
    assert.deepEqual([standingOf(stepOf('reach').check(of)), stepOf('reach').plan(of).kind], ['unknown', 'none']);
  });

  it('tell the outcomes of trying its port apart', () => {
    const ports: readonly RemotePort[] = [
      { kind: 'remote' }, { kind: 'refused' }, { kind: 'filtered' }, { kind: 'unreachable', said: 'No route to host' }, { kind: 'taken', how: 'says', said: 'HTTP/1.1 400' }, { kind: 'taken', how: 'silent', said: '' }, { kind: 'unknown', why: 'no-means' },
    ];
    assert.deepEqual(ports.map((port) => ['port', 'connection'].map((id) => standingOf(stepOf(id as StepId).check(withGuest({ sights: [sight({ port }), elsewhere({ port })] }))))), [
      ['done', 'done'], ['wrong', 'done'], ['wrong', 'unknown'], ['wrong', 'wrong'], ['wrong', 'done'], ['wrong', 'done'], ['unknown', 'unknown'],
    ]);
  });

  it('never change a line of /etc/hosts, and write none where the name leads anywhere', () => {
    const named = (resolved: readonly string[], number?: number) => ({ name: { resolved, lines: number === undefined ? [] : [{ number, address: resolved[0] ?? '', names: ['guest1'] }] } });
    for (const more of [named(['10.9.9.9'], 4), named(['10.9.9.9']), named(['127.0.1.1'], 2)]) {
      const of = withGuest({ sights: [sight(more), elsewhere()] });
      assert.deepEqual([standingOf(stepOf('hostNames').check(of)), stepOf('hostNames').plan(of).kind], ['wrong', 'none']);
    }
    const half = stepOf('hostNames').plan(withGuest({ sights: [sight(named(['10.9.9.9'], 4)), elsewhere({ name: unknownName })] }));
    assert.deepEqual(half.kind === 'commands' ? half.machines.map(({ target }) => target) : half, ['root@2']);
  });

  it('take no name for its node that is somebody else’s', () => {
    const said = (of: Situation) => stepOf('nodeName').check(of).map(({ standing, evidence }) => [standing, evidence.code])[0];
    assert.deepEqual(said(withGuest()), ['done', 'node-name']);
    assert.deepEqual(said(withGuest({ choice: { node: 'host2' } })), ['wrong', 'node-is-host']);
    assert.deepEqual(said(withGuest({ choice: { node: 'FAKE1' } }, whole)), ['wrong', 'node-is-resource']);
    assert.deepEqual(said(withGuest({ choice: { node: 'vm-guest1' } }, whole)), ['wrong', 'node-is-resource']);
    assert.deepEqual(said(withGuest({ choice: { domain: 'other' } }, whole)), ['wrong', 'node-is-other']);
    assert.deepEqual(said(withGuest({ choice: { domain: 'vm-guest1' } })), ['done', 'node-name']);
    assert.deepEqual(said(integrated(whole)), ['done', 'node-name']);
  });

  it('take no name that a shell or a line of /etc/hosts would take for more than one', () => {
    for (const node of ['a b', '-a', 'a;b', '', 'a\nb', '.a']) {
      const of = withGuest({ choice: { node }, sights: [sight({ name: unknownName }), elsewhere({ name: unknownName })] });
      for (const id of ['nodeName', 'hostNames'] as const) assert.deepEqual([standingOf(stepOf(id).check(of)), stepOf(id).plan(of).kind], ['wrong', 'none'], `${id} ${node}`);
    }
    for (const domain of ['a b', '-a', '$(touch x)', 'a/b', '']) {
      const of = withGuest({ choice: { domain } });
      for (const id of ['domain', 'domainFile'] as const) assert.deepEqual([standingOf(stepOf(id).check(of)), stepOf(id).plan(of).kind], ['wrong', 'none'], `${id} ${domain}`);
    }
    assert.equal(standingOf(stepOf('nodeName').check(withGuest({ choice: { node: 'guest-1.example.com', domain: 'gäst_1+x' } }))), 'done');
  });

  it('leave a key that lets somebody in', () => {
    const of = integrated(whole, { key: { ...key, digest: 'cd'.repeat(32) } });
    assert.deepEqual([standingOf(stepOf('guestKey').check(of)), stepOf('guestKey').plan(of).kind], ['wrong', 'none']);
  });

  it('write a file where there is none, as it is where there is one, and over none', () => {
    const plan = (...sights: readonly GuestSight[]) => stepOf('domainFile').plan(withGuest({ sights }));
    const changed = file().xml?.replace('kvm', 'qemu');
    const copied = plan(sight(), elsewhere({ file: file(changed) }));
    assert.deepEqual(copied.kind === 'commands' ? copied.machines.map(({ target, input }) => [target, input?.text, input?.from, input?.words[0]]) : copied, [['root@1', changed, 'root@2', 'cat']]);
    assert.equal(plan(sight({ file: file() }), elsewhere({ file: file(changed) })).kind, 'none');
    assert.equal(plan(sight({ file: file('<domain><name>other</name></domain>') }), elsewhere()).kind, 'none');
    assert.deepEqual(standingOf(stepOf('domainFile').check(withGuest({ sights: [elsewhere(), elsewhere()] }))), 'wrong');
  });

  it('tell of a machine that is started from where libvirt deletes the file', () => {
    const from = (config: string) => withResource(whole, (each) => (each.id === 'vm-guest1' && each.config ? { ...each, config: { ...each.config, parameters: { config } } } : each));
    assert.deepEqual(stepOf('domainFile').check(integrated(from('/etc/libvirt/qemu/guest1.xml'))).map(({ standing, evidence }) => [standing, evidence.code]), [['wrong', 'file-of-libvirt']]);
    assert.deepEqual(stepOf('domainFile').check(integrated(from('/srv/guest1.xml'))).map(({ standing, evidence }) => [standing, evidence.code]), [['unneeded', 'file-elsewhere']]);
  });

  it('say what keeps the node from being online, and enable nothing that has failed', () => {
    const of = integrated(stage('bookworm/31-wrong-authkey-in-guest'));
    const [finding] = stepOf('guestOnline').check(of);
    assert.ok(finding?.standing === 'wrong' && finding.evidence.code === 'guest-state' && finding.evidence.failure?.reason === 'Key was rejected by service', JSON.stringify(finding));
    assert.equal(stepOf('guestOnline').plan(of).kind, 'none');
  });

  it('say that nothing starts as long as there is to be fencing and nothing to do it with', () => {
    const off = stage('bookworm/30-vm-guest1-disabled');
    const enabled = withResource(off, (each) => (each.config === null ? each : { ...each, config: { ...each.config, meta: { 'remote-node': 'guest1' } } }));
    const said = (more: Partial<ClusterSnapshot>) => stepOf('guestOnline').check(integrated({ ...enabled, failures: [], ...more })).map(({ standing, evidence }) => [standing, evidence.code]);
    const fences = (is: boolean | null) => ({ cluster: { ...off.cluster, stonithEnabled: is } });
    assert.deepEqual(said({ ...fences(true), fencing: [] }), [['wrong', 'nothing-fences']]);
    assert.deepEqual(said({ ...fences(false), fencing: [] }), [['missing', 'guest-state']]);
    assert.deepEqual(said({ ...fences(true), fencing: stage('bookworm/70-stonith-configured').fencing }), [['missing', 'guest-state']]);
    assert.deepEqual(said({ ...fences(true), fencing: [], properties: { 'have-watchdog': 'true' } }), [['missing', 'guest-state']]);
  });

  it('say where SELinux may keep the agent from the file of a machine that does not start', () => {
    const failed = stage('bookworm/30-vm-guest1-disabled');
    const failures: ClusterSnapshot['failures'] = [{ resource: 'vm-guest1', task: 'start', interval: 0, node: 'host1', rc: 1, text: 'error', reason: 'Failed to start virtual domain guest1.', at: null, guest: null }];
    const enabled = withResource({ ...failed, failures }, (each) => (each.config === null ? each : { ...each, config: { ...each.config, meta: { 'remote-node': 'guest1' } } }));
    const labelled = { ...file(), label: 'system_u:object_r:etc_t:s0' };
    const said = (held: typeof labelled | ReturnType<typeof file>) => stepOf('guestOnline').check(withGuest({ seen: notRunning, sights: [sight({ ...off, file: held }), elsewhere({ file: held })] }, enabled)).map(({ evidence }) => evidenceText(evidence, t));
    assert.deepEqual(said(file()), ['The machine of guest1 does not run. start of vm-guest1 failed on host1: Failed to start virtual domain guest1.']);
    assert.deepEqual(said(labelled), ['The machine of guest1 does not run. start of vm-guest1 failed on host1: Failed to start virtual domain guest1. SELinux may be in the way of /etc/pacemaker/guest1.xml: “ausearch -m avc -ts recent” on that host says so, and “restorecon -v” of the file may help.']);
  });

  it('kill nothing where other things run in the guest, unless somebody has typed its name', () => {
    const of = integrated(withResource(whole, (each) => (each.id === 'FAKE1' ? { ...each, id: 'database' } : each)));
    assert.deepEqual(stepOf('kill').check(of).map(({ standing, evidence }) => [standing, evidence]), [['wrong', { code: 'runs-others', node: 'guest1', resources: ['database'] }]]);
    const { plan } = stepOf('kill');
    for (const other of [of, { ...of, agreed: '' }, { ...of, agreed: 'guest' }]) assert.equal(plan(other).kind, 'none');
    const typed = plan({ ...of, agreed: 'guest1' });
    assert.deepEqual(typed.kind === 'commands' ? [typed.machines.map(({ target }) => target), typed.cautions] : typed, [['guest guest1'], [{ code: 'kills', node: 'guest1', resources: ['database', 'FAKE3', 'FAKE5'] }]]);
    assert.equal(plan({ ...integrated(lost), agreed: 'guest1' }).kind, 'none');
  });

  it('kill nothing in a guest that nobody can look into', () => {
    const of = withGuest({ seen: { code: 'disconnected', host: 'root@1' }, sights: [sight({ file: file() }), elsewhere({ file: file() })] }, whole);
    assert.deepEqual([standingOf(stepOf('kill').check(of)), stepOf('kill').plan(of).kind], ['unknown', 'none']);
  });

  it('shut down no guest of which nobody knows whether it is ready, and hand none over while a host could not be looked at', () => {
    const planned = (of: Situation, id: StepId) => progressOf(of).flatMap(({ step, after, plan }) => (step.id === id ? [[after, plan.kind]] : []))[0];
    assert.deepEqual(planned(withGuest({ seen: { code: 'disconnected', host: 'root@1' } }), 'shutDown'), [['guestKey', 'remoteRuns'], 'none']);
    const half = (sights: readonly (GuestSight | Fault)[]) => withGuest({ seen: notRunning, sights }, empty);
    assert.deepEqual(planned(half([sight({ ...off, file: file() }), { code: 'disconnected', host: 'root@2' }]), 'guestNode'), [['hostNames', 'domainFile'], 'none']);
    assert.deepEqual(planned(half([sight({ ...off, file: file() }), elsewhere({ file: file(), port: { kind: 'filtered' } })]), 'guestNode'), [[], 'tasks']);
  });

  it('take no dummy that is none', () => {
    const of = integrated(withResource(whole, (each) => (each.id === 'FAKE2' ? { ...each, agent: 'ocf:heartbeat:IPaddr2' } : each)));
    assert.deepEqual([standingOf(stepOf('dummies').check(of)), stepOf('dummies').plan(of).kind], ['wrong', 'none']);
  });

  it('are all there, for each a title and a reason of its own', () => {
    const text = checklistText(integrated(whole), { cluster: 'Lab', at: 0, line: quote }, t);
    assert.equal(text.match(/^\d+\. /gm)?.length, allSteps.length);
  });
});

function filtered(shut: readonly ('3121/tcp' | '2224/tcp')[]): Partial<HostReport> {
  return { firewall: { kind: 'filters', by: null, filters: [{ at: 'iptables', shut, unsure: [], doubt: '', byRule: false }] } };
}

function tasksOf(plan: StepPlan) {
  assert.equal(plan.kind, 'tasks');
  return plan.kind === 'tasks' ? plan.tasks : [];
}
