import { failure, map, type Result, success } from '../result';
import type { ClusterSnapshot } from '../snapshot';
import type { Caution } from './caution';
import type { Dialect } from './dialect';
import { forcedPlan } from './forcedPlan';
import { impossible } from './pcsWords';
import type { Plan, Words } from './plan';
import { planCleanup, planRefresh } from './planCleanup';
import { planAddGuest } from './planGuest';
import { planSetProperty } from './planCluster';
import { planBundle } from './planBundle';
import { planClone, planUnclone } from './planClones';
import { planReplaceConfiguration } from './planConfiguration';
import { planAddColocation, planAddLocation, planAddOrder, planDeleteConstraints } from './planConstraints';
import { planCreate } from './planCreate';
import { planSetDefault } from './planDefaults';
import { planDelete } from './planDelete';
import { planGroup, planUngroup } from './planGroups';
import { planBringBack, planTakeDown } from './planDowntime';
import { planConfirmFenced, planFence, planForgetFencing } from './planFencing';
import { planAddFencingLevel, planDeleteFencingLevels } from './planFencingLevels';
import { planAddNode, planAuthenticate, planClearNode, planRemoveNode } from './planMembers';
import { planCreateCluster } from './planNewCluster';
import type { Draft, Planning } from './planning';
import { planNodes } from './planNodes';
import { planNodeValue } from './planNodeValues';
import { planRecreate } from './planRecreate';
import { planBan, planClear, planMove } from './planPlaces';
import { planUpdate } from './planUpdate';
import { planDisable, planEnable, planManage, planRestart, planUnmanage } from './planResources';
import { planAddRule } from './planRule';
import { planSetScore } from './planScore';
import { planAddSets, planAddTicket } from './planSets';
import { planSetWord } from './planWords';
import { planAtBoot, planDestroy, planStart, planStop } from './planServices';
import { secretWord, writesMask } from './secretWord';
import { spoiltText } from './spoiltText';
import type { Task, TaskKind, TaskOf } from './task';

/**
 * How a task is carried out by the pcs of one host on a cluster as it is, `here` being the node that the host is. Nobody is asked.
 * Faults: `change-impossible`, `not-configured`.
 */
export function planChange(task: Task, dialect: Dialect, snapshot: ClusterSnapshot, here: string | null = null, cib?: string | null): Result<Plan> {
  if (isEmpty(task)) return impossible({ why: 'nothing-chosen', name: '' });
  const secret = secretWord(task);
  if (secret !== null) return impossible({ why: 'secret-name', name: secret });
  const spoilt = spoiltText(task, snapshot.cluster.pacemaker);
  if (spoilt !== null) return impossible({ why: spoilt.spoiling, name: spoilt.text });
  const plan = PLANS[task.kind] as (task: Task, planning: Planning) => Result<Draft>;
  return map(plan(task, { dialect, snapshot, here, ...(cib === undefined ? {} : { cib }) }), (draft) => ({ ...draft, task, cautions: byWeight(draft.cautions), undo: writesMask(draft.undo) ? null : draft.undo }));
}

/** The same from a command on that pcs has refused, that one forced. Fault beside those of `planChange`: `no-force`. */
export function planForced(task: Task, dialect: Dialect, snapshot: ClusterSnapshot, refused: Words, here: string | null = null, cib?: string | null): Result<Plan> {
  const planned = planChange(task, dialect, snapshot, here, cib);
  if (!planned.ok) return planned;
  const forced = forcedPlan(planned.value, refused);
  return forced === null ? failure({ code: 'no-force' }) : success(forced);
}

/** To pcs no node is the one it runs on. */
function isEmpty(task: Task): boolean {
  const names = 'resources' in task ? task.resources : 'nodes' in task ? task.nodes : 'constraints' in task ? task.constraints : 'levels' in task ? task.levels : null;
  return names?.length === 0;
}

const PLANS: { readonly [K in TaskKind]: (task: TaskOf<K>, planning: Planning) => Result<Draft> } = {
  disable: planDisable,
  enable: planEnable,
  manage: planManage,
  unmanage: planUnmanage,
  deleteResources: planDelete,
  createResource: planCreate,
  updateResource: planUpdate,
  restart: planRestart,
  move: planMove,
  ban: planBan,
  clear: planClear,
  cleanup: planCleanup,
  refresh: planRefresh,
  standby: planNodes,
  unstandby: planNodes,
  startMaintenance: planNodes,
  endMaintenance: planNodes,
  startCluster: planStart,
  stopCluster: planStop,
  enableCluster: planAtBoot,
  disableCluster: planAtBoot,
  destroyCluster: planDestroy,
  addNode: planAddNode,
  removeNode: planRemoveNode,
  clearNode: planClearNode,
  addGuestNode: planAddGuest,
  createCluster: planCreateCluster,
  authenticateHosts: planAuthenticate,
  fence: planFence,
  confirmFenced: planConfirmFenced,
  forgetFencing: planForgetFencing,
  addFencingLevel: planAddFencingLevel,
  deleteFencingLevels: planDeleteFencingLevels,
  takeDown: planTakeDown,
  bringBack: planBringBack,
  setNodeAttribute: planNodeValue,
  setNodeUtilization: planNodeValue,
  setProperty: planSetProperty,
  addLocation: planAddLocation,
  addColocation: planAddColocation,
  addOrder: planAddOrder,
  deleteConstraints: planDeleteConstraints,
  recreate: planRecreate,
  replaceConfiguration: planReplaceConfiguration,
  groupResources: planGroup,
  ungroup: planUngroup,
  clone: planClone,
  unclone: planUnclone,
  createBundle: planBundle,
  setMeta: planSetWord,
  setUtilization: planSetWord,
  setDefault: planSetDefault,
  setScore: planSetScore,
  addTicket: planAddTicket,
  addSets: planAddSets,
  addRule: planAddRule,
};

/** The weightiest first: what may do harm, then what is lost, then what stays behind. */
const WEIGHTS: { readonly [C in Caution['code']]: number } = {
  'forces': -1,
  'confirm-destroys-data': 0,
  'still-answers': 1,
  'destroys-cluster': 2,
  'cleanup-may-fence-guest': 3,
  'no-fencing': 4,
  'power-cut': 5,
  'no-device': 6,
  'cluster-stops': 7,
  'quorum-lost': 8,
  'no-way-back': 8,
  'secret-lost': 8,
  'sets-lost': 8,
  'out-of-tags': 12,
  'stops': 9,
  'stops-inside-guest': 10,
  'leaves-cluster': 11,
  'forgets-node': 11,
  'old-cluster-lost': 2,
  'needs-fencing': 9,
  'takes-out': 12,
  'others-depend': 12,
  'unmanaged-blocks': 13,
  'not-watched': 14,
  'move-may-refuse': 15,
  'replaces-constraint': 16,
  'leaves-constraint': 17,
  'probes-again': 18,
  'answers-here': 19,
  'ticket-not-granted': 2,
  'stops-all-but-one': 3,
  'runs-many': 5,
  'together': 6,
  'apart': 6,
  'must': 7,
  'counts-for-whole': 8,
  'counts-for-all': 8,
  'single-member': 9,
  'no-placement-strategy': 9,
  'bundle-empty': 9,
  'no-targets': 1,
  'may-restart': 4,
  'guest-by-hand': 8,
  'guest-skipped': 8,
  'unchecked-by-pcs': 9,
};

function byWeight(cautions: readonly Caution[]): readonly Caution[] {
  return [...cautions].sort((one, other) => WEIGHTS[one.code] - WEIGHTS[other.code]);
}
