import type { Dialect } from '../../src/core/change/dialect';
import type { Plan, Words } from '../../src/core/change/plan';
import { planChange } from '../../src/core/change/planChange';
import { Secret } from '../../src/core/secret';
import { taskText } from '../../src/render/taskText';
import { readsCib } from '../../src/session/changes';
import type { ClusterName } from '../unit/core/change/plannedClusters';
import { plannedTasks } from '../unit/core/change/plannedTasks';
import { t } from '../unit/render/plainTranslate';
import type { ClustersFor } from './clustersFor';
import type { Line } from './triedLines';

/** What the plan of a task has run, each command with what it reads. Two tasks whose plans are the same are one. */
export interface PlannedLines {
  readonly titles: readonly string[];
  readonly lines: readonly Line[];
}

/** The lines of every task that this pcs and Pacemaker can do, by the cluster that they are for. */
export function plannedLines(dialect: Dialect, clusters: ClustersFor): ReadonlyMap<ClusterName, readonly PlannedLines[]> {
  const planned = new Map<ClusterName, Map<string, PlannedLines>>();
  for (const [name, task] of Object.values(plannedTasks).flat()) {
    const plan = planChange(task, dialect, clusters.snapshot(name), null, readsCib.has(task.kind) ? clusters.configuration(name) : undefined);
    if (!plan.ok) continue;
    const lines = linesOf(plan.value);
    const ofCluster = planned.get(name) ?? new Map<string, PlannedLines>();
    const key = JSON.stringify(lines);
    planned.set(name, ofCluster.set(key, { titles: [...(ofCluster.get(key)?.titles ?? []), taskText(task, t)], lines }));
  }
  return new Map([...planned].map(([name, ofCluster]) => [name, [...ofCluster.values()]]));
}

function linesOf({ commands, inputs }: Plan): readonly Line[] {
  return commands.map((words, index) => ({ words, input: (inputs?.[index] ?? []).map((piece) => (piece instanceof Secret ? piece.reveal() : piece)).join('') }));
}

/** What pcs does with the cluster alone, whatever `-f` says, and waits for it. */
const ofCluster = /^pcs (?:cluster|host|status|stonith (?:fence|confirm|history)|resource (?:cleanup|refresh|restart))(?: |$)/;

/** The line as it is said of a file, null where there is no such way: pcs takes no `--wait` with `-f`, and a `move` that takes its constraint away again needs the cluster. */
export function ofFile({ words, input }: Line, { capabilities }: Dialect): Line | null {
  const [program, ...others] = words;
  const said = words.join(' ');
  if (ofCluster.test(said) || said.startsWith('pcs resource move ') && capabilities.has('pcmk.resource.move.autoclean.default')) return null;
  return { words: [program, ...others.filter((word) => word !== '--wait')] satisfies Words, input };
}
