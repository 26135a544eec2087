import { sameConfiguration } from '../cibVersion';
import { failure, type Result, success } from '../result';
import type { ConfigurationTask } from './configurationTask';
import type { Expectation } from './expectation';
import type { Draft, Planning } from './planning';

/**
 * The same on every version: pcs has nothing that pushes only what was changed and only to what was read. `cibadmin --replace` takes any configuration
 * whose epoch is not older, so one that somebody else has changed in between would be overwritten; a patch names what it is for.
 * Fault: `configuration-changed`.
 */
export function planReplaceConfiguration({ version, patch, configuration, removed, added }: ConfigurationTask, { snapshot }: Planning): Result<Draft> {
  const { cibVersion, cluster, host } = snapshot;
  if (cibVersion !== null && !sameConfiguration(cibVersion, version)) return failure({ code: 'configuration-changed', cluster: cluster.name ?? host });
  return success({
    commands: [['cibadmin', '--patch', '--xml-pipe']],
    inputs: [patch],
    preview: { kind: 'configuration', configuration },
    cautions: removed.length === 0 ? [] : [{ code: 'takes-out', ids: removed }],
    expects: [
      { kind: 'newerConfiguration', than: version },
      ...removed.map((id): Expectation => ({ kind: 'configured', id, is: false })),
      ...added.map((id): Expectation => ({ kind: 'configured', id, is: true })),
    ],
    undo: null,
  });
}
