import type { Evidence } from './evidence';
import { ofAll, reportsOf, runsPacemaker } from './seenHosts';
import type { SeenCluster, Standing, Step } from './step';
import { virtualisationStep } from './virtualisationStep';

/** Has the cluster run on all hosts and choose one of them to decide. */
export const startStep: Step = {
  id: 'start',
  needs: ['corosync'],
  check: ({ cluster }) => [ofAll(...started(cluster))],
  plan: (situation) => (startStep.check(situation)[0]?.standing === 'missing' ? { kind: 'tasks', tasks: [{ kind: 'startCluster', nodes: null }], cautions: [] } : { kind: 'none' }),
};

/** Stops the cluster before the hosts are given virtual machines where they have none: nothing is installed or restarted below a cluster that runs. */
export const stopStep: Step = {
  id: 'stop',
  needs: ['start'],
  check: (situation) => {
    const virtualised = virtualisationStep.check(situation);
    const unseen = situation.hosts.flatMap(({ seen }) => (seen.ok ? [] : [seen.fault]))[0];
    if (unseen !== undefined) return [ofAll('unknown', { code: 'not-seen', fault: unseen })];
    if (virtualised.every(({ standing }) => standing !== 'missing')) return [ofAll('unneeded', { code: virtualised.every(({ standing }) => standing === 'done') ? 'virtualised' : 'nothing-to-give' })];
    const lacking = virtualised.filter(({ standing }) => standing === 'missing').flatMap(({ target }) => target ?? []);
    const busy = reportsOf(situation).filter(({ target, report }) => lacking.includes(target) && runsPacemaker(report));
    return busy.length === 0 ? [ofAll('done', { code: 'offline', nodes: lacking })] : [ofAll('missing', { code: 'runs-on', targets: busy.map(({ target }) => target) })];
  },
  plan: (situation) => (stopStep.check(situation)[0]?.standing === 'missing' ? { kind: 'tasks', tasks: [{ kind: 'stopCluster', nodes: null }], cautions: [] } : { kind: 'none' }),
};

function started(cluster: SeenCluster): readonly [Standing, Evidence] {
  if (cluster.kind !== 'running') return [cluster.kind === 'idle' ? 'missing' : 'unknown', notRunning(cluster)];
  const members = cluster.snapshot.nodes.filter(({ kind }) => kind === 'cluster');
  const offline = members.filter(({ online }) => !online).map(({ name }) => name);
  if (offline.length > 0) return ['missing', { code: 'offline', nodes: offline }];
  const dc = members.find(({ dc: decides }) => decides);
  return dc ? ['done', { code: 'dc', node: dc.name }] : ['missing', { code: 'no-dc' }];
}

/** That a cluster of which nothing is known now does not run, where hosts say so. */
export function notRunning({ kind }: SeenCluster): Evidence {
  return { code: kind === 'idle' ? 'not-running' : 'running-unknown' };
}
