import { readOperationKey } from './operationKey';
import type { FailedAction } from './snapshot';
import { namedRecord, readScore } from './statusValues';
import { readMilliseconds, readTime } from './timeText';
import { attribute, childrenIn, childrenNamed, type XmlElement } from './xml';

/** The failed actions of a status document. `guest` is left to the join. */
export function readFailures(root: XmlElement): readonly FailedAction[] {
  return childrenIn(root, 'failures', 'failure').map(readFailure).filter((action) => action !== null);
}

/** Fail counts by resource, then by node, from the history. */
export function readFailCounts(root: XmlElement): ReadonlyMap<string, Readonly<Record<string, number>>> {
  const counts = new Map<string, Record<string, number>>();
  for (const node of childrenIn(root, 'node_history', 'node')) {
    for (const history of childrenNamed(node, 'resource_history')) {
      const count = readScore(attribute(history, 'fail-count'));
      if (count === null || count === 0) continue;
      const id = attribute(history, 'id') ?? '';
      const byNode = counts.get(id) ?? namedRecord<number>();
      byNode[attribute(node, 'name') ?? ''] = count;
      counts.set(id, byNode);
    }
  }
  return counts;
}

function readFailure(element: XmlElement): FailedAction | null {
  const task = attribute(element, 'task');
  const key = readOperationKey(attribute(element, 'op_key') ?? '', task);
  const resource = key?.resource ?? attribute(element, 'id')?.replace(/_last(?:_failure)?_\d+$/, '');
  if (resource === undefined) return null;
  const rc = attribute(element, 'exitcode');
  const reason = attribute(element, 'exitreason');
  return {
    resource,
    task: key?.task ?? task ?? '',
    interval: readMilliseconds(attribute(element, 'interval')) ?? key?.interval ?? 0,
    node: attribute(element, 'node') ?? '',
    rc: rc !== null && /^-?\d+$/.test(rc) ? Number(rc) : null,
    text: attribute(element, 'exitstatus'),
    reason: reason === '' || reason === 'none' ? null : reason,
    at: readTime(attribute(element, 'last-rc-change')),
    guest: null,
  };
}
