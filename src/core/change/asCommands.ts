import { indexIds } from '../cibAttributes';
import type { CibResource } from '../cibResources';
import { readCib } from '../readCib';
import { redactCib } from '../redact';
import { failure, type Result, success } from '../result';
import type { ClusterSnapshot } from '../snapshot';
import { childNamed, parseXml } from '../xml';
import { constraintAsCommands } from './constraintAsCommands';
import type { Dialect } from './dialect';
import type { MadeBy } from './madeBy';
import type { Making } from './makingParts';
import { resourceAsCommands } from './resourceAsCommands';

/** What is to be made, by its id. */
export interface Thing {
  readonly kind: 'resource' | 'constraint';
  readonly id: string;
}

/** How a thing is made, or why pcs cannot be told to. */
export interface Made {
  readonly id: string;
  readonly made: Result<MadeBy>;
}

/**
 * How the pcs of one host would be told to make each of these as it stands in a configuration: resources in their order there, then constraints.
 * What is secret in the configuration is masked before anything is read of it, so it is in none of the commands. Faults: those of `readCib`.
 */
export function asCommands(things: readonly Thing[], configuration: string, dialect: Dialect, snapshot: ClusterSnapshot): Result<readonly Made[]> {
  const masked = redactCib(configuration);
  const [document, tree] = [readCib(masked), parseXml(masked)];
  if (!document.ok) return document;
  if (!tree.ok) return tree;
  const cib = document.value;
  const making: Making = { cib, byId: indexIds(childNamed(tree.value, 'configuration') ?? tree.value), planning: { dialect, snapshot, here: null } };
  const chosen = (kind: Thing['kind']) => new Set(things.filter((thing) => thing.kind === kind).map(({ id }) => id));
  return success([...resources(chosen('resource'), making), ...[...chosen('constraint')].map((id) => constraint(id, making))]);
}

/** Each once: what is in another that is made as a whole is made with it. */
function resources(ids: ReadonlySet<string>, making: Making): readonly Made[] {
  const all = making.cib.resources.flatMap(inOrder);
  const unknown = [...ids].filter((id) => !all.some((resource) => resource.id === id));
  const made = new Map<string, Made>();
  const inside = new Set<string>();
  for (const { id } of all.filter((resource) => ids.has(resource.id))) {
    const result = resourceAsCommands(id, making);
    const whole = result.ok ? result.value.id : id;
    if (inside.has(whole)) continue;
    made.set(whole, { id: whole, made: result });
    for (const { id: part } of all.filter((resource) => resource.id === whole).flatMap(inOrder)) if (part !== whole) inside.add(part);
  }
  return [...made.values(), ...unknown.map((id) => ({ id, made: failure({ code: 'not-configured', id } as const) }))];
}

/** A resource, then what is in it. */
function inOrder(resource: CibResource): readonly CibResource[] {
  return [resource, ...resource.children.flatMap(inOrder)];
}

function constraint(id: string, { cib, byId, planning }: Making): Made {
  const found = cib.constraints.find((each) => each.id === id);
  const element = byId(id);
  return { id, made: found && element ? constraintAsCommands(found, element, byId, planning) : failure({ code: 'not-configured', id } as const) };
}
