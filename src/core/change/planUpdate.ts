import { isFenceAgent } from '../agentName';
import { failure, type Result, success } from '../result';
import { Secret } from '../secret';
import { isSecretName } from '../secretNames';
import type { ResourceConfig } from '../snapshot';
import type { Caution } from './caution';
import { isAtLeast } from './dialect';
import { resourceValueSteps } from './editSteps';
import type { Expectation } from './expectation';
import { assignments, forceForGuest, guarded, isNodeTaken, makesGuest, namesTargets, operationWords, roleInCib, unreadable, type Value } from './formWords';
import { isOneMore, type OperationChanges, lostWord, operationChanges, operationTwice, settingOf } from './operationChanges';
import { impossible, pcs } from './pcsWords';
import type { Input, Words } from './plan';
import { pathToOperation, unquotable } from './operationPath';
import { configuredResource, type Draft, edit, type Planning } from './planning';
import { type PlacedResource, primitivesIn } from './resourcePlace';
import { operationInPlace } from './resourceXml';
import { insideGuests } from './stopCautions';
import type { Task, TaskOf } from './task';
import { maskedText, xmlElement } from './xmlInput';

type Settings = Readonly<Record<string, string | null>>;

/** What differs from what a resource is configured to be. */
interface Difference {
  readonly parameters: Settings;
  readonly secrets: Readonly<Record<string, Secret>>;
  readonly meta: Settings;
  readonly operations: OperationChanges;
}

/** pcs sets what a resource is to be; what is secret goes as XML to the standard input of cibadmin. */
export function planUpdate(task: TaskOf<'updateResource'>, planning: Planning): Result<Draft> {
  const found = configuredResource(task.resource, planning.snapshot);
  if (!found.ok) return found;
  const resource = found.value;
  const [{ kind, config, agent }] = resource.instances;
  if (kind !== 'primitive' || agent === null) return impossible({ why: 'no-primitive', name: resource.id });
  if (config === null) return failure({ code: 'not-configured', id: resource.id });
  const wrong = unreadable([...Object.keys(task.parameters), ...Object.keys(task.meta)], task.operations ?? []);
  if (wrong !== null) return wrong;
  const guest = makesGuest(task.meta);
  const { snapshot } = planning;
  if (guest !== null && config.meta['remote-node'] !== guest && (guest === resource.id || isNodeTaken(guest, snapshot))) return impossible({ why: 'taken', name: guest });
  // Whoever has changed one meanwhile would see it go back.
  if (task.since !== undefined && !isSame(operationChanges(config.operations, task.since))) return impossible({ why: 'operations-changed', name: resource.id });
  const difference = differenceOf(task, config);
  if (isNothing(difference)) return impossible({ why: 'unchanged', name: resource.id });
  const lost = lostWord(difference.operations, config.operations);
  if (lost !== null) return impossible({ why: 'operation-word', name: lost });
  const twice = isSame(difference.operations) ? null : operationTwice(task.operations ?? []);
  if (twice !== null) return impossible({ why: 'operation-twice', name: twice });
  const quoted = unquotable(resource.id, difference.operations.replaced.map(({ operation }) => operation));
  if (quoted !== null) return impossible({ why: 'ambiguous', name: quoted });
  const direct = pcsCommands(resource, difference, planning);
  const secret = secretInput(resource, difference.secrets);
  const commands: readonly Words[] = [...direct, ...(secret === null ? [] : [[...MODIFY, '--xml-pipe'] as const])];
  return success({
    commands,
    ...(secret === null ? {} : { inputs: [...direct.map(() => null), secret] }),
    preview: edit(...previewSteps(resource, config, difference, direct), ...(secret === null ? [] : [[...MODIFY, '--xml-text', maskedText(secret)] as const])),
    cautions: cautionsOf(resource, config, difference, planning),
    expects: expectations(resource, difference, task.operations),
    undo: undoOf(resource, config, difference, task.operations),
  });
}

const MODIFY = ['cibadmin', '--modify', '--scope', 'resources'] as const;

function differenceOf({ parameters, meta, operations }: TaskOf<'updateResource'>, config: ResourceConfig): Difference {
  const values = Object.entries(guarded(parameters));
  return {
    parameters: changed(values.filter((pair): pair is [string, string | null] => !(pair[1] instanceof Secret)), config.parameters),
    secrets: Object.fromEntries(values.filter((pair): pair is [string, Secret] => pair[1] instanceof Secret)),
    meta: changed(Object.entries(meta).map(([name, value]) => [name, value === '' ? null : value]), config.meta),
    operations: operations === null ? operationChanges([], []) : operationChanges(config.operations, operations),
  };
}

function changed(values: readonly (readonly [string, string | null])[], before: Readonly<Record<string, string>>): Settings {
  return Object.fromEntries(values.filter(([name, value]) => value !== valueIn(before, name)));
}

function valueIn(values: Readonly<Record<string, string>>, name: string): string | null {
  return Object.hasOwn(values, name) ? (values[name] ?? null) : null;
}

function isNothing({ parameters, secrets, meta, operations }: Difference): boolean {
  return [parameters, secrets, meta].every((values) => Object.keys(values).length === 0) && isSame(operations);
}

function isSame(operations: OperationChanges): boolean {
  return Object.values(operations).every((each: readonly unknown[]) => each.length === 0);
}

/** What is refused on the way has taken nothing out: what goes goes last, and what changes is changed in its place. */
function pcsCommands({ id, isFencing, instances }: PlacedResource, { parameters, meta, operations }: Difference, { dialect, snapshot }: Planning): readonly Words[] {
  // What goes goes last, so that it is still there.
  const others = (instances[0].config?.operations ?? []).map((operation) => operations.replaced.find((each) => each.operation === operation)?.setting ?? settingOf(operation));
  const family = isFencing ? 'stonith' : 'resource';
  // Only since 0.12 have fence devices words of their own for that, and then no others.
  const opFamily = isFencing && isAtLeast(dialect.pcs, '0.12') ? 'stonith' : 'resource';
  const words = [
    ...assignments(parameters),
    ...(operations.updated.length === 0 ? [] : ['op', ...operationWords(operations.updated, dialect)]),
    ...(Object.keys(meta).length === 0 ? [] : ['meta', ...assignments(meta)]),
  ];
  return [
    ...(words.length === 0 ? [] : [pcs(family, 'update', id, ...words, ...forceForGuest(meta, dialect))]),
    ...operations.replaced.map(({ operation, setting }): Words => ['cibadmin', '--replace', '--xpath', pathToOperation(id, operation), '--xml-text', maskedText(operationInPlace(operation.id, setting, roleInCib(snapshot)))]),
    ...operations.added.map((operation, index) => pcs(opFamily, 'op', 'add', id, ...operationWords([operation], dialect), ...(isOneMore(operation, [...others, ...operations.added.slice(0, index)]) ? ['--force'] : []))),
    ...operations.removed.map((operation) => pcs(opFamily, 'op', 'remove', operation.id)),
  ];
}

/** The secrets as the CIB has them; where it has one already, at its place. */
function secretInput({ id, instances }: PlacedResource, secrets: Readonly<Record<string, Secret>>): Input | null {
  const names = Object.entries(secrets);
  if (names.length === 0) return null;
  const places = instances[0].config?.secretPlaces ?? {};
  const sets = new Map<string, Input[]>();
  for (const [name, value] of names) {
    const known = Object.hasOwn(places, name) ? places[name] : undefined;
    const set = known?.set ?? Object.values(places)[0]?.set ?? `${id}-instance_attributes`;
    const pair = known?.pair ?? `${set}-${name}`.replace(/[^\p{L}\p{N}_.-]/gu, '');
    sets.set(set, [...(sets.get(set) ?? []), xmlElement('nvpair', { id: pair, name, value })]);
  }
  return xmlElement('primitive', { id }, [...sets].map(([set, pairs]) => xmlElement('instance_attributes', { id: set }, pairs)));
}

/** What is done to the copy of a preview: not by pcs where it is known what is the resource's own. */
function previewSteps({ id }: PlacedResource, config: ResourceConfig, { parameters, meta, operations }: Difference, otherwise: readonly Words[]): readonly Words[] {
  const isPlain = config.template === null && isSame(operations);
  if (!isPlain) return otherwise;
  return [...resourceValueSteps(id, 'parameters', parameters), ...resourceValueSteps(id, 'meta', meta)];
}

function cautionsOf(resource: PlacedResource, config: ResourceConfig, { parameters, secrets, meta }: Difference, planning: Planning): readonly Caution[] {
  const runs = primitivesIn(resource.instances).some(({ active, managed }) => active && managed);
  const restarts = runs && Object.keys(parameters).length + Object.keys(secrets).length > 0;
  const after: Readonly<Record<string, Value>> = { ...config.parameters, ...parameters };
  const guest = makesGuest(meta);
  const lost = [...Object.keys(secrets), ...Object.keys(parameters).filter(isSecretName)].filter((name) => valueIn(config.parameters, name) !== null);
  return [
    ...(lost.length === 0 ? [] : [{ code: 'secret-lost', resource: resource.id, names: lost } as const]),
    ...(restarts ? [{ code: 'may-restart', resource: resource.id } as const, ...insideGuests(resource.instances, planning.snapshot)] : []),
    ...(isFenceAgent(resource.instances[0].agent) && namesTargets(config.parameters) && !namesTargets(after) ? [{ code: 'no-targets', device: resource.id } as const] : []),
    ...(guest === null ? [] : [{ code: 'guest-by-hand', guest } as const]),
    ...(Object.keys(secrets).length === 0 ? [] : [{ code: 'unchecked-by-pcs' } as const]),
  ];
}

/** What it is told to be. Nobody can tell of a secret whether it is the one that was meant, and everybody whether there is any. */
function expectations({ id }: PlacedResource, { parameters, meta, operations }: Difference, wanted: TaskOf<'updateResource'>['operations']): readonly Expectation[] {
  const settings = (of: 'parameters' | 'meta', values: Settings) =>
    Object.entries(values).filter(([name, value]) => value === null || !isSecretName(name)).map(([name, value]): Expectation => ({ kind: 'setting', resource: id, of, name, value }));
  const ofOperations: readonly Expectation[] = wanted === null || isSame(operations) ? [] : [{ kind: 'operations', resource: id, operations: wanted }];
  return [...settings('parameters', parameters), ...settings('meta', meta), ...ofOperations];
}

/** Nobody knows what a secret was before. */
function undoOf({ id }: PlacedResource, config: ResourceConfig, { parameters, secrets, meta, operations }: Difference, wanted: TaskOf<'updateResource'>['operations']): readonly Task[] | null {
  if (Object.keys(secrets).length > 0 || Object.keys(parameters).some(isSecretName) || config.template !== null) return null;
  const before = (values: Settings, known: Readonly<Record<string, string>>): Settings => Object.fromEntries(Object.keys(values).map((name) => [name, valueIn(known, name)]));
  // What held under a rule comes back without it.
  if (operations.removed.some(({ ruled }) => ruled)) return null;
  // Whoever changes one of them after this would see that go with it.
  const since = wanted === null || isSame(operations) ? { operations: null } : { operations: config.operations.map(settingOf), since: wanted };
  return [{ kind: 'updateResource', resource: id, parameters: before(parameters, config.parameters), meta: before(meta, config.meta), ...since }];
}
