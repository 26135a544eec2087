import { failure, type Result, success } from '../result';
import type { ClusterSnapshot } from '../snapshot';
import type { Dialect } from './dialect';
import { impossible, optionLike } from './pcsWords';
import type { Plan, PreviewWay, Words } from './plan';
import { findResource, isConfigured, type PlacedResource } from './resourcePlace';

/** What every plan is made from. */
export interface Planning {
  readonly dialect: Dialect;
  readonly snapshot: ClusterSnapshot;
  /** What Pacemaker calls the host that carries it out; null where that is not known. */
  readonly here: string | null;
  /** The CIB as it is, where a task is planned from it; with its secrets. Null where it could not be read. */
  readonly cib?: string | null;
}

/** A plan that does not say yet what it is for. */
export type Draft = Omit<Plan, 'task'>;

/** The configured resources of these ids, each once. Faults: `not-configured`, `change-impossible`. */
export function configuredResources(ids: readonly string[], { snapshot }: Planning): Result<readonly PlacedResource[]> {
  const found = new Map<string, PlacedResource>();
  for (const id of ids) {
    const resource = configuredResource(id, snapshot);
    if (!resource.ok) return resource;
    found.set(resource.value.id, resource.value);
  }
  return success([...found.values()]);
}

/** The configured resource of this id. */
export function configuredResource(id: string, snapshot: ClusterSnapshot): Result<PlacedResource> {
  const option = optionLike([id]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  const resource = findResource(snapshot, id);
  if (!resource) return failure({ code: 'not-configured', id });
  return isConfigured(resource) ? success(resource) : impossible({ why: 'implicit', name: id });
}

/** Nodes that the cluster knows, each once. */
export function knownNodes(names: readonly string[], { snapshot }: Planning): Result<ClusterSnapshot['nodes']> {
  const nodes = new Map<string, ClusterSnapshot['nodes'][number]>();
  for (const name of names) {
    const option = optionLike([name]);
    if (option !== null) return impossible({ why: 'option-like', name: option });
    const node = snapshot.nodes.find((candidate) => candidate.name === name);
    if (!node) return failure({ code: 'not-configured', id: name });
    nodes.set(name, node);
  }
  return success([...nodes.values()]);
}

/** The same of nodes that are hosts of the cluster: the others come and go with a resource. */
export function knownHosts(names: readonly string[], planning: Planning): Result<ClusterSnapshot['nodes']> {
  const nodes = knownNodes(names, planning);
  const other = nodes.ok ? nodes.value.find(({ kind }) => kind !== 'cluster') : undefined;
  return other ? impossible({ why: 'not-a-host', name: other.name }) : nodes;
}

/** A preview by these, run on a copy of the CIB. */
export function edit(...steps: readonly Words[]): PreviewWay {
  return { kind: 'edit', steps };
}
