import type { CibResource } from '../cibResources';
import { flatten } from '../flatten';
import { baseId } from '../liveResources';
import { type CibDocument, readCib } from '../readCib';
import { redactCib } from '../redact';
import { failure, map, type Result } from '../result';
import type { ClusterSnapshot } from '../snapshot';
import { readRole } from '../statusResources';
import { firstMessage } from '../commands/requireSuccess';
import type { PreviewAnswer } from './previewCommand';
import type { Consequences, FencedNode, SummaryAction, Transition } from './transition';

/**
 * What would come of a change, from what its preview answered. Faults: `command-failed` where a step was refused, in that program's own words;
 * those of `readCib`.
 *
 * @param snapshot tells where resources run now
 * @param host only what a fault names
 */
export function consequencesOf(answer: PreviewAnswer, snapshot: ClusterSnapshot, host: string): Result<Consequences> {
  if (answer.kind === 'refused') {
    const { step: [program], exitCode, said } = answer;
    return failure({ code: 'command-failed', host, program, exitCode, message: firstMessage({ stdout: '', stderr: said, exitCode }) });
  }
  return map(readCib(answer.after), (changed) => ({
    change: without(answer.with, answer.without),
    anyway: answer.without,
    homeless: homelessAfter(answer, changed, snapshot),
    before: redactCib(answer.before),
    after: redactCib(withVersionOf(answer.after, answer.before)),
  }));
}

/** What is in a transition and not in the other. Instances of a clone are told apart by their nodes: the scheduler numbers them anew each time. */
function without(transition: Transition, other: Transition): Transition {
  return {
    actions: missingFrom(other.actions, transition.actions, ({ kind, resource, from, to, role, blocked }: SummaryAction) => JSON.stringify([kind, baseId(resource), from, to, role, blocked])),
    fencing: missingFrom(other.fencing, transition.fencing, ({ node, how }: FencedNode) => JSON.stringify([node, how])),
  };
}

function missingFrom<T>(there: readonly T[], all: readonly T[], keyOf: (one: T) => string): readonly T[] {
  const counts = new Map<string, number>();
  for (const one of there) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return all.filter((one) => {
    const count = counts.get(keyOf(one)) ?? 0;
    counts.set(keyOf(one), count - 1);
    return count <= 0;
  });
}

/** Primitives that run now, of which no instance would be left because of the change, although the changed configuration does not want them stopped. */
function homelessAfter(answer: Pick<Played, 'without' | 'with'>, changed: CibDocument, snapshot: ClusterSnapshot): readonly string[] {
  const [places, otherwise] = [placesAfter(answer.with, snapshot), placesAfter(answer.without, snapshot)];
  return primitivesToRun(changed.resources, changed.resourceDefaults['target-role'] ?? null).filter((id) => places.get(id)?.size === 0 && otherwise.get(id)?.size !== 0);
}

type Played = Extract<PreviewAnswer, { readonly kind: 'played' }>;

/** Where each primitive that runs now would run after a transition. */
function placesAfter({ actions }: Transition, snapshot: ClusterSnapshot): ReadonlyMap<string, ReadonlySet<string>> {
  const places = new Map<string, Set<string>>();
  for (const { id, kind, active, nodes } of [...flatten(snapshot.resources), ...flatten(snapshot.fencing)]) {
    if (kind === 'primitive' && active) places.set(baseId(id), new Set([...places.get(baseId(id)) ?? [], ...nodes]));
  }
  for (const { resource, from, to, blocked } of actions) {
    const nodes = places.get(baseId(resource));
    if (blocked || !nodes) continue;
    if (from !== null) nodes.delete(from);
    if (to !== null) nodes.add(to);
  }
  return places;
}

/** Primitives that nothing keeps stopped by configuration. Their own word counts before that of what they are in. */
function primitivesToRun(resources: readonly CibResource[], inherited: string | null): readonly string[] {
  return resources.flatMap(({ id, kind, config, children }) => {
    const targetRole = config.meta['target-role'] ?? inherited;
    if (kind !== 'primitive') return primitivesToRun(children, targetRole);
    return readRole(targetRole) === 'Stopped' ? [] : [id];
  });
}

/**
 * The changed CIB with the version and the note of the last change that the other has: the copy was counted on and noted in that way, the
 * cluster would count otherwise, and a difference of the two should show what was meant.
 */
function withVersionOf(changed: string, original: string): string {
  const notes = new Map([...(OPENING.exec(original)?.[0] ?? '').matchAll(NOTE)].map(([, name = '', value = '']) => [name, value]));
  return changed.replace(OPENING, (tag) => tag.replace(NOTE, (whole, name: string) => (notes.has(name) ? ` ${name}=${notes.get(name)!}` : whole)));
}

const OPENING = /<cib(?=[\s/>])(?:[^>"']|"[^"]*"|'[^']*')*>/;
const NOTE = /\s(admin_epoch|epoch|num_updates|cib-last-written|update-origin|update-client|update-user)=("[^"]*"|'[^']*')/g;
