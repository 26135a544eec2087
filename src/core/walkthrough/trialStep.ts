import type { Task } from '../change/task';
import type { ClusterSnapshot } from '../snapshot';
import type { Evidence } from './evidence';
import { notRunning } from './runningSteps';
import { ofAll, reportsOf } from './seenHosts';
import type { Situation, Step } from './step';

/** What lets a cluster of a single host be tried out, and no other: it believes of a host that is lost that it is off. */
export const trialStep: Step = {
  id: 'trial',
  needs: ['start'],
  check: (situation) => {
    const why = notForTrial(situation);
    if (why !== null) return [ofAll('unneeded', why)];
    const { cluster } = situation;
    if (cluster.kind !== 'running') return [ofAll('unknown', notRunning(cluster))];
    const unseen = situation.hosts.flatMap(({ seen }) => (seen.ok ? [] : [seen.fault]))[0];
    if (unseen !== undefined) return [ofAll('unknown', { code: 'not-seen', fault: unseen })];
    const { properties } = cluster.snapshot;
    return trial.map(([name, value]) => ofAll(properties[name] === value ? 'done' : 'missing', { code: 'property', name, value: properties[name] ?? null }));
  },
  plan: (situation) => {
    const tasks = trialStep.check(situation).flatMap(({ standing, evidence }): readonly Task[] => {
      const [name, value] = trial.find(([each]) => evidence.code === 'property' && evidence.name === each) ?? [];
      return standing === 'missing' && name !== undefined && value !== undefined ? [{ kind: 'setProperty', name, value }] : [];
    });
    return tasks.length === 0 ? { kind: 'none' } : { kind: 'tasks', tasks, cautions: [{ code: 'no-fencing' }] };
  },
};

const trial = [['stonith-enabled', 'false'], ['no-quorum-policy', 'ignore']] as const;

/**
 * Why a cluster is none to be tried out like that; null where it may be. One of its hosts can be all that a person has named here, so what counts is what
 * the cluster itself says of its nodes, and what corosync is told of them where it does not run.
 */
function notForTrial(situation: Situation): Evidence | null {
  const { hosts, cluster } = situation;
  const nodes = cluster.kind === 'running' ? cluster.snapshot.nodes.filter(({ kind }) => kind === 'cluster') : [];
  const told = reportsOf(situation).map(({ report }) => report.corosync?.nodes.length ?? 0);
  if (Math.max(hosts.length, nodes.length, ...told) > 1) return { code: 'several-hosts' };
  const devices = cluster.kind === 'running' ? fencingOf(cluster.snapshot) : [];
  return devices.length > 0 ? { code: 'has-fencing', devices } : null;
}

/** What can fence in a cluster; a watchdog that Pacemaker has seen is sbd's. */
export function fencingOf({ fencing, properties }: ClusterSnapshot): readonly string[] {
  return [...fencing.map(({ id }) => id), ...(properties['have-watchdog'] === 'true' ? ['sbd'] : [])];
}
