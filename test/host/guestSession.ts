import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../../src/core/command';
import { createEmitter } from '../../src/core/emitter';
import { failure, type Result, success } from '../../src/core/result';
import type { ClusterSnapshot } from '../../src/core/snapshot';
import type { GuestSight } from '../../src/core/walkthrough/guestSituation';
import type { HostReport, Service, ServiceState } from '../../src/core/walkthrough/hostReport';
import type { ClusterSession } from '../../src/session/clusterSession';
import type { ClusterState } from '../../src/session/clusterState';
import type { HostLink } from '../../src/session/ports';
import { snapshotOf } from '../unit/core/fixtures';
import { bare, key, member } from '../unit/core/walkthrough/hostReports';

const recorded = (path: string) => readFileSync(join(__dirname, '../../../test/fixtures/bookworm', path), 'utf8');

/** What a real cluster of two hosts with guest1 said at some moment of its life. */
export function moment(folder: string): ClusterSnapshot {
  return snapshotOf({ status: recorded(`${folder}/crm_mon-xml.out`), cib: recorded(`${folder}/cibadmin-Q.out`), domains: { host1: recorded('10-guest-online-5-dummies/virsh-list.out') } });
}

const xml = "<domain type='kvm'><name>guest1</name></domain>\n";
const running: ServiceState = { active: 'active', enabled: 'enabled' };

/** The session of a cluster of one host with the virtual machine guest1, of which every look finds what is set here. `ran` is what was run to change something. */
export function guestSession(first: ClusterSnapshot | null) {
  const states = createEmitter<ClusterState>();
  const ran: string[] = [];
  const domain: { state: string | null } = { state: 'running' };
  const listed = () => (domain.state === null ? [] : [{ name: 'guest1', state: domain.state, id: null }]);
  const live = (last: ClusterSnapshot) => ({ kind: 'live', last, checkedAt: 0, notes: [], otherViews: [] }) as unknown as ClusterState;
  let state = first === null ? ({ kind: 'stopped', last: null, host: 'host1', at: 0, notes: [] } as unknown as ClusterState) : live(first);
  let carriesOut: (line: string) => void = () => undefined;

  const sight = (): GuestSight => ({
    domains: success(listed()),
    domain: domain.state === null ? null : { state: domain.state, persistent: true, autostart: false, xml },
    addresses: [{ address: '192.168.122.10', source: 'lease' }],
    name: { lines: [{ number: 3, address: '192.168.122.10', names: ['guest1'] }], resolved: ['192.168.122.10'] },
    port: { kind: 'remote' },
    file: { path: '/etc/pacemaker/guest1.xml', xml, mode: '640', owner: 'root', group: 'haclient', label: null },
  });
  const guest: HostReport = bare('guest1', {
    programs: new Set(['apt-get', 'pacemaker-remoted', 'crm_mon']), agents: new Set(['heartbeat/VirtualDomain', 'pacemaker/Dummy']),
    services: new Map<Service, ServiceState>([['pacemaker_remote', running]]), key, tools: { exitCode: 0, text: 'Online: [ host1 ]' },
  });
  const host: HostReport = member('host1', { services: new Map<Service, ServiceState>([...(['pcsd', 'corosync', 'pacemaker', 'libvirtd.service'] as const).map((service) => [service, running] as const)]) });

  const answer = (target: string | null, line: string): unknown => {
    if (line.startsWith('uname ')) return 'host1';
    if (line.startsWith('date ')) return 1_795_431_413_370;
    if (line.includes('/dev/tcp/')) return sight();
    if (line.endsWith('list --all')) return listed();
    return target?.startsWith('guest ') ? guest : host;
  };
  const link = (target: string) => ({
    target,
    state: { kind: 'connected', since: 0 },
    connect: async () => success(undefined),
    disconnect: () => undefined,
    run: async ({ argv }: Command<unknown>) => {
      ran.push(`${target}: ${argv.join(' ')}`);
      carriesOut(argv.join(' '));
      return success({ kind: 'accepted' });
    },
  }) as unknown as HostLink;

  const session = {
    definition: { id: 'lab', name: 'lab', hosts: [{ target: 'host1', libvirtUri: 'qemu:///system' }], practice: false, readOnly: false },
    get state() { return state; },
    onDidChangeState: (listener: (state: ClusterState) => void) => states.on(listener),
    refresh: async () => success(undefined),
    run: async (target: string | null, { argv }: Command<unknown>): Promise<Result<unknown>> => (first === null && argv[0] === 'cibadmin' ? failure({ code: 'cancelled' }) : success(answer(target, argv.join(' ')))),
    guests: { addressOf: () => null, find: () => undefined, by: () => link('guest guest1') },
    changes: { alone: async (signal: AbortSignal, act: (signal: AbortSignal, linkTo: (target: string) => HostLink) => Promise<unknown>) => success(await act(signal, link)) },
  } as unknown as ClusterSession;
  return {
    session,
    /** libvirt's word for the machine; null where there is none. */
    domain,
    ran,
    /** What the cluster and the machine become of a command. */
    becomes: (of: (line: string) => void) => void (carriesOut = of),
    show(snapshot: ClusterSnapshot) {
      state = live(snapshot);
      states.fire(state);
    },
  };
}
