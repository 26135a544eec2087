import { randomUUID } from 'node:crypto';
import type { ConfigurationTask } from '../core/change/configurationTask';
import { versionInOpeningTag, sameConfiguration } from '../core/cibVersion';
import { checkCommand } from '../core/configuration/checkCommand';
import type { ConfigurationProblem } from '../core/configuration/configurationProblems';
import { configurationIn, withConfiguration } from '../core/configuration/configurationText';
import { idsIn } from '../core/configuration/idsIn';
import { secretValuesIn } from '../core/configuration/maskedSecrets';
import { patchInput } from '../core/configuration/patchInput';
import { failure, type Result, success } from '../core/result';
import { Secret } from '../core/secret';
import type { CibVersion } from '../core/snapshot';
import type { HostReader } from './hostReader';
import type { RunOptions } from './ports';

type AskedHost = Pick<HostReader, 'link' | 'readCibNow' | 'target'>;

/** A configuration as it was read, with its secrets. It stays in memory. */
export interface ReadConfiguration {
  readonly text: string;
  readonly version: CibVersion;
}

/** A configuration that is to replace the one that was read. */
export interface WantedConfiguration {
  readonly text: string;
  readonly checkpoint: number | null;
}

/**
 * What came of checking it.
 * invalid  crm_verify finds errors: lines count from that where the configuration begins, which is 1
 * ready    it can be pushed; the problems are warnings
 */
export type CheckedChange =
  | { readonly kind: 'invalid'; readonly problems: readonly ConfigurationProblem[] }
  | { readonly kind: 'ready'; readonly problems: readonly ConfigurationProblem[]; readonly task: ConfigurationTask };

/** Reads the configuration of now. Faults: those of reading the CIB; `malformed` without a version. */
export async function readConfigurationNow(host: AskedHost, options: RunOptions): Promise<Result<ReadConfiguration>> {
  const cib = await host.readCibNow(options);
  return cib.ok ? partOf(cib.value) : cib;
}

/**
 * Has the host check an edited configuration, and makes of it what is needed to push it. Faults: `configuration-changed` where the host has another one by
 * now than was read, `configuration-same` where there is nothing to push; those of reading and of `checkCommand`.
 *
 * @param cluster what the person calls it
 */
export async function checkConfiguration(
  host: AskedHost, { version }: ReadConfiguration, { text, checkpoint }: WantedConfiguration, cluster: string, options: RunOptions,
): Promise<Result<CheckedChange>> {
  const cib = await host.readCibNow(options);
  if (!cib.ok) return cib;
  const now = partOf(cib.value);
  if (!now.ok) return now;
  if (!sameConfiguration(now.value.version, version)) return failure({ code: 'configuration-changed', cluster });
  const wanted = withConfiguration(cib.value, text);
  if (!wanted.ok) return wanted;
  const checked = await host.link.run(checkCommand(cib.value, wanted.value, randomUUID()), options);
  if (!checked.ok) return checked;
  const found = configurationIn(wanted.value);
  const offset = found.ok ? found.value.line - 1 : 0;
  const problems = checked.value.problems.map((problem) => ({ ...problem, line: problem.line === null || problem.line <= offset ? null : problem.line - offset }));
  if (problems.some(({ severity }) => severity === 'error')) return success({ kind: 'invalid', problems });
  if (checked.value.patch === null) return failure({ code: 'configuration-same', cluster });
  const [before, after] = [idsIn(cib.value), idsIn(wanted.value)];
  if (!before.ok) return before;
  if (!after.ok) return after;
  const secrets = new Set([...secretValuesIn(cib.value), ...secretValuesIn(wanted.value)]);
  const task: ConfigurationTask = {
    kind: 'replaceConfiguration',
    version: now.value.version,
    patch: patchInput(checked.value.patch, now.value.version, secrets),
    configuration: new Secret(text, 'the configuration'),
    removed: [...before.value].filter((id) => !after.value.has(id)),
    added: [...after.value].filter((id) => !before.value.has(id)),
    checkpoint,
  };
  return success({ kind: 'ready', problems, task });
}

/**
 * Has the host tell whether its configuration of now is this one: that as it was read, or null where it is another. Faults: those of `checkConfiguration`,
 * `configuration-changed` where it is being changed.
 */
export async function readIfSame(host: AskedHost, text: string, cluster: string, options: RunOptions): Promise<Result<ReadConfiguration | null>> {
  const now = await readConfigurationNow(host, options);
  if (!now.ok) return now;
  const compared = await checkConfiguration(host, now.value, { text, checkpoint: null }, cluster, options);
  if (compared.ok) return success(null);
  return compared.fault.code === 'configuration-same' ? now : compared;
}

function partOf(cib: string): Result<ReadConfiguration> {
  const [found, version] = [configurationIn(cib), versionInOpeningTag(cib)];
  if (!found.ok) return found;
  return version === null ? failure({ code: 'malformed', reason: 'the CIB has no version' }) : success({ text: found.value.text, version });
}
