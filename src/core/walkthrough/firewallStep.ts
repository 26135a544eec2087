import type { Words } from '../change/plan';
import { clusterPorts, type ClusterPort, numbersOf, type Protocol } from './clusterPorts';
import type { Firewall, FirewalldZone, HostReport, PacketFilter } from './hostReport';
import { ofEachHost, onThoseMissing, type Seen } from './seenHosts';
import type { Step, StepCaution } from './step';

/** Lets the parts of the cluster reach one another through whatever filters packets on each host. */
export const firewallStep: Step = {
  id: 'firewall',
  needs: [],
  check: (situation) => ofEachHost(situation, ({ firewall }) => seen(firewall)),
  plan: (situation) => onThoseMissing(situation, firewallStep.check(situation), (report, target) => ({ commands: opening(report), cautions: cautions(report, target) })),
};

function seen(firewall: Firewall): Seen {
  switch (firewall.kind) {
    case 'none': return ['done', { code: 'nothing-filters' }];
    case 'unknown': return ['unknown', { code: 'filter-unknown', said: firewall.said }];
    case 'firewalld': {
      const [shut, half] = [firewall.zones.filter(({ now, later }) => !now && !later), firewall.zones.find(({ now, later }) => now !== later)];
      if (shut.length > 0) return ['missing', { code: 'service-shut', zones: shut.map(({ name }) => name) }];
      if (half) return ['missing', { code: 'service-half-open', zone: half.name, when: half.now ? 'now' : 'later' }];
      return ['done', { code: 'service-open', zones: firewall.zones.map(({ name }) => name) }];
    }
    case 'filters': {
      const { filters } = firewall;
      const [shut, unsure] = [filters.filter((each) => each.shut.length > 0), filters.find((each) => each.unsure.length > 0)];
      if (shut.length > 0) return ['missing', { code: 'ports-shut', by: names(firewall.by, shut), ports: shutIn(shut) }];
      if (unsure) return ['unknown', { code: 'ports-unsure', by: names(firewall.by, [unsure]), ports: unsure.unsure, rule: unsure.doubt }];
      return ['done', { code: 'ports-open', by: names(firewall.by, filters) }];
    }
  }
}

function names(by: 'ufw' | null, filters: readonly PacketFilter[]): string {
  return [...new Set(filters.map(({ at }) => (typeof at === 'string' ? (by ?? at) : 'nftables')))].join(', ');
}

function shutIn(filters: readonly PacketFilter[]): readonly ClusterPort[] {
  return clusterPorts.filter((port) => filters.some(({ shut }) => shut.includes(port)));
}

/** What opens what is shut. A rule that stands first is the one that counts. */
function opening(report: HostReport): readonly Words[] {
  const { firewall } = report;
  if (firewall.kind === 'firewalld') return firewall.zones.flatMap(addingService);
  if (firewall.kind !== 'filters') return [];
  const { by, filters } = firewall;
  const kept = by === 'ufw' ? filters.filter(({ at }) => typeof at === 'string') : [];
  // A rule in the way is outrun by one before it; but where it is for the very same ports ufw puts none there, and turns that one round when told without a place.
  const places = kept.some(({ byRule }) => byRule) ? [['prepend'], []] : [[]];
  return [
    ...places.flatMap((place) => ofProtocols(shutIn(kept), (protocol, ports) => ['ufw', ...place, 'allow', 'proto', protocol, 'to', 'any', 'port', ports.join(',')])),
    ...filters.filter((each) => !kept.includes(each)).flatMap(({ at, shut }) => ofProtocols(shut, (protocol, ports) => inserting(at, protocol, ports.map(String)))),
    ...(saves(report) ? [['netfilter-persistent', 'save'] as const] : []),
  ];
}

/** In both, and nothing loaded anew: that would lose what others have let in for a while. */
function addingService({ name, now, later }: FirewalldZone): readonly Words[] {
  const adding = [`--zone=${name}`, '--add-service=high-availability'];
  return [...(later ? [] : [['firewall-cmd', '--permanent', ...adding] as const]), ...(now ? [] : [['firewall-cmd', ...adding] as const])];
}

function inserting(at: PacketFilter['at'], protocol: Protocol, ports: readonly string[]): Words {
  if (typeof at === 'string') return [at, '-I', 'INPUT', '-p', protocol, '-m', 'multiport', '--dports', ports.join(','), '-j', 'ACCEPT'];
  return ['nft', 'insert', 'rule', at.family, at.table, at.name, protocol, 'dport', `{ ${ports.join(', ')} }`, 'accept'];
}

function ofProtocols(ports: readonly ClusterPort[], words: (protocol: Protocol, ports: readonly number[]) => Words): readonly Words[] {
  return (['tcp', 'udp'] as const).flatMap((protocol) => {
    const numbers = numbersOf(ports, protocol);
    return numbers.length === 0 ? [] : [words(protocol, numbers)];
  });
}

function cautions(report: HostReport, target: string): readonly StepCaution[] {
  const { firewall } = report;
  if (firewall.kind === 'firewalld') return firewall.others.length === 0 ? [] : [{ code: 'other-zones', target, zones: firewall.zones.map(({ name }) => name), others: firewall.others }];
  const changed = firewall.kind === 'filters' ? firewall.filters.filter(({ shut }) => shut.length > 0) : [];
  const isForgotten = changed.some(({ at }) => typeof at !== 'string') || (changed.some(({ at }) => typeof at === 'string') && !isKept(report));
  return [...(saves(report) ? [{ code: 'saves-all-rules', target } as const] : []), ...(isForgotten ? [{ code: 'filter-forgets', target } as const] : [])];
}

/** Whether iptables' rules outlast a restart: ufw writes its own down by itself, and Debian has a program for the others. */
function isKept({ firewall, programs }: HostReport): boolean {
  return (firewall.kind === 'filters' && firewall.by !== null) || programs.has('netfilter-persistent');
}

function saves({ firewall, programs }: HostReport): boolean {
  return firewall.kind === 'filters' && firewall.by === null && programs.has('netfilter-persistent') && firewall.filters.some(({ at, shut }) => typeof at === 'string' && shut.length > 0);
}
