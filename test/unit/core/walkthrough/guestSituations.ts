import type { Fault } from '../../../../src/core/fault';
import { failure, success } from '../../../../src/core/result';
import type { ClusterSnapshot } from '../../../../src/core/snapshot';
import { domainFile, type GuestChoice, type GuestSight, type GuestSituation, guestTarget } from '../../../../src/core/walkthrough/guestSituation';
import type { HostReport, Service, ServiceState } from '../../../../src/core/walkthrough/hostReport';
import type { Situation } from '../../../../src/core/walkthrough/step';
import { stage } from '../fixtures';
import { bare, key, member, situation } from './hostReports';

const running: ServiceState = { active: 'active', enabled: 'enabled' };

export const domainXml = "<domain type='kvm'>\n  <name>guest1</name>\n  <devices>\n    <graphics type='vnc' port='-1'/>\n  </devices>\n</domain>\n\n";

/** The cluster before it has anything to run. */
export const empty = stage('bookworm/01-empty-cluster');

/** With the guest online, the five dummies, and what FAKE3 prefers. */
export const whole = stage('bookworm/10-guest-online-5-dummies');

/** A guest of Debian on which nothing is installed. */
export const bareGuest = bare('guest1');

/** One that is ready to be a node. */
export function readyGuest(more: Partial<HostReport> = {}): HostReport {
  return bare('guest1', {
    programs: new Set(['apt-get', 'pacemaker-remoted', 'crm_mon']),
    agents: new Set(['heartbeat/VirtualDomain', 'pacemaker/Dummy']),
    services: new Map<Service, ServiceState>([['pacemaker_remote', running]]),
    key,
    ...more,
  });
}

/** What a host says on which the guest runs that is ready. */
export function sight(more: Partial<GuestSight> = {}): GuestSight {
  return {
    domains: success([{ name: 'guest1', state: 'running', id: 1 }]),
    domain: { state: 'running', persistent: true, autostart: false, xml: domainXml },
    addresses: [{ address: '192.168.122.10', source: 'lease' }],
    name: { lines: [{ number: 3, address: '192.168.122.10', names: ['guest1'] }], resolved: ['192.168.122.10'] },
    port: { kind: 'remote' },
    file: null,
    ...more,
  };
}

/** Of another host, which knows nothing of the machine itself. */
export function elsewhere(more: Partial<GuestSight> = {}): GuestSight {
  return sight({ domains: success([]), domain: null, addresses: [], ...more });
}

export const unknownName = { lines: [], resolved: [] };

export function file(xml = domainXml): NonNullable<GuestSight['file']> {
  return { path: domainFile('guest1'), xml, mode: '640', owner: 'root', group: 'haclient', label: null };
}

export const off: Partial<GuestSight> = { domains: success([{ name: 'guest1', state: 'shut off', id: null }]), domain: { state: 'shut off', persistent: true, autostart: false, xml: domainXml }, port: { kind: 'unreachable', said: 'No route to host' } };

export const notRunning: Fault = { code: 'guest-not-running', domain: 'guest1', state: 'shut off' };

/** A cluster of two hosts with a guest that is ready and runs on the first of them, or with what is said here of it. */
export function withGuest(
  { seen = readyGuest(), sights = [sight(), elsewhere()], choice = {}, hosts = [member('host1'), member('host2')], ...more }: Partial<Omit<GuestSituation, 'seen' | 'choice' | 'hosts'>> & {
    readonly seen?: HostReport | Fault;
    readonly sights?: readonly (GuestSight | Fault)[];
    readonly choice?: Partial<GuestChoice>;
    readonly hosts?: readonly (HostReport | Fault)[];
  } = {},
  cluster: ClusterSnapshot | 'idle' | 'unknown' = 'idle',
): Situation {
  const of = situation(hosts, cluster);
  const guest: GuestSituation = {
    choice: { domain: 'guest1', node: 'guest1', user: 'root', address: null, way: 'hand', ...choice },
    target: guestTarget(choice.domain ?? 'guest1'),
    libvirtUri: 'qemu:///system',
    hosts: of.hosts.map(({ target }, index) => {
      const said = sights[index] ?? elsewhere();
      return { target, seen: 'code' in said ? failure(said) : success(said) };
    }),
    address: { address: '192.168.122.10', source: 'lease' },
    through: 'root@1',
    seen: 'code' in seen ? failure(seen) : success(seen),
    clockAheadMs: 120,
    ...more,
  };
  return { ...of, guest };
}

/** The same when a person has said something else of it. */
export function chosen(of: Situation, choice: Partial<GuestChoice>): Situation {
  return of.guest === null ? of : { ...of, guest: { ...of.guest, choice: { ...of.guest.choice, ...choice } } };
}

/** The same with the guest off, and the file on both hosts or on none. */
export function shutDown(hasFile: boolean, cluster: ClusterSnapshot | 'idle' | 'unknown'): Situation {
  const held = hasFile ? { file: file() } : {};
  return withGuest({ seen: notRunning, address: null, through: null, clockAheadMs: null, sights: [sight({ ...off, addresses: [], ...held }), elsewhere({ ...held, port: { kind: 'unreachable', said: 'No route to host' } })] }, cluster);
}

/** The cluster with the guest in it: its libvirt knows it only as long as it runs. */
export function integrated(cluster: ClusterSnapshot, more: Partial<HostReport> = {}): Situation {
  return withGuest({ seen: readyGuest({ tools: { exitCode: 0, text: 'Node List:\n  * Online: [ host1 host2 ]\n  * GuestOnline: [ guest1 ]' }, ...more }), sights: [sight({ file: file() }), elsewhere({ file: file() })] }, cluster);
}
