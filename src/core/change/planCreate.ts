import { isFenceAgent } from '../agentName';
import { failure, type Result, success } from '../result';
import { Secret } from '../secret';
import type { ClusterSnapshot } from '../snapshot';
import { readBoolean } from '../statusValues';
import type { Caution } from './caution';
import { clusterProperty } from './clusterProperty';
import { type Dialect, isAtLeast } from './dialect';
import type { Expectation } from './expectation';
import { assignments, familyOf, forceForGuest, guarded, isNodeTaken, isTaken, makesGuest, namesTargets, newId, operationWords, roleInCib, unreadable } from './formWords';
import { isDisabledItself } from './ownMeta';
import { impossible, optionLike, pcs } from './pcsWords';
import type { Input, PreviewWay, Words } from './plan';
import { configuredResource, type Draft, edit, type Planning } from './planning';
import type { ResourcePlacement } from './resourceFormTask';
import { findResource, idsIn } from './resourcePlace';
import { cloneId, resourceXml } from './resourceXml';
import type { TaskOf } from './task';
import { maskedText } from './xmlInput';

type CreateTask = TaskOf<'createResource'>;

/**
 * A new resource or fence device. pcs makes it, except where a value is secret: what is on a command line everybody on the host can read,
 * so then the CIB gets it as XML from the standard input, with the same in it.
 */
export function planCreate(task: CreateTask, planning: Planning): Result<Draft> {
  const wrong = whatIsWrong(task, planning);
  if (wrong !== null) return wrong;
  const { snapshot, dialect } = planning;
  const values = guarded(task.parameters);
  const parameters = Object.fromEntries(Object.entries(values).filter((pair): pair is [string, string | Secret] => pair[1] !== null));
  const meta = Object.fromEntries(Object.entries(task.meta).filter(([, value]) => value !== ''));
  const whole: CreateTask = { ...task, parameters, meta };
  const isSecret = Object.values(parameters).some((value) => value instanceof Secret);
  const way = isSecret ? byXml(whole, planning) : byPcs(whole, parameters as Readonly<Record<string, string>>, planning);
  const guest = makesGuest(meta);
  return success({
    ...way,
    cautions: [
      ...(isFenceAgent(task.agent) && !namesTargets(parameters) ? [{ code: 'no-targets', device: task.id } as const] : []),
      ...(guest === null ? [] : [{ code: 'guest-by-hand', guest } as const]),
      ...(isSecret ? [{ code: 'unchecked-by-pcs' } as const] : []),
    ] satisfies readonly Caution[],
    expects: expectations(whole, snapshot),
    undo: undoOf(task, dialect, guest),
  });
}

/** pcs 0.12 deletes no resource that carries a node. */
function undoOf({ id }: CreateTask, { pcs: version }: Dialect, guest: string | null): Draft['undo'] {
  return guest !== null && isAtLeast(version, '0.12') ? null : [{ kind: 'deleteResources', resources: [id] }];
}

function byPcs(task: CreateTask, parameters: Readonly<Record<string, string>>, planning: Planning): Pick<Draft, 'commands' | 'preview'> {
  const { dialect } = planning;
  const { id, agent, meta, operations, place, disabled } = task;
  const isFencing = isFenceAgent(agent);
  const command = pcs(
    familyOf(agent), 'create', id, isFencing ? agent.slice('stonith:'.length) : agent,
    ...assignments(parameters),
    ...(operations.length === 0 ? [] : ['op', ...operationWords(operations, dialect)]),
    ...(Object.keys(meta).length === 0 ? [] : ['meta', ...assignments(meta)]),
    ...placeWords(place, dialect),
    ...(operations.length === 0 || isFencing ? [] : ['--no-default-ops']),
    ...(disabled ? ['--disabled'] : []),
    ...forceForGuest(meta, dialect),
  );
  return { commands: [command], preview: isPlain(task) ? edit(...xmlSteps(task, planning).map(({ words, input }) => withText(words, input))) : edit(command) };
}

/**
 * Whether its XML is known to be what pcs would write, so that a preview takes a hundredth of the time. pcs adds a monitor where none is
 * given, writes roles by the schema of the CIB, and knows where in a group it is to stand.
 */
function isPlain({ operations, place }: CreateTask): boolean {
  const isGiven = operations.some(({ name }) => name === 'monitor') && operations.every(({ options }) => !('role' in options));
  return isGiven && !(place.kind === 'group' && place.after !== null) && place.kind !== 'promotable';
}

function byXml(task: CreateTask, planning: Planning): Pick<Draft, 'commands' | 'inputs' | 'preview'> {
  const steps = xmlSteps(task.operations.some(({ name }) => name === 'monitor') ? task : { ...task, operations: [...task.operations, { name: 'monitor', options: {} }] }, planning);
  return {
    commands: steps.map(({ words, input }) => (input === null ? words : [...words, '--xml-pipe'])),
    inputs: steps.map(({ input }) => input),
    preview: edit(...steps.map(({ words, input }) => withText(words, input))) satisfies PreviewWay,
  };
}

interface Step {
  readonly words: Words;
  /** XML that it reads; null for a command of pcs. */
  readonly input: Input | null;
}

function withText([program, ...words]: Words, input: Input | null): Words {
  return input === null ? [program, ...words] : [program, ...words, '--xml-text', maskedText(input)];
}

/** cibadmin puts it at the end of its group, and pcs then where it is to stand. */
function xmlSteps(task: CreateTask, { snapshot }: Planning): readonly Step[] {
  const { id, place } = task;
  const input = resourceXml(task, roleInCib(snapshot));
  const isInside = place.kind === 'bundle' || (place.kind === 'group' && findResource(snapshot, place.group) !== null);
  const how = isInside ? ['--modify', '--allow-create'] : ['--create'];
  const made: Step = { words: ['cibadmin', ...how, '--scope', 'resources'], input };
  return place.kind === 'group' && place.after !== null ? [made, { words: pcs('resource', 'group', 'add', place.group, '--after', place.after, id), input: null }] : [made];
}

function placeWords(place: ResourcePlacement, { pcs: version, capabilities }: Dialect): readonly string[] {
  switch (place.kind) {
    case 'alone':
      return [];
    case 'group':
      return capabilities.has('pcmk.resource.create.group.future')
        ? ['group', place.group, ...(place.after === null ? [] : ['after', place.after]), '--future']
        : ['--group', place.group, ...(place.after === null ? [] : ['--after', place.after])];
    case 'bundle':
      return ['bundle', place.bundle];
    case 'clone':
    case 'promotable': {
      const word = place.kind === 'clone' ? 'clone' : isAtLeast(version, '0.10') ? 'promotable' : 'master';
      const meta = assignments(place.meta);
      return meta.length === 0 ? [word] : capabilities.has('pcmk.resource.create.meta.future') ? [word, 'meta', ...meta, '--future'] : [word, ...meta];
    }
  }
}

function whatIsWrong({ id, agent, parameters, meta, operations, place }: CreateTask, { snapshot }: Planning): ReturnType<typeof impossible> | ReturnType<typeof failure<{ code: 'not-configured'; id: string }>> | null {
  const taken = newId(id, snapshot);
  if (!taken.ok) return taken as ReturnType<typeof impossible>;
  const option = optionLike([agent]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  const placeMeta = place.kind === 'clone' || place.kind === 'promotable' ? place.meta : {};
  const words = unreadable([...Object.keys(parameters), ...Object.keys(meta), ...Object.keys(placeMeta)], operations);
  if (words !== null) return words;
  const guest = makesGuest(meta);
  if (guest !== null && (guest === id || isNodeTaken(guest, snapshot))) return impossible({ why: 'taken', name: guest });
  return placeIsWrong(id, agent, place, snapshot);
}

function placeIsWrong(id: string, agent: string, place: ResourcePlacement, snapshot: ClusterSnapshot): ReturnType<typeof whatIsWrong> {
  if (place.kind === 'alone') return null;
  if (isFenceAgent(agent)) return impossible({ why: 'fence-alone', name: id });
  if (place.kind === 'clone' || place.kind === 'promotable') return isTaken(cloneId(id), snapshot) ? impossible({ why: 'taken', name: cloneId(id) }) : null;
  const name = place.kind === 'group' ? place.group : place.bundle;
  if (place.kind === 'group' && findResource(snapshot, name) === null) {
    const taken = name === id ? impossible({ why: 'taken', name }) : newId(name, snapshot);
    if (!taken.ok) return taken as ReturnType<typeof impossible>;
    return place.after === null ? null : failure({ code: 'not-configured', id: place.after });
  }
  const around = configuredResource(name, snapshot);
  if (!around.ok) return around as ReturnType<typeof impossible>;
  const [{ kind, children }] = around.value.instances;
  if (kind !== place.kind) return impossible({ why: 'taken', name });
  const [member] = place.kind === 'bundle' ? idsIn(children) : [];
  if (member !== undefined) return impossible({ why: 'bundle-full', name, of: member });
  return place.kind === 'group' && place.after !== null && !children.some((child) => child.id.replace(/:\d+$/, '') === place.after) ? failure({ code: 'not-configured', id: place.after }) : null;
}

/** That it is there, and runs where nothing is known that would keep it from that. */
function expectations({ id, agent, place, disabled, meta }: CreateTask, snapshot: ClusterSnapshot): readonly Expectation[] {
  const configured: Expectation = { kind: 'configured', id, is: true };
  const around = place.kind === 'group' ? findResource(snapshot, place.group) : null;
  const isKept = disabled || place.kind === 'bundle' || meta['target-role'] !== undefined || meta['is-managed'] !== undefined
    || snapshot.cluster.maintenanceMode === true
    || readBoolean(clusterProperty(snapshot, 'stop-all-resources')) === true
    || readBoolean(clusterProperty(snapshot, 'symmetric-cluster')) === false
    || (isFenceAgent(agent) && snapshot.cluster.stonithEnabled === false)
    || (around !== null && [...around.parents, ...around.instances, ...around.instances.flatMap(({ children }) => children)].some((each) => isDisabledItself(each) || !each.managed));
  return isKept ? [configured] : [configured, { kind: 'active', resource: id, node: null }];
}
