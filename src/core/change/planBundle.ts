import { type Result, success } from '../result';
import { isFree } from './newResourceId';
import { impossible, optionLike, pcs } from './pcsWords';
import { type Draft, edit, type Planning } from './planning';
import type { TaskOf } from './task';

/** Makes a bundle without a resource in it: what it runs is what its image runs. */
export function planBundle({ bundle, container, options, network }: TaskOf<'createBundle'>, planning: Planning): Result<Draft> {
  const { dialect, snapshot } = planning;
  const option = optionLike([bundle]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  const free = isFree(bundle, snapshot);
  if (!free.ok) return free;
  const needs = container === 'podman' ? 'pcmk.resource.bundle.container-podman' : 'pcmk.resource.bundle';
  if (!dialect.capabilities.has(needs)) return impossible({ why: 'no-container', name: container, pcs: dialect.pcs });
  const words = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([name, value]) => `${name}=${value}`);
  const networked = words(network);
  const command = pcs('resource', 'bundle', 'create', bundle, 'container', container, ...words(options), ...(networked.length === 0 ? [] : ['network', ...networked]));
  return success({
    commands: [command],
    preview: edit(command),
    cautions: [{ code: 'bundle-empty', bundle }],
    expects: [{ kind: 'configured', id: bundle, is: true }],
    undo: [{ kind: 'deleteResources', resources: [bundle] }],
  });
}
