import type { DocumentFault } from '../fault';
import { failure, success, type Result } from '../result';
import { readRole } from '../statusResources';
import { readBoolean } from '../statusValues';
import { attribute, childrenIn, firstAttribute, parseXml, type XmlElement } from '../xml';
import { actionKind } from './actionKind';
import { fencedNode } from './fencedNode';
import type { SummaryAction, Transition } from './transition';

/** Reads what `crm_simulate --run --output-as=xml` prints, since 2.1.0. Faults: those of `parseXml`; `malformed` when it is another document. */
export function readTransition(text: string): Result<Transition, DocumentFault> {
  const parsed = parseXml(text);
  if (!parsed.ok) return parsed;
  const root = parsed.value;
  // `pacemaker-result` up to 3.x; nothing else that begins so has a request of crm_simulate.
  if (!attribute(root, 'request')?.startsWith('crm_simulate')) return failure({ code: 'malformed', reason: `the root element is ${root.name}, not an answer of crm_simulate` });
  const nodes = childrenIn(root, 'actions', 'node_action');
  return success({
    actions: childrenIn(root, 'actions', 'rsc_action').map(readAction),
    fencing: nodes.map((node) => fencedNode(attribute(node, 'task') ?? '', attribute(node, 'node') ?? '', attribute(node, 'reason'))).filter((fenced) => fenced !== null),
  });
}

/**
 * `node` is where something starts or stops, `source` where it is, `dest` where it goes to. What starts as one of a promotable clone has a
 * `dest` and roles; what stays on its node has only a `source`.
 */
function readAction(element: XmlElement): SummaryAction {
  const kind = actionKind(attribute(element, 'action') ?? '');
  const node = attribute(element, 'node');
  const source = attribute(element, 'source') ?? (kind === 'start' ? null : node);
  const destination = attribute(element, 'dest') ?? (kind === 'start' ? node : kind === 'stop' ? null : source);
  const role = readRole(firstAttribute(element, 'next-role', 'role'));
  return {
    kind,
    resource: attribute(element, 'resource') ?? '',
    from: source,
    to: destination,
    role: kind !== 'stop' && (role === 'Promoted' || role === 'Unpromoted') ? role : null,
    reason: attribute(element, 'reason'),
    blocked: readBoolean(attribute(element, 'blocked')) ?? false,
  };
}
