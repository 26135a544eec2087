import type { Action } from './action';
import { clusterActions } from './clusterActions';
import { clusterChangeActions } from './clusterChangeActions';
import { constraintChangeActions } from './constraintChangeActions';
import { fencingActions } from './fencingActions';
import { hostActions } from './hostActions';
import type { CommandId } from './ids';
import { membershipActions } from './membershipActions';
import { nodeChangeActions } from './nodeChangeActions';
import { objectActions } from './objectActions';
import { practiceActions } from './practiceActions';
import { resourceChangeActions } from './resourceChangeActions';
import { resourceFormActions } from './resourceFormActions';
import { shapeActions } from './shapeActions';
import { wholeActions } from './wholeActions';

/** Everything a user can do. The manifest, the README's table and the tests come from here. */
export const actions: readonly Action[] = [
  ...clusterActions,
  ...hostActions,
  ...objectActions,
  ...resourceChangeActions,
  ...resourceFormActions,
  ...shapeActions,
  ...constraintChangeActions,
  ...nodeChangeActions,
  ...membershipActions,
  ...fencingActions,
  ...clusterChangeActions,
  ...wholeActions,
  ...practiceActions,
];

export function actionOf(id: CommandId): Action {
  const action = actions.find((each) => each.id === id);
  if (action === undefined) throw new Error(`No action has the id ${id}`);
  return action;
}
