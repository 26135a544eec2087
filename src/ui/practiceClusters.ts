import { type Result, success } from '../core/result';
import type { PracticeCluster } from '../practice/practiceCluster';
import type { Programs } from '../practice/programs';
import type { TemplateName } from '../practice/templates/template';
import type { PinnedEndpoint } from '../remote/endpoint';
import type { ClusterDefinition } from '../session/clusterState';
import type { Clusters } from '../session/clusters';
import type { ClusterSession } from '../session/clusterSession';
import type { Clock, Log } from '../core/surroundings';
import { defaultLibvirtUri } from './clusterSettings';

/** Slow enough to watch the cluster react, in milliseconds between its steps. */
const waveMs = 1000;

export interface PracticePorts {
  readonly clock: Clock;
  readonly log: Log;
  /** What the screen calls such a cluster; it says that it is for practice. */
  nameOf(template: TemplateName): string;
}

/** The practice clusters that run in this window, one of each template. They are in the list of clusters like any other, but in no setting. */
export class PracticeClusters {
  private readonly running = new Map<string, PracticeCluster>();
  private readonly starting = new Map<string, Promise<Result<ClusterSession>>>();

  constructor(private readonly ports: PracticePorts) {}

  /** How a host of a practice cluster is reached, by the id of its definition; null for a host of any other cluster. */
  endpoint(id: string, target: string): PinnedEndpoint | null {
    const address = this.running.get(id)?.hosts.find(({ name }) => name === target);
    return address === undefined ? null : { target, ...address };
  }

  get(id: string): PracticeCluster | undefined {
    return this.running.get(id);
  }

  /** Starts the cluster and puts it on the list; one that runs or is being started is not started again. */
  start(template: TemplateName, programs: Programs, clusters: Clusters): Promise<Result<ClusterSession>> {
    const id = `practice-${template}`;
    const running = clusters.session(id);
    if (running !== undefined) return Promise.resolve(success(running));
    const starting = this.starting.get(id) ?? this.startAnew(id, template, programs, clusters).finally(() => this.starting.delete(id));
    this.starting.set(id, starting);
    return starting;
  }

  /** Takes the cluster off the list; resolves when nothing of it is left. */
  async stop(id: string, clusters: Clusters): Promise<void> {
    const cluster = this.running.get(id);
    this.running.delete(id);
    clusters.remove(id);
    await cluster?.dispose();
  }

  async dispose(): Promise<void> {
    await Promise.allSettled(this.starting.values());
    await Promise.all([...this.running.values()].map((cluster) => cluster.dispose()));
    this.running.clear();
  }

  private async startAnew(id: string, template: TemplateName, programs: Programs, clusters: Clusters): Promise<Result<ClusterSession>> {
    const { startPracticeCluster } = await import('../practice/startPracticeCluster');
    const started = await startPracticeCluster({ template, programs, waveMs, clock: this.ports.clock, log: this.ports.log });
    if (!started.ok) return started;
    this.running.set(id, started.value);
    const session = clusters.define(definitionOf(id, this.ports.nameOf(template), started.value));
    // Nobody waits for the next reading to see what a command did here.
    started.value.onDidChange(() => void (session.state.kind === 'live' ? session.refresh({ mayAsk: false }) : undefined));
    return success(session);
  }
}

function definitionOf(id: string, name: string, { hosts }: PracticeCluster): ClusterDefinition {
  return { id, name, practice: true, readOnly: false, hosts: hosts.map((host) => ({ target: host.name, libvirtUri: defaultLibvirtUri })) };
}
