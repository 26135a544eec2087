import { watchCluster, watchDomains } from '../core/commands/watch';
import type { Clock, Disposable } from '../core/surroundings';
import type { ClusterWatch, WatchState } from './clusterState';
import type { HostReader } from './hostReader';
import { HostWatch } from './hostWatch';

/** Who is told when something may have changed. */
export interface ChangeListener {
  /** Pacemaker's view of the cluster. */
  cluster(): void;
  /** The guests of this host's libvirt. */
  libvirt(host: HostReader): void;
  /** What tells of changes is no longer the same. */
  source(): void;
}

/**
 * Milliseconds in which virsh has connected to libvirtd and asked for its events: a tenth of a second on an idle host. A guest that was paused
 * and resumed within a second of its start, on a busy one, was shown as paused until the slow look.
 */
const virshDeafMs = 2_000;

interface Programs {
  readonly host: HostReader;
  readonly cluster: HostWatch;
  readonly libvirt: HostWatch;
}

/** The programs that tell of a cluster's changes: crm_mon on the host that answers, virsh on every host whose libvirt does. */
export class ChangeWatch implements Disposable {
  private readonly programs: readonly Programs[];
  private answering: HostReader | null = null;
  private lastEvent: WatchState['lastEvent'] = null;

  constructor(
    hosts: readonly HostReader[],
    private readonly clock: Clock,
    tell: ChangeListener,
  ) {
    this.programs = hosts.map((host) => {
      const start = (command: ReturnType<typeof watchCluster>, sign: () => void, deafMs: number | null) =>
        new HostWatch(host.link, command, clock, {
          sign: () => {
            this.lastEvent = { at: clock.now(), host: host.target, program: command.argv[0] };
            sign();
          },
          changed: () => tell.source(),
          begun: sign,
        }, deafMs);
      return { host, cluster: start(watchCluster(), () => tell.cluster(), null), libvirt: start(watchDomains(host.libvirtUri), () => tell.libvirt(host), virshDeafMs) };
    });
  }

  /** Whether a program tells of the cluster's changes. */
  get clusterTold(): boolean {
    return this.clusterProgram()?.cluster.state.kind === 'told';
  }

  /** Whether this host's libvirt has listed its guests and tells of their changes. */
  tellsOfGuests(host: HostReader): boolean {
    return host.domains.kind === 'listed' && this.programs.some((programs) => programs.host === host && programs.libvirt.state.kind === 'told');
  }

  /** Whether every libvirt that can be read tells of its guests. */
  get libvirtTold(): boolean {
    return this.programs.every(({ host, libvirt }) => host.domains.kind !== 'listed' || libvirt.state.kind === 'told');
  }

  /**
   * After a reading: watches the cluster where it was answered, and every libvirt that was. A host where only pcs may be run is not asked in vain.
   * Nowhere with `null`: of a cluster that does not run, crm_mon writes every second that it tries again.
   */
  follow(answering: HostReader | null): void {
    this.answering = answering;
    for (const { host, cluster, libvirt } of this.programs) {
      if (host !== answering || host.onlyPcs !== null) cluster.close();
      else if (host.connected) cluster.open();
      if (host.connected && host.domains.kind === 'listed') libvirt.open();
    }
  }

  /** Tries again what was refused: a person may have given a password since. */
  retry(): void {
    for (const { cluster, libvirt } of this.programs) {
      for (const watch of [cluster, libvirt]) if (watch.state.kind === 'failed') watch.close();
    }
  }

  /** The connection to this host has ended. */
  forget(host: HostReader): void {
    for (const programs of this.programs) {
      if (programs.host !== host) continue;
      programs.cluster.close();
      programs.libvirt.close();
    }
  }

  /** Ends every program. */
  close(): void {
    this.answering = null;
    for (const { cluster, libvirt } of this.programs) {
      cluster.close();
      libvirt.close();
    }
  }

  /** How changes are learned, where the pause between readings is so many milliseconds when nothing tells. */
  state(pauseMs: number): WatchState {
    const libvirt = this.programs.flatMap(({ host }) => (this.tellsOfGuests(host) ? [host.target] : []));
    return { cluster: this.clusterState(pauseMs), libvirt, lastEvent: this.lastEvent };
  }

  dispose(): void {
    this.close();
  }

  private clusterState(everyMs: number): ClusterWatch {
    const program = this.clusterProgram();
    const watching = program?.cluster.state;
    if (program !== undefined && watching?.kind === 'told') return { kind: 'told', host: program.host.target, program: watchCluster().argv[0] };
    return { kind: 'lookedFor', everyMs, reason: watching?.kind === 'failed' ? watching.fault : (this.answering?.onlyPcs ?? null) };
  }

  private clusterProgram(): Programs | undefined {
    return this.programs.find(({ host }) => host === this.answering);
  }
}
