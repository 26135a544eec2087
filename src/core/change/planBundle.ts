import { type Result, success } from '../result';
import { isFree } from './newResourceId';
import { impossible, optionLike, pcs } from './pcsWords';
import { type Draft, edit, type Planning } from './planning';
import type { TaskOf } from './task';

/** Makes a bundle without a resource in it: what it runs is what its image runs. */
export function planBundle({ bundle, container, options, network, mappings = [], meta = {} }: TaskOf<'createBundle'>, planning: Planning): Result<Draft> {
  const { dialect, snapshot } = planning;
  const option = optionLike([bundle]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  const free = isFree(bundle, snapshot);
  if (!free.ok) return free;
  const needs = container === 'podman' ? 'pcmk.resource.bundle.container-podman' : 'pcmk.resource.bundle';
  if (!dialect.capabilities.has(needs)) return impossible({ why: 'no-container', name: container, pcs: dialect.pcs });
  const words = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([name, value]) => `${name}=${value}`);
  const section = (name: string, of: Readonly<Record<string, string>>) => (Object.keys(of).length === 0 ? [] : [name, ...words(of)]);
  const mapped = mappings.flatMap((mapping) => section(`${mapping.of}-map`, mapping.options));
  const command = pcs('resource', 'bundle', 'create', bundle, 'container', container, ...words(options), ...section('network', network), ...mapped, ...section('meta', meta));
  return success({
    commands: [command],
    preview: edit(command),
    cautions: [{ code: 'bundle-empty', bundle }],
    expects: [{ kind: 'configured', id: bundle, is: true }],
    undo: [{ kind: 'deleteResources', resources: [bundle] }],
  });
}
