import type { FailedAction, Operation, Resource } from '../core/snapshot';
import { displayName, displayNameOrNull, displayText } from './displayName';
import { failedActionText } from './failedActionText';
import { pairs } from './pairs';
import { phrase } from './phrase';
import { kindWord } from './resourceState';
import type { LazyTooltip, Tooltip, Translate } from './row';
import { line, sentences } from './tooltipLines';

/** All that is known of one resource; its parts have tooltips of their own. `state` is what its row says of it. */
export function resourceTooltip(resource: Resource, state: string, failures: readonly FailedAction[], t: Translate): LazyTooltip {
  const from: Source = { resource: resource.children.length === 0 ? resource : { ...resource, children: [] }, state, failures };
  return { from, build: () => words(from, t) };
}

interface Source {
  readonly resource: Resource;
  readonly state: string;
  readonly failures: readonly FailedAction[];
}

function words({ resource, state, failures }: Source, t: Translate): Tooltip {
  const { config } = resource;
  return {
    title: displayName(resource.id),
    lines: [
      ...sentences(reasons(resource, t)),
      ...line(t('Kind'), kindWord(resource, t)),
      ...line(t('State'), state),
      ...line(t('Agent'), displayNameOrNull(resource.agent)),
      ...line(t('Description'), displayText(config?.description ?? '')),
      ...line(t('Template'), displayNameOrNull(config?.template ?? null)),
      ...line(t('Parameters'), pairs(config?.parameters ?? {})),
      ...line(t('Meta attributes'), pairs(config?.meta ?? {})),
      ...line(t('Utilization'), pairs(config?.utilization ?? {})),
      ...line(t('Operations'), (config?.operations ?? []).map((operation) => operationWords(operation, t)).join('; ')),
      ...line(t('Fail count'), failCounts(resource)),
      ...sentences(failures.map((failure) => failedActionText(failure, t))),
    ],
  };
}

/** Why it is as it is, as far as the documents say: which node would be allowed, for one, they do not. */
function reasons(resource: Resource, t: Translate): readonly (string | null)[] {
  const { targetRole } = resource;
  return [
    resource.orphaned ? t('It is no longer in the configuration. Pacemaker remembers it until it is cleaned up.') : null,
    resource.failed ? t('Its last operation failed.') : null,
    resource.blocked ? t('It is blocked: Pacemaker does nothing with it until its failure is cleaned up.') : null,
    resource.disabled ? t('It is disabled: its target-role is {0}.', targetRole === null ? 'Stopped' : displayName(targetRole)) : null,
    resource.maintenance === true ? t('It is in maintenance: Pacemaker neither starts, stops nor monitors it.') : null,
    !resource.managed && resource.maintenance !== true ? t('It is unmanaged: Pacemaker neither starts nor stops it.') : null,
    resource.failureIgnored ? t('Its failures are ignored, as its operation says.') : null,
    resource.lockedTo !== null ? t('It is kept for the node {0}, which shut down cleanly.', displayName(resource.lockedTo)) : null,
    resource.implicit ? t('Pacemaker made it; it is not in the configuration.') : null,
  ];
}

function operationWords(operation: Operation, t: Translate): string {
  const recurs = operation.interval !== null && !/^0+[a-z]*$/.test(operation.interval);
  return phrase([
    recurs ? t('{0} every {1}', displayName(operation.name), displayName(operation.interval ?? '')) : displayName(operation.name),
    operation.timeout === null ? null : t('timeout {0}', displayName(operation.timeout)),
    operation.role === null ? null : t('role {0}', displayName(operation.role)),
    operation.onFail === null ? null : t('on-fail {0}', displayName(operation.onFail)),
    operation.enabled ? null : t('off'),
  ]);
}

function failCounts({ failCounts: counts }: Resource): string {
  return pairs(Object.fromEntries(Object.entries(counts).map(([node, count]) => [node, count === Infinity ? 'INFINITY' : count])));
}
