import { attribute, childrenIn, childrenNamed, parseXml, type XmlElement } from '../xml';
import { map, type Result } from '../result';

/** A recurring monitor that has run, as the history in a CIB tells. */
export interface Monitor {
  readonly resource: string;
  readonly node: string;
  /** Milliseconds. */
  readonly interval: number;
  /** What it found is that the resource runs as promoted. */
  readonly promoted: boolean;
}

/** The recurring monitors that the history of a whole CIB knows, in its order. Faults: those of `parseXml`. */
export function monitorsIn(cib: string): Result<readonly Monitor[]> {
  return map(parseXml(cib), (root) => childrenIn(root, 'status', 'node_state').flatMap((state) => {
    const node = attribute(state, 'uname') ?? attribute(state, 'id') ?? '';
    return childrenNamed(state, 'lrm').flatMap((lrm) => childrenIn(lrm, 'lrm_resources', 'lrm_resource')).flatMap((resource) => monitorsOf(resource, node));
  }));
}

/** The monitor that would find a resource broken on a node: where it watches by its role, that of the role it has. Null where nothing watches it there. */
export function monitorOf(monitors: readonly Monitor[], resource: string, node: string, promoted: boolean): Monitor | null {
  const there = monitors.filter((monitor) => monitor.resource === resource && monitor.node === node);
  return there.find((monitor) => monitor.promoted === promoted) ?? there[0] ?? null;
}

function monitorsOf(element: XmlElement, node: string): readonly Monitor[] {
  const resource = attribute(element, 'id') ?? '';
  return childrenNamed(element, 'lrm_rsc_op').flatMap((operation) => {
    const interval = Number(attribute(operation, 'interval'));
    // 8 says that it runs as promoted, 9 that it failed as such.
    const promoted = ['8', '9'].includes(attribute(operation, 'rc-code') ?? '');
    return attribute(operation, 'operation') === 'monitor' && interval > 0 ? [{ resource, node, interval, promoted }] : [];
  });
}
