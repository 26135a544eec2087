import type { Expectation } from '../core/change/expectation';
import { displayName as name } from './displayName';
import { nameList } from './nameList';
import type { Translate } from './row';

/** What a change was to bring about and has not: “web is not started”. */
export function expectationText(expectation: Expectation, t: Translate): string {
  switch (expectation.kind) {
    case 'inactive':
      return t('{0} is not stopped', name(expectation.resource));
    case 'active':
      return expectation.node === null ? t('{0} is not started', name(expectation.resource)) : t('{0} is not started on {1}', name(expectation.resource), name(expectation.node));
    case 'notOn':
      return t('{0} still runs on {1}', name(expectation.resource), name(expectation.node));
    case 'managed':
      return expectation.is ? t('{0} is not managed', name(expectation.resource)) : t('{0} is still managed', name(expectation.resource));
    case 'setting':
      return expectation.value === null ? t('{1} of {0} is still set', name(expectation.resource), name(expectation.name)) : t('{1} of {0} is not {2}', name(expectation.resource), name(expectation.name), name(expectation.value));
    case 'operations':
      return t('{0} has other operations', name(expectation.resource));
    case 'configured':
      return expectation.is ? t('{0} is not in the configuration', name(expectation.id)) : t('{0} is still in the configuration', name(expectation.id));
    case 'newerConfiguration':
      return t('the configuration is the same as before');
    case 'standby':
      return expectation.is ? t('{0} is not on standby', name(expectation.node)) : t('{0} is still on standby', name(expectation.node));
    case 'maintenance':
      return expectation.is ? t('{0} is not in maintenance', name(expectation.node)) : t('{0} is still in maintenance', name(expectation.node));
    case 'online':
      return expectation.is ? t('{0} is not online', name(expectation.node)) : t('{0} has not left', name(expectation.node));
    case 'clean':
      return t('{0} is not known to be fenced', name(expectation.node));
    case 'member':
      return expectation.is ? t('{0} is no node of the cluster', name(expectation.node)) : t('{0} is still a node of the cluster', name(expectation.node));
    case 'running':
      return expectation.is ? t('the cluster does not run') : t('the cluster still runs');
    case 'setUp':
      return expectation.is ? t('no host is set up for the cluster') : t('a host is still set up for the cluster');
    case 'atBoot':
      return expectation.is ? t('the cluster does not start at boot of {0}', name(expectation.node)) : t('the cluster still starts at boot of {0}', name(expectation.node));
    case 'nodeAttribute':
      return expectation.value === null ? t('{1} still has the attribute {0}', name(expectation.name), name(expectation.node)) : t('the attribute {0} of {1} is not {2}', name(expectation.name), name(expectation.node), name(expectation.value));
    case 'nodeUtilization':
      return expectation.value === null
        ? t('it is still said how much {0} {1} has', name(expectation.name), name(expectation.node))
        : t('it is not said that {1} has {0} {2}', name(expectation.name), name(expectation.node), name(expectation.value));
    case 'fencingLevel':
      return t('{0} is not fenced at level {1} by {2}', name(expectation.target), String(expectation.level), nameList(expectation.devices, t));
    case 'property':
      return expectation.value === null ? t('{0} is still set', name(expectation.name)) : t('{0} is not {1}', name(expectation.name), name(expectation.value));
    case 'within':
      return expectation.parent === null ? t('{0} is still in something else', name(expectation.resource)) : t('{0} is not in {1}', name(expectation.resource), name(expectation.parent));
    case 'inOrder':
      return t('the members of {0} are in another order', name(expectation.group));
    case 'meta':
    case 'utilization':
    case 'default':
      return expectation.value === null ? t('{0} is still set', name(expectation.name)) : t('{0} is not {1}', name(expectation.name), name(expectation.value));
    case 'score':
      return t('{0} has not the score {1}', name(expectation.constraint), name(expectation.score));
    case 'noFailures':
      return failuresText(expectation.resource, expectation.node, t);
  }
}

function failuresText(resource: string | null, node: string | null, t: Translate): string {
  if (resource === null) return node === null ? t('there are failed actions') : t('there are failed actions on {0}', name(node));
  return node === null ? t('{0} has failed actions', name(resource)) : t('{0} has failed actions on {1}', name(resource), name(node));
}
