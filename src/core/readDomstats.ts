import type { DocumentFault } from './fault';
import { failure, success, type Result } from './result';

/** Figures of one domain, as libvirt counts them. */
export interface DomainStatistics {
  readonly name: string;
  /** libvirt's number of the state (virDomainState): 1 running, 3 paused, 5 shut off. */
  readonly state: number | null;
  readonly stateReason: number | null;
  /** Nanoseconds of processor time since the start. */
  readonly cpuTimeNs: number | null;
  readonly vcpus: number | null;
  readonly memoryKiB: number | null;
  /** Memory of its process on the host. */
  readonly residentKiB: number | null;
}

/** Reads what `virsh domstats` prints (seen: libvirt 7.0, 9.0, 11.3). Names it does not know are passed over; faults: `malformed`. */
export function readDomstats(text: string): Result<readonly DomainStatistics[], DocumentFault> {
  const domains: { readonly name: string; readonly values: Map<string, string> }[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const heading = /^Domain: '(.*)'$/.exec(line);
    if (heading) {
      domains.push({ name: heading[1] ?? '', values: new Map() });
      continue;
    }
    const value = /^\s+([^=\s]+)=(.*)$/.exec(line);
    const current = domains.at(-1);
    if (!value || !current) return failure({ code: 'malformed', reason: `no statistic: ${line.trim().slice(0, 80)}` });
    current.values.set(value[1] ?? '', value[2] ?? '');
  }
  return success(domains.map(({ name, values }) => {
    const number = (key: string) => (/^\d+$/.test(values.get(key) ?? '') ? Number(values.get(key)) : null);
    return {
      name,
      state: number('state.state'),
      stateReason: number('state.reason'),
      cpuTimeNs: number('cpu.time'),
      vcpus: number('vcpu.current'),
      memoryKiB: number('balloon.current'),
      residentKiB: number('balloon.rss'),
    };
  }));
}
