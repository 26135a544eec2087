import type { Fault } from '../../../../src/core/fault';
import { success } from '../../../../src/core/result';
import type { ClusterSnapshot } from '../../../../src/core/snapshot';
import type { HostReport, Service, ServiceState } from '../../../../src/core/walkthrough/hostReport';
import { probeCommand } from '../../../../src/core/walkthrough/probeCommand';
import type { Situation } from '../../../../src/core/walkthrough/step';
import { valueOf } from '../fixtures';

const running: ServiceState = { active: 'active', enabled: 'enabled' };
const idle: ServiceState = { active: 'inactive', enabled: 'disabled' };

/** A Debian host on which nothing of a cluster is installed. */
export function bare(name: string, more: Partial<HostReport> = {}): HostReport {
  return {
    name,
    system: { id: 'debian', like: [], version: '12', title: 'Debian GNU/Linux 12 (bookworm)' },
    packager: 'apt-get',
    programs: new Set(['apt-get']),
    agents: new Set(),
    brokenPackages: [],
    firewall: { kind: 'none' },
    services: new Map(),
    corosync: null,
    cib: 'absent',
    key: { kind: 'absent' },
    tools: null,
    addresses: new Map([['host1', ['10.0.0.1']], ['host2', ['10.0.0.2']]]),
    wantsRestart: false,
    ...more,
  };
}

/** One on which all is installed and enabled, and which is in no cluster. */
export function installed(name: string, more: Partial<HostReport> = {}): HostReport {
  return bare(name, {
    programs: new Set(['apt-get', 'pcs', 'corosync', 'pacemakerd', 'crm_mon', 'virsh', 'libvirtd', 'qemu-system-x86_64', 'iptables']),
    agents: new Set(['heartbeat/VirtualDomain', 'pacemaker/Dummy']),
    services: new Map<Service, ServiceState>([['pcsd', running], ['corosync', idle], ['pacemaker', idle], ['libvirtd.service', running]]),
    ...more,
  });
}

export const key = { kind: 'file', digest: 'ab'.repeat(32), bytes: 256, mode: '640', owner: 'root', group: 'haclient' } as const;

/** One that is in a cluster of two. */
export function member(name: string, more: Partial<HostReport> = {}): HostReport {
  const nodes = ['host1', 'host2'].map((node) => ({ name: node, addresses: [node] }));
  return installed(name, { corosync: { cluster: 'mycluster', nodes, fromPackage: false }, key, ...more });
}

export function situation(hosts: readonly (HostReport | Fault)[], cluster: ClusterSnapshot | 'idle' | 'unknown' = 'idle'): Situation {
  return { hosts: hosts.map((host, index) => ({ target: `root@${index + 1}`, seen: 'code' in host ? { ok: false, fault: host } : success(host) })), cluster: typeof cluster === 'string' ? { kind: cluster } : { kind: 'running', snapshot: cluster }, guest: null };
}

/** A program of the probe, how it ended and what it wrote. */
export type Part = readonly [name: string, exitCode: number, text: string];

/** What is read when programs of a host say this; `names` are those that it looks up. */
export function reportOf(parts: readonly Part[], names: readonly string[] = []): HostReport {
  const stdout = [...parts, ['end', 0, ''] as const].map(([name, exitCode, text]) => `\nNONCE ${name} ${exitCode}\n${text}\n`).join('');
  return valueOf(probeCommand(names, 'NONCE').parse({ stdout, stderr: '', exitCode: 0 }, 'host1'));
}
