import type { Input, Words } from '../core/change/plan';
import type { Task } from '../core/change/task';
import { Secret } from '../core/secret';
import { makingKey, readingKey, writingKey } from '../core/walkthrough/keyCommands';
import type { Situation, StepPlan } from '../core/walkthrough/step';
import { faultText } from './faultText';
import type { Translate } from './row';
import type { SetUpTelling } from './setUpTelling';
import { taskText } from './taskText';

/** What is to be run on one machine, and what it reads. */
export interface SpelledCommand {
  readonly target: string;
  readonly words: Words;
  readonly reads: Reading | null;
  /** Whether the machine is restarted by it. */
  readonly restarts: boolean;
}

/**
 * input   this, of which what is secret is asked for
 * output  what this prints there
 * key     the same, and the last word of the command is the SHA-256 of the key: this, or where it is null that of the key when it has been made
 */
export type Reading =
  | { readonly kind: 'input'; readonly input: Input }
  | { readonly kind: 'output'; readonly from: string; readonly words: Words }
  | { readonly kind: 'key'; readonly from: string; readonly words: Words; readonly digest: string | null };

/**
 * A plan as what is run where, in its order.
 * run     these commands
 * copy    these, once a person has put in what they ask for
 * untold  nothing: pcs cannot be told `what`, and this is why
 */
export type SpelledPart =
  | { readonly kind: 'run' | 'copy'; readonly commands: readonly SpelledCommand[] }
  | { readonly kind: 'untold'; readonly what: string; readonly why: string };

/** What prints the SHA-256 of the key on a host. */
export const hashingKey: Words = ['sh', '-c', 'sha256sum </etc/pacemaker/authkey | cut -c 1-64'];

/** Words without the last of them, where more is to come there. */
export function withoutLast([program, ...words]: Words): Words {
  return [program, ...words.slice(0, -1)];
}

/** What the steps of a set-up would run, pcs's part of it in the words of the pcs that is there. */
export function spelledPlan(plan: StepPlan, situation: Situation, telling: SetUpTelling, t: Translate): readonly SpelledPart[] {
  switch (plan.kind) {
    case 'none': return [];
    case 'copy': return [{ kind: 'copy', commands: plan.commands.map((words) => on(plan.target, words)) }];
    case 'commands': return [{
      kind: 'run',
      commands: plan.machines.flatMap(({ target, commands, input, restarts }) => commands.map((words, index) => {
        const isLast = index === commands.length - 1;
        return { target, words, reads: isLast && input !== undefined ? { kind: 'output', from: input.from, words: input.words } : null, restarts: isLast && restarts };
      })),
    }];
    case 'key': return [{ kind: 'run', commands: [...(plan.isNew ? makingKey().map((words) => on(plan.from, words)) : []), ...plan.to.flatMap((target) => copying(plan.from, target, plan.isNew ? null : digestOn(situation, plan.from)))] }];
    case 'tasks': return together(plan.tasks.map((task, index) => told(task, plan.tasks.slice(0, index), telling, t)));
    case 'cluster': return [told(newCluster(plan.hosts, telling.cluster, t), [], telling, t)];
  }
}

/** A new cluster of these hosts, under the name that it has here if it can have it. It is started by a step of its own. */
function newCluster(hosts: readonly string[], name: string, t: Translate): Task {
  const user = 'hacluster';
  return {
    kind: 'createCluster', cluster: /^[A-Za-z0-9][\w-]{0,31}$/.test(name) ? name : 'mycluster', hosts: hosts.map((each) => ({ name: each, address: null })),
    user, password: new Secret('', t('password of {0}', user)), start: false, enable: false,
  };
}

function told(task: Task, before: readonly Task[], { speaker, plan }: SetUpTelling, t: Translate): SpelledPart {
  const what = taskText(task, t);
  if (speaker === null) return { kind: 'untold', what, why: t('No host answers whose pcs could be told.') };
  const planned = plan(task, before);
  if (!planned.ok) return { kind: 'untold', what, why: faultText(planned.fault, t) };
  const { commands, inputs } = planned.value;
  return { kind: 'run', commands: commands.map((words, index) => ({ ...on(speaker, words), reads: readInput(inputs?.[index]) })) };
}

function together(parts: readonly SpelledPart[]): readonly SpelledPart[] {
  const untold = parts.filter(({ kind }) => kind === 'untold');
  const commands = parts.flatMap((part) => (part.kind === 'run' ? part.commands : []));
  return [...(commands.length > 0 ? [{ kind: 'run', commands } as const] : []), ...untold];
}

function readInput(input: Input | null | undefined): Reading | null {
  return input ? { kind: 'input', input } : null;
}

/** The key goes from one to the other through what runs this, and is kept nowhere on its way. */
function copying(from: string, target: string, digest: string | null): readonly SpelledCommand[] {
  const commands = writingKey(digest ?? '');
  return commands.map((words, index) => ({ ...on(target, words), reads: index === commands.length - 1 ? { kind: 'key', from, words: readingKey(), digest } : null }));
}

function digestOn({ hosts }: Situation, target: string): string | null {
  const seen = hosts.find((host) => host.target === target)?.seen;
  return seen?.ok && seen.value.key.kind === 'file' ? seen.value.key.digest : null;
}

function on(target: string, words: Words): SpelledCommand {
  return { target, words, reads: null, restarts: false };
}
