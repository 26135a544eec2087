import { type Result, success } from '../result';
import type { ClusterSnapshot } from '../snapshot';
import { impossible } from './pcsWords';
import { idsIn } from './resourcePlace';

/** Whether something new can have this id. Fault: `change-impossible`. */
export function isFree(id: string, { resources, fencing, constraints }: ClusterSnapshot): Result<void> {
  if (!/^[\p{L}_][\p{L}\p{N}\p{M}._-]*$/u.test(id)) return impossible({ why: 'no-id', name: id });
  const isTaken = [...idsIn([...resources, ...fencing]), ...constraints.map((constraint) => constraint.id)].includes(id);
  return isTaken ? impossible({ why: 'taken', name: id }) : success(undefined);
}
