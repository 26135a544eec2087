import { partMissing, programFault, scriptCommand } from '../change/scriptCommand';
import type { Command } from '../command';
import { failure, type Result, success } from '../result';
import { checkScript } from './checkScript';
import { type ConfigurationProblem, problemsIn } from './configurationProblems';

/** What a host says of an edited CIB. */
export interface CheckedConfiguration {
  /** What crm_verify finds, by the lines of the checked CIB. Where there is none of `error`, it is valid. */
  readonly problems: readonly ConfigurationProblem[];
  /** What crm_diff says has to be changed; null where nothing has to be. Holds secrets. */
  readonly patch: string | null;
}

const timeoutMs = 60_000;

/**
 * Has a host check `after` against its schema and Pacemaker's own rules, and compare it with `before`. Both are whole CIBs with their secrets and go
 * there by stdin; the cluster is neither asked nor changed. Faults: `command-failed`, `program-missing`, `output-cut`.
 *
 * @param nonce a word that cannot be guessed and is made anew each time
 */
export function checkCommand(before: string, after: string, nonce: string): Command<CheckedConfiguration> {
  return scriptCommand({ script: checkScript, nonce, reads: [before, after], timeoutMs }, (parts, host) =>
    readAnswer(new Map(parts.map(({ name, numbers, text }) => [name, { exitCode: numbers[0] ?? 0, text }])), after, host));
}

function readAnswer(parts: ReadonlyMap<string, { readonly exitCode: number; readonly text: string }>, after: string, host: string): Result<CheckedConfiguration> {
  const [checked, differed] = [parts.get('checked'), parts.get('differed')];
  if (!checked || !differed) return partMissing(host);
  const missing = ([['crm_verify', checked], ['crm_diff', differed]] as const).find(([, { exitCode }]) => exitCode === 127);
  if (missing) return failure(programFault(missing[0], 127, '', host));
  const problems = problemsIn(checked.text, checked.exitCode, after);
  const patch = /<diff[\s>][^]*<\/diff>/.exec(differed.text)?.[0] ?? null;
  // What is not well-formed has no difference.
  if (patch === null && differed.exitCode !== 0 && !problems.some(({ severity }) => severity === 'error')) {
    return failure(programFault('crm_diff', differed.exitCode, parts.get('differed-said')?.text ?? '', host));
  }
  return success({ problems, patch });
}
