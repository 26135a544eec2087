import { shapeCommand, type ShapeCommandId } from '../actions/ids';
import type { Task } from '../core/change/task';
import type { ClusterSnapshot } from '../core/snapshot';
import type { Subject } from '../render/row';
import { resourcesOf } from './changeTask';
import type { Handler, Handlers } from './commands';
import { askForRule, askForScore, askForSets, askForTicket } from './constraintQuestions';
import { askForBundle, askForClone, askForGroup, askForPlace } from './shapeQuestions';
import { ungroupTask } from './ungroupTask';
import { askForDefault, askForMeta, askForUtilization } from './wordQuestions';

/** Makes a handler of what makes a task. */
export type ChangeBy = (taskOf: (subjects: readonly Subject[], snapshot: ClusterSnapshot) => Promise<Task | undefined>) => Handler;

/** What shapes resources and what constraints say, each after its questions. */
export function shapeHandlers(change: ChangeBy): Handlers<ShapeCommandId> {
  const several = (ask: (snapshot: ClusterSnapshot, resources: readonly string[]) => Promise<Task | undefined>): Handler =>
    change(async (subjects, snapshot) => {
      const resources = resourcesOf(subjects, snapshot);
      return resources.length === 0 ? undefined : ask(snapshot, resources);
    });
  const one = (ask: (snapshot: ClusterSnapshot, resource: string) => Promise<Task | undefined>): Handler => several((snapshot, [resource = '']) => ask(snapshot, resource));
  return {
    [shapeCommand.groupResource]: several(askForGroup),
    [shapeCommand.ungroupResource]: several(async (snapshot, resources) => ungroupTask(snapshot, resources) ?? undefined),
    [shapeCommand.cloneResource]: one(askForClone),
    [shapeCommand.uncloneResource]: one(async (_, resource) => ({ kind: 'unclone', resource })),
    [shapeCommand.setMeta]: several(askForMeta),
    [shapeCommand.setUtilization]: several(askForUtilization),
    [shapeCommand.placeResource]: change(async (subjects, snapshot) => {
      const [resource = null] = resourcesOf(subjects, snapshot);
      const node = subjects.flatMap((each) => (each.kind === 'node' ? [each.node] : []))[0] ?? null;
      return askForPlace(snapshot, resource, node);
    }),
    [shapeCommand.createBundle]: change(askForBundle),
    [shapeCommand.setResourceDefault]: change((_, snapshot) => askForDefault(snapshot, 'resource')),
    [shapeCommand.setOperationDefault]: change((_, snapshot) => askForDefault(snapshot, 'operation')),
    [shapeCommand.addRule]: one(askForRule),
    [shapeCommand.addTicket]: one(askForTicket),
    [shapeCommand.addSets]: several(askForSets),
    [shapeCommand.setScore]: change(async ([subject], snapshot) => (subject?.kind === 'constraint' ? askForScore(snapshot, subject.constraint) : undefined)),
  };
}
