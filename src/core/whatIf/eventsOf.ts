import type { Words } from '../change/plan';
import { failure, type Result, success } from '../result';
import { type Monitor, monitorOf } from './monitors';
import type { WhatIf } from './whatIf';

/** How something is made to happen to a copy of a cluster. */
export interface Happening {
  /** Edits of the copy, by programs that take it from `CIB_file`. */
  readonly steps: readonly Words[];
  /** Words of crm_simulate, which makes them happen before it plans. */
  readonly events: readonly string[];
}

/**
 * What the host's programs are told so that something happens to a copy of a cluster. The same words do the same on 2.0.5, 2.1.5 and 3.0.0:
 * --node-fail  the node's state is made unclean, which the scheduler answers with fencing where it may, else by taking it for stopped
 * --node-down  the node is gone and nothing is left to be fenced
 * shutdown     is the attribute by which a node that stops asks to be emptied; crm_simulate has no word for that
 * --op-inject  a result of an operation is put into the history, with its fail count
 *
 * A start that fails is counted as INFINITY by a cluster and not by crm_simulate before 3.0, which then tries again on the same node: hence the count.
 * Fault: `not-watched` where there is no monitor that could fail.
 */
export function eventsOf(whatIf: WhatIf, monitors: readonly Monitor[], promoted: boolean): Result<Happening> {
  const { kind, node } = whatIf;
  switch (kind) {
    case 'nodeFails':
      return success({ steps: [], events: [`--node-fail=${node}`] });
    case 'nodeFenced':
      return success({ steps: [], events: [`--node-down=${node}`] });
    case 'nodeLeaves':
      return success({ steps: [attributeOf(node, 'shutdown', '1')], events: [] });
    case 'cannotStart':
      return success({ steps: [attributeOf(node, `fail-count-${whatIf.resource}#start_0`, 'INFINITY')], events: [] });
    case 'monitorFails':
    case 'connectionLost': {
      const { resource } = whatIf;
      const monitor = monitorOf(monitors, resource, node, promoted);
      if (monitor === null) return failure({ code: 'not-watched', resource, node });
      // A promoted instance fails as one (9), all else does not run any more (7). A connection that is lost is an error (1).
      const found = kind === 'connectionLost' ? 1 : monitor.promoted && promoted ? 9 : 7;
      return success({ steps: [], events: [`--op-inject=${resource}_monitor_${monitor.interval}@${node}=${found}`] });
    }
  }
}

/** An attribute that a node forgets when it restarts. */
function attributeOf(node: string, name: string, value: string): Words {
  return ['crm_attribute', '--node', node, '--name', name, '--lifetime', 'reboot', '--update', value];
}
