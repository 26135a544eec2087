import { planChange } from '../../../src/core/change/planChange';
import { withCreated } from '../../../src/core/change/withCreated';
import { ofStopped } from '../../../src/core/change/ofStopped';
import { failure } from '../../../src/core/result';
import type { ClusterSnapshot } from '../../../src/core/snapshot';
import type { HostReport, Service } from '../../../src/core/walkthrough/hostReport';
import type { Situation } from '../../../src/core/walkthrough/step';
import { quote } from '../../../src/remote/quote';
import type { SetUpTelling } from '../../../src/render/setUpTelling';
import { dialect, type versions } from '../core/change/recordedDialects';
import { stage } from '../core/fixtures';
import { bareGuest, chosen, elsewhere, empty, file, integrated, readyGuest, shutDown, sight, unknownName, whole, withGuest } from '../core/walkthrough/guestSituations';
import { bare, installed, key, member, situation } from '../core/walkthrough/hostReports';

const back = stage('bookworm/21-recovered-before-cleanup');
const single: ClusterSnapshot = { ...stage('bookworm/20-after-kill'), properties: {}, fencing: [], nodes: stage('bookworm/20-after-kill').nodes.filter(({ name }) => name === 'host1') };
const stopped = { active: 'inactive', enabled: 'disabled' };
const failed = { active: 'failed', enabled: 'enabled' };

/** A host on which libvirt does not start before it is restarted. */
export const wantsRestart: Partial<HostReport> = { wantsRestart: true, services: new Map<Service, HostReport['services'] extends ReadonlyMap<Service, infer State> ? State : never>([['pcsd', { active: 'active', enabled: 'enabled' }], ['corosync', stopped], ['pacemaker', stopped], ['libvirtd.service', failed]]) };

/** Set-ups that are written down for people, from hosts with nothing on them to a guest that has come back. */
export const setUps: Readonly<Record<string, Situation>> = {
  'bare': situation([bare('host1'), bare('host2', { firewall: { kind: 'filters', by: null, filters: [{ at: 'iptables', shut: ['2224/tcp', '5405/udp'], unsure: [], doubt: '', byRule: false }] } })]),
  'red-hat': situation([bare('host1', { system: { id: 'almalinux', like: ['rhel'], version: '9.4', title: 'AlmaLinux 9.4' }, packager: 'dnf', programs: new Set(['dnf']), firewall: { kind: 'firewalld', zones: [{ name: 'public', now: false, later: true }], others: ['libvirt'] } })]),
  'no-cluster': situation([installed('host1'), installed('host2')]),
  'new-key': situation([member('host1', { key: { kind: 'absent' } }), member('host2', { key: { kind: 'absent' } })]),
  'half': situation([member('host1'), member('host2', { key: { kind: 'absent' }, ...wantsRestart })]),
  'trial': situation([member('host1', { corosync: { cluster: null, nodes: [{ name: 'host1', addresses: [] }], fromPackage: false } })], single),
  'done': integrated(whole),
  'bare-guest': withGuest({ seen: bareGuest, sights: [sight({ name: unknownName, port: { kind: 'refused' } }), elsewhere({ name: unknownName, port: { kind: 'refused' } })] }),
  'guest-key': withGuest({ seen: readyGuest({ key: { kind: 'absent' } }), sights: [sight({ port: { kind: 'refused' } }), elsewhere({ port: { kind: 'refused' } })] }),
  'shut-down': shutDown(false, empty),
  'file-on-one': withGuest({ hosts: [member('host1', { key }), member('host2', { key })], sights: [sight({ file: file() }), elsewhere()] }, empty),
  'to-join': shutDown(true, empty),
  'to-join-by-pcs': chosen(shutDown(true, empty), { way: 'pcs' }),
  'back': integrated(back),
};

/** How a set-up is written down where the first host has that pcs, or none. */
export function telling({ hosts, cluster }: Situation, version: (typeof versions)[number] | null = '0.11.5', name = 'Lab'): SetUpTelling {
  const speaker = hosts[0]?.target ?? '';
  const snapshot = cluster.kind === 'running' ? cluster.snapshot : ofStopped(speaker, 0, null);
  return {
    cluster: name, at: 0, line: quote, speaker,
    plan: (task, before) => (version === null ? failure({ code: 'program-missing', host: speaker, program: 'pcs' }) : planChange(task, dialect(version), withCreated(before, snapshot))),
  };
}

/** Which pcs each of them has: none where nothing is installed. */
export function pcsOf(name: string): (typeof versions)[number] | null {
  return name === 'bare' || name === 'red-hat' ? null : '0.11.5';
}
