import type { DocumentFault } from '../fault';
import { failure, success, type Result } from '../result';
import { readRole } from '../statusResources';
import { readBoolean } from '../statusValues';
import { attribute, childNamed, childrenIn, firstAttribute, parseXml, type XmlElement } from '../xml';
import { actionKind } from './actionKind';
import { fencedNode } from './fencedNode';
import type { SummaryAction, Transition } from './transition';

/**
 * Reads what `crm_simulate --run --output-as=xml` prints, since 2.1.0. Faults: those of `parseXml`; `malformed` when it is another document, or has
 * no `actions`, which stand there also when there are none: 3.0.0 leaves them out of its XML, not of its text, when something was made to happen.
 */
export function readTransition(text: string): Result<Transition, DocumentFault> {
  const parsed = parseXml(text);
  if (!parsed.ok) return parsed;
  const root = parsed.value;
  if (childNamed(root, 'actions') === null) return failure({ code: 'malformed', reason: `${root.name} tells no actions` });
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
