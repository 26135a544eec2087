import { readCib } from '../readCib';
import { map, type Result } from '../result';
import type { CibResource } from '../cibResources';

/** The ids of all resources and constraints that a CIB configures. Faults: those of `readCib`. */
export function idsIn(cib: string): Result<ReadonlySet<string>> {
  return map(readCib(cib), ({ resources, constraints }) => new Set([...resources.flatMap(idsOf), ...constraints.map(({ id }) => id)]));
}

function idsOf({ id, children }: CibResource): readonly string[] {
  return [id, ...children.flatMap(idsOf)];
}
