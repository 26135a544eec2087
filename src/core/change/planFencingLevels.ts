import { failure, type Result, success } from '../result';
import type { FencingLevel } from '../snapshot';
import { isAtLeast } from './dialect';
import { impossible, optionLike, pcs } from './pcsWords';
import type { Words } from './plan';
import { configuredResources, type Draft, edit, knownNodes, type Planning } from './planning';
import type { Task, TaskOf } from './task';

export function planAddFencingLevel({ target, level, devices }: TaskOf<'addFencingLevel'>, planning: Planning): Result<Draft> {
  const nodes = knownNodes([target], planning);
  if (!nodes.ok) return nodes;
  const known = configuredResources(devices, planning);
  if (!known.ok) return known;
  const ambiguous = ambiguousIn(target, devices);
  if (ambiguous !== null) return impossible({ why: 'ambiguous', name: ambiguous });
  const isThere = planning.snapshot.fencingLevels.some((other) => other.by === 'name' && other.target === target && other.level === level && sameDevices(other.devices, devices));
  if (isThere) return impossible({ why: 'level-exists', name: target });
  const commands = [pcs('stonith', 'level', 'add', String(level), target, ...devices)];
  const id = `fl-${target}-${level}`;
  const isNewId = !planning.snapshot.fencingLevels.some((other) => other.id === id);
  return success({
    commands,
    preview: edit(...commands),
    cautions: [],
    expects: [{ kind: 'fencingLevel', target, level, devices }],
    // As pcs calls it. Where that is taken it chooses another, which is not known before.
    undo: isNewId && /^[A-Za-z_][\w.-]*$/.test(target) ? [{ kind: 'deleteFencingLevels', levels: [id] }] : null,
  });
}

export function planDeleteFencingLevels({ levels: ids }: TaskOf<'deleteFencingLevels'>, planning: Planning): Result<Draft> {
  const levels: FencingLevel[] = [];
  for (const id of new Set(ids)) {
    const level = planning.snapshot.fencingLevels.find((candidate) => candidate.id === id);
    if (!level) return failure({ code: 'not-configured', id });
    const { target, devices } = level;
    const option = optionLike([target, ...devices]);
    if (option !== null) return impossible({ why: 'option-like', name: option });
    const ambiguous = ambiguousIn(level.by === 'name' ? target : '', devices) ?? (target === 'stonith' || target === 'target' ? target : null);
    if (ambiguous !== null) return impossible({ why: 'ambiguous', name: ambiguous });
    levels.push(level);
  }
  const commands = levels.map((level) => remove(level, planning));
  const again = levels.map(addedAgain);
  return success({
    commands,
    preview: edit(...commands),
    cautions: [],
    expects: levels.map(({ id }) => ({ kind: 'configured', id, is: false })),
    undo: again.every((task) => task !== null) ? again : null,
  });
}

function remove({ by, target, level, devices }: FencingLevel, { dialect }: Planning): Words {
  const nodes = by === 'pattern' ? `regexp%${target}` : by === 'attribute' ? `attrib%${target}` : target;
  const words = isAtLeast(dialect.pcs, '0.11') ? ['target', nodes, 'stonith', ...devices] : [nodes, ...devices];
  return pcs('stonith', 'level', 'remove', String(level), ...words);
}

function addedAgain({ by, target, level, devices }: FencingLevel): Task | null {
  return by === 'name' ? { kind: 'addFencingLevel', target, level, devices } : null;
}

function sameDevices(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((device, index) => device === others[index]);
}

/** pcs tells nodes, patterns and attributes apart by `%`, and parts devices at commas; what has a `=` it takes for an option. */
function ambiguousIn(target: string, devices: readonly string[]): string | null {
  if (/[%=]/.test(target)) return target;
  return devices.find((device) => /[,=]/.test(device) || device === 'target' || device === 'stonith') ?? null;
}
