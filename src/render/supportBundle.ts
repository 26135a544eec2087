import type { Fault } from '../core/fault';
import { withoutSecrets } from '../core/secret';
import { snapshotToJson } from '../core/snapshotJson';
import { namesIn, namesInFaults, namesInPlan, namesInTarget, withoutNames } from '../core/withoutNames';
import type { ChangeRecord } from '../session/changeOutcome';
import type { ShownCluster } from './shownCluster';

/** What goes into a support bundle. */
export interface BundleParts {
  /** ISO 8601. */
  readonly madeAt: string;
  readonly versions: Readonly<Record<'extension' | 'editor' | 'platform', string>>;
  readonly shown: ShownCluster;
  /** Every host with the versions of its programs, or why they are not known. */
  readonly hosts: readonly { readonly target: string; readonly versions: Readonly<Record<string, string | Fault>> }[];
  readonly records: readonly ChangeRecord[];
  /** The last lines that the extension wrote to its log about this cluster and its hosts. */
  readonly log: readonly string[];
}

/** Objects whose keys are what somebody called things. */
const named = new Set(['attributes', 'utilization', 'parameters', 'meta', 'failCounts', 'properties']);

/** Numbers that look like addresses, and times. */
const kept = new Set(['versions', 'madeAt', 'cibVersion']);

/** What programs, agents and persons said in words of their own. */
const said = new Set(['said', 'reason', 'lastChange']);

/**
 * One file for whoever is to find out what went wrong, as JSON: versions, hosts, the state of the cluster, what was changed, and the log.
 * Secrets are never in it; without names, neither are names and addresses, each of which becomes a word of its own. The log tells
 * of hosts by names that only the ssh configuration knows: it is then left out.
 */
export function supportBundle({ madeAt, versions, shown: { definition, state }, hosts, records, log }: BundleParts, { names }: { readonly names: boolean }): string {
  const { last, ...stateNow } = state;
  const data = {
    madeAt,
    versions,
    cluster: { name: definition.name, practice: definition.practice, readOnly: definition.readOnly },
    hosts: hosts.map(({ target, versions: of }) => ({ target, versions: Object.fromEntries(Object.entries(of).map(([program, version]) => [program, typeof version === 'string' ? version : { fault: version.code }])) })),
    state: { ...stateNow, ...('otherViews' in stateNow ? { otherViews: stateNow.otherViews.map(({ host, snapshot }) => ({ host, snapshot: snapshotToJson(snapshot) })) } : {}) },
    snapshot: last === null ? null : snapshotToJson(last),
    changes: records.map(({ at, host, plan, outcome, tookMs }) => ({ at: new Date(at).toISOString(), host, tookMs, commands: plan.commands, reads: withoutSecrets(plan.inputs ?? null), outcome: told(outcome) })),
    log: names ? log : 'left out, as it may hold names of hosts',
  };
  const views = 'otherViews' in state ? state.otherViews.map(({ snapshot }) => snapshot) : [];
  const all = [new Map([['cluster', [definition.name]]]), ...[...(last === null ? [] : [last]), ...views].map(namesIn), ...definition.hosts.map(({ target }) => namesInTarget(target)), ...namesInFaults(stateNow),
    ...records.flatMap(({ cluster, host, plan, outcome }) => [new Map([['cluster', [cluster]]]), namesInTarget(host), namesInPlan([plan, outcome]), ...namesInFaults(outcome)])];
  return `${JSON.stringify(names ? data : withoutNames(data, all, { kept, named, said }), null, 1)}\n`;
}

/** A plan that was made anew is none that was run. */
function told(outcome: ChangeRecord['outcome']): unknown {
  return outcome.kind === 'changed' ? { kind: outcome.kind } : outcome;
}
