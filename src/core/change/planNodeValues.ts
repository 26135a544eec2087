import { type Result, success } from '../result';
import { nodeValueStep } from './editSteps';
import type { NodeValueTask } from './hostTask';
import { impossible, optionLike, pcs } from './pcsWords';
import { type Draft, edit, knownNodes, type Planning } from './planning';

/** An attribute of a node that constraints can ask for, or how much of something it has. */
export function planNodeValue({ kind, node: nodeName, name, value: given }: NodeValueTask, planning: Planning): Result<Draft> {
  const found = knownNodes([nodeName], planning);
  if (!found.ok) return found;
  const node = found.value[0]!;
  const option = optionLike([name]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  if (name.includes('=')) return impossible({ why: 'ambiguous', name });
  // To pcs no value is none.
  const value = given === '' ? null : given;
  const isUtilization = kind === 'setNodeUtilization';
  if (isUtilization && value !== null && !/^-?\d+$/.test(value)) return impossible({ why: 'not-a-number', name: value });
  const values = isUtilization ? node.utilization : node.configured;
  const before = Object.hasOwn(values, name) ? (values[name] ?? null) : null;
  if (value === null && before === null) return impossible({ why: 'value-not-set', name });
  const commands = [pcs('node', isUtilization ? 'utilization' : 'attribute', node.name, `${name}=${value ?? ''}`)];
  // Of what comes and goes with a resource pcs makes the place for it.
  const isPlain = !isUtilization || node.kind === 'cluster';
  return success({
    commands,
    preview: edit(...(isPlain ? [nodeValueStep(node.name, isUtilization ? 'utilization' : 'attribute', name, value)] : commands)),
    cautions: [],
    expects: [{ kind: isUtilization ? 'nodeUtilization' : 'nodeAttribute', node: node.name, name, value }],
    undo: before === value ? null : [{ kind, node: node.name, name, value: before }],
  });
}
