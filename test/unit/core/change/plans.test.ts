import { quote } from '../../../../src/remote/quote';
import { planChange } from '../../../../src/core/change/planChange';
import type { Plan, PreviewWay } from '../../../../src/core/change/plan';
import type { Task } from '../../../../src/core/change/task';
import type { Result } from '../../../../src/core/result';
import type { ClusterSnapshot } from '../../../../src/core/snapshot';
import { cautionText } from '../../../../src/render/cautionText';
import { shownCommand } from '../../../../src/render/commandText';
import { expectationText } from '../../../../src/render/expectationText';
import { faultText } from '../../../../src/render/faultText';
import { taskText } from '../../../../src/render/taskText';
import { goldenText } from '../../render/goldenText';
import { t } from '../../render/plainTranslate';
import { clusters } from './plannedClusters';
import { plannedTasks } from './plannedTasks';
import { dialects } from './recordedDialects';

describe('The plans of every task for every version of pcs', () => {
  for (const [group, tasks] of Object.entries(plannedTasks)) {
    it(group, () => {
      goldenText(`plans-${group}`, tasks.map(([cluster, task]) => `${taskText(task, t)} (${cluster})\n${plansText(task, clusters[cluster]())}`).join('\n'), 'core/change');
    });
  }
});

/** The plans of all versions; those that are equal stand together. */
function plansText(task: Task, snapshot: ClusterSnapshot): string {
  const versions = new Map<string, string[]>();
  for (const dialect of dialects) {
    const text = planText(planChange(task, dialect, snapshot));
    versions.set(text, [...(versions.get(text) ?? []), dialect.pcs]);
  }
  return [...versions].map(([text, of]) => (versions.size === 1 ? text : `  ${of.join(', ')}\n${text}`)).join('');
}

function planText(plan: Result<Plan>): string {
  if (!plan.ok) return `    no: ${faultText(plan.fault, t)}\n`;
  const { commands, inputs, preview, cautions, expects, undo } = plan.value;
  const lines = [
    ...commands.map((words, index) => shownCommand(words, inputs?.[index], quote)),
    ...previewLines(preview),
    ...cautions.map((caution) => `caution: ${cautionText(caution, t)}`),
    ...expects.map((expectation) => `unless: ${expectationText(expectation, t)}`),
    ...(undo ?? []).map((task) => `undo: ${taskText(task, t)}`),
    ...(undo === null ? ['no undo'] : []),
  ];
  return lines.map((line) => `    ${line}\n`).join('');
}

function previewLines(preview: PreviewWay): readonly string[] {
  switch (preview.kind) {
    case 'edit': return preview.steps.map((words) => `preview: ${quote(words)}`);
    case 'events': return [...(preview.steps ?? []).map((words) => `preview: ${quote(words)}`), ...preview.events.map((event) => `preview: ${event} happens`)];
    case 'configuration': return ['preview: the configuration as it is to be'];
    case 'none': return [`preview: none, it ${preview.why}`];
  }
}
