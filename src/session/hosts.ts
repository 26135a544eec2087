import type { Fault } from '../core/fault';
import type { ClusterDocuments } from '../core/readCluster';
import type { Clock, Disposable } from '../core/surroundings';
import type { ClusterDefinition, HostDefinition, HostNote } from './clusterState';
import { GuestLinks } from './guestLinks';
import { HostReader } from './hostReader';
import type { HostLink } from './ports';
import { ReadOnlyLink } from './readOnlyLink';

/** The configured hosts of a cluster, and which of them answers. */
export class Hosts implements Disposable {
  readonly all: readonly HostReader[];
  readonly guests = new GuestLinks((target) => this.find(target)?.link);
  /** The host that answered last, or that is to be asked first. */
  answering: HostReader | null = null;

  constructor(
    definition: ClusterDefinition,
    openLink: (host: HostDefinition) => HostLink,
    clock: Clock,
    pulseChanged: (host: HostReader) => void,
  ) {
    const linkTo = (host: HostDefinition) => (definition.readOnly ? new ReadOnlyLink(openLink(host), definition.name) : openLink(host));
    this.all = definition.hosts.map((host) => new HostReader(host, linkTo(host), clock, pulseChanged));
  }

  /** How often the status was read, on whichever host. */
  get statusReadings(): number {
    return this.all.reduce((sum, host) => sum + host.statusReadings, 0);
  }

  get someConnected(): boolean {
    return this.all.some((host) => host.connected);
  }

  /** Hosts that can be asked: the one that answered last, then the others, at last those that left a question open. */
  get inOrder(): readonly HostReader[] {
    const rank = (host: HostReader) => (host.distrusted ? 2 : host === this.answering ? 0 : 1);
    return this.all.filter((host) => host.canBeAsked).sort((a, b) => rank(a) - rank(b));
  }

  /** Those that can be asked beside the answering one. */
  get others(): readonly HostReader[] {
    return this.inOrder.filter((host) => host !== this.answering);
  }

  /** The host of this target, or for `null` one that is connected, best the answering one. */
  find(target: string | null): HostReader | undefined {
    if (target !== null) return this.all.find((host) => host.target === target);
    return this.answering?.connected === true ? this.answering : this.all.find((host) => host.connected);
  }

  /** The way to a host, or to a guest that has been looked into; for `null` to the host of which `find` says so. */
  linkTo(target: string | null): HostLink | undefined {
    return (target === null ? undefined : this.guests.find(target)) ?? this.find(target)?.link;
  }

  /** Why the first of them that knows cannot be asked; null where none does. */
  get contactFault(): Fault | null {
    return this.all.map(({ fault }) => fault).find((fault) => fault !== null) ?? null;
  }

  /** When the next of them is tried again, in milliseconds since the epoch: now where one is being connected to; null where none is tried. */
  retryAt(now: number): number | null {
    const retries = this.all.flatMap(({ link: { state } }) => (state.kind === 'waiting' ? [state.retryAt] : state.kind === 'connecting' ? [now] : []));
    return retries.length > 0 ? Math.min(...retries) : null;
  }

  /** What is missing, host by host. */
  get notes(): readonly HostNote[] {
    return this.all.flatMap(({ target, fault, domains }): readonly HostNote[] => {
      const missing = fault ?? (domains.kind === 'failed' ? domains.fault : null);
      return missing === null ? [] : [{ host: target, fault: missing }];
    });
  }

  /** What their libvirts have answered, named by node where the host is known to be one. */
  get domains(): ClusterDocuments['domains'] {
    return this.all.flatMap(({ domains, nodeName, target }) => (domains.kind === 'listed' ? [{ host: nodeName ?? target, output: domains.output }] : []));
  }

  /** Asks every connected host for signs of life at this pace, in milliseconds; with `null` none. */
  keepPulses(everyMs: number | null): void {
    for (const host of this.all) host.pulse.keep(host.connected ? everyMs : null);
  }

  dispose(): void {
    this.guests.dispose();
    for (const host of this.all) host.dispose();
  }
}
