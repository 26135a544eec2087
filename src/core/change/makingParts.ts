import type { ById } from '../cibAttributes';
import type { CibResource } from '../cibResources';
import { configuredResources } from '../configuredResources';
import type { LiveResources } from '../liveResources';
import type { CibDocument } from '../readCib';
import { failure, map, type Result, success } from '../result';
import { MASK } from '../secretNames';
import type { Caution } from './caution';
import type { MadeBy } from './madeBy';
import type { Input, Words } from './plan';
import { planChange } from './planChange';
import type { Planning } from './planning';
import type { Task } from './task';

/** What the commands that make things are found from: a configuration without its secrets, and the host that is to be told them. */
export interface Making {
  readonly cib: CibDocument;
  readonly byId: ById;
  readonly planning: Planning;
}

/** Commands that make a part of something, and what is to be said of them. */
export type Part = Omit<MadeBy, 'id'>;

/** What is said of a task beside what it does, where it is also true of its command alone. */
const TOLD: readonly Caution['code'][] = ['guest-by-hand', 'unchecked-by-pcs', 'no-targets'];

/** One part after the other, or the first fault. */
export function together(...parts: readonly Result<Part>[]): Result<Part> {
  const all: Part[] = [];
  for (const part of parts) {
    if (!part.ok) return part;
    all.push(part.value);
  }
  return success({ commands: all.flatMap(({ commands }) => commands), inputs: all.flatMap(({ inputs }) => inputs), unsaid: all.flatMap(({ unsaid }) => unsaid) });
}

/** Said, and nothing done. */
export function saying(...unsaid: Part['unsaid']): Result<Part> {
  return success({ commands: [], inputs: [], unsaid });
}

/** One command. Where only a command line could carry a secret, it is not carried at all. */
export function command(words: Words, input: Input | null = null): Result<Part> {
  const masked = [...words, ...(input ?? []).filter((piece) => typeof piece === 'string')].find((text) => text.includes(MASK));
  if (masked !== undefined) return failure({ code: 'change-impossible', why: 'secret-name', name: masked.split('=')[0] ?? '' });
  return success({ commands: [words], inputs: [input], unsaid: [] });
}

/** The commands of a task, planned for a cluster in which these stand and nothing runs yet. */
export function planned(task: Task, standing: readonly CibResource[], { cib, planning: { dialect, snapshot } }: Making): Result<Part> {
  const resources = configuredResources({ ...cib, resources: standing }, NOTHING_RUNS);
  // Nodes that a resource brings in are not there before it is.
  const plan = planChange(task, dialect, { ...snapshot, resources, fencing: [], nodes: snapshot.nodes.filter(({ kind }) => kind === 'cluster') });
  if (!plan.ok) return plan;
  const { commands, inputs, cautions } = plan.value;
  const told = cautions.filter(({ code }) => TOLD.includes(code)).map((caution) => ({ code: 'caution', caution }) as const);
  return map(together(...commands.map((words, index) => command(words, inputs?.[index]))), (part) => ({ ...part, unsaid: told }));
}

const NOTHING_RUNS: LiveResources = { take: () => null, takeInstances: () => [], takeParts: () => [], untaken: () => [] };
