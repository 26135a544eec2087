import type { TaskKind, TaskOf } from '../core/change/task';
import type { Translate } from './row';

/** How a task is called: as a title, “Disable web”, and by the verb on the button that does it. */
export interface WordsOf<Of> {
  readonly title: (task: Of, t: Translate) => string;
  readonly verb: (task: Of, t: Translate) => string;
}

/** The words of each kind of task of a family. */
export type TaskWords<Kinds extends TaskKind> = { readonly [Kind in Kinds]: WordsOf<TaskOf<Kind>> };
