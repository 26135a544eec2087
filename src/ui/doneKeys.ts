import { contextKey, practiceKey, stepKey } from '../actions/ids';
import { progressOf } from '../core/walkthrough/progress';
import type { Situation } from '../core/walkthrough/step';
import type { ClusterDefinition } from '../session/clusterState';

/** The context keys of what was found to be done, or not to be needed. Practice has keys of its own. */
export function doneKeys(situation: Situation, { practice }: Pick<ClusterDefinition, 'practice'>): readonly string[] {
  const done = progressOf(situation).filter(({ standing }) => standing === 'done' || standing === 'unneeded');
  const keys = [...(situation.hosts.some(({ seen }) => seen.ok) ? [contextKey.hostsAnswer] : []), ...done.map(({ step }) => stepKey(step.id))];
  return practice ? keys.map(practiceKey) : keys;
}
