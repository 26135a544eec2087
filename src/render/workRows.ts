import type { Work, WorkVerb } from '../core/change/work';
import { baseId } from '../core/liveResources';
import type { Row, Subject, Translate } from './row';
import type { ShownCluster } from './shownCluster';

/**
 * Rows with a word before their state of what a change of this window is doing to them right now. What nothing is done to stays the
 * very row that it was. Of a cluster that is not known as it is now nothing of the kind is said.
 */
export function withWork(rows: readonly Row[], clusters: readonly ShownCluster[], t: Translate): readonly Row[] {
  const works = new Map(clusters.flatMap(({ definition, state, work }) => (work !== undefined && work !== null && 'watch' in state ? [[definition.id, work] as const] : [])));
  return works.size === 0 ? rows : workedOn(rows, works, t);
}

function workedOn(rows: readonly Row[], works: ReadonlyMap<string, Work>, t: Translate): readonly Row[] {
  const now = rows.map((row): Row => {
    const work = works.get(row.subject.cluster);
    if (work === undefined) return row;
    const children = workedOn(row.children, works, t);
    if (!isOn(work, row.subject)) return children === row.children ? row : { ...row, children };
    const doing = verbText(work.verb, t);
    return {
      ...row,
      children,
      description: row.description === '' ? t('{0}…', doing) : t('{0}…, {1}', doing, row.description),
      accessibleLabel: t('{0} Now: {1}.', row.accessibleLabel, doing),
    };
  });
  return now.every((row, index) => row === rows[index]) ? rows : now;
}

function isOn({ resources, nodes, constraints, cluster, failures }: Work, subject: Subject): boolean {
  switch (subject.kind) {
    case 'cluster': return cluster;
    case 'node': return nodes.has(subject.node);
    case 'resource': return resources.has(baseId(subject.resource));
    case 'constraint': return constraints.has(subject.constraint);
    case 'failedAction':
      return failures !== undefined && (resources.size === 0 || resources.has(baseId(subject.resource))) && (failures.node === null || failures.node === subject.node);
    case 'host':
    case 'guest':
    case 'heading': return false;
  }
}

function verbText(verb: WorkVerb, t: Translate): string {
  switch (verb) {
    case 'disabling': return t('disabling');
    case 'enabling': return t('enabling');
    case 'deleting': return t('deleting');
    case 'updating': return t('updating');
    case 'changing': return t('changing');
    case 'restarting': return t('restarting');
    case 'moving': return t('moving');
    case 'banning': return t('banning');
    case 'clearing': return t('clearing');
    case 'cleaningUp': return t('cleaning up');
    case 'refreshing': return t('refreshing');
    case 'toStandby': return t('going on standby');
    case 'fromStandby': return t('leaving standby');
    case 'toMaintenance': return t('going into maintenance');
    case 'fromMaintenance': return t('leaving maintenance');
    case 'starting': return t('starting');
    case 'stopping': return t('stopping');
    case 'destroying': return t('destroying');
    case 'removing': return t('removing');
    case 'authenticating': return t('authenticating');
    case 'fencing': return t('fencing');
    case 'confirming': return t('confirming that it is off');
    case 'takingDown': return t('taking down');
    case 'bringingBack': return t('bringing back');
    case 'grouping': return t('grouping');
    case 'ungrouping': return t('ungrouping');
  }
}
