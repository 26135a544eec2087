import type { Situation } from '../core/walkthrough/step';
import type { ClusterDefinition } from '../session/clusterState';
import { doneKeys } from './doneKeys';
import { tickOff } from './tickOff';

/** Tells the cards of the walkthroughs what was found: one is done as soon as all that it is about is. */
export function tickOffSteps(situation: Situation, definition: ClusterDefinition): Promise<void> {
  return tickOff(doneKeys(situation, definition));
}
