import { readParts } from '../change/answerParts';
import type { Command } from '../command';
import { firstMessage } from '../commands/requireSuccess';
import { failure, type Result, success } from '../result';
import { MAX_DOCUMENT_LENGTH } from '../xml';
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
  return {
    argv: ['sh', '-c', checkScript, 'sh', nonce],
    stdin: `${before}\n${nonce}\n${after}`,
    rights: 'none',
    mutates: false,
    timeoutMs,
    maxBytes: 2 * MAX_DOCUMENT_LENGTH,
    parse: (output, host) => {
      const parts = readParts(output, nonce, host);
      return parts.ok ? readAnswer(new Map(parts.value.map(({ name, numbers, text }) => [name, { exitCode: numbers[0] ?? 0, text }])), after, host) : parts;
    },
  };
}

function readAnswer(parts: ReadonlyMap<string, { readonly exitCode: number; readonly text: string }>, after: string, host: string): Result<CheckedConfiguration> {
  const [checked, differed] = [parts.get('checked'), parts.get('differed')];
  if (!checked || !differed) return failure({ code: 'output-cut', host, program: 'sh' });
  for (const [program, { exitCode }] of [['crm_verify', checked], ['crm_diff', differed]] as const) {
    if (exitCode === 127) return failure({ code: 'program-missing', host, program });
  }
  const problems = problemsIn(checked.text, checked.exitCode, after);
  const patch = /<diff[\s>][^]*<\/diff>/.exec(differed.text)?.[0] ?? null;
  // What is not well-formed has no difference.
  if (patch === null && differed.exitCode !== 0 && !problems.some(({ severity }) => severity === 'error')) {
    return failure({ code: 'command-failed', host, program: 'crm_diff', exitCode: differed.exitCode, message: firstMessage({ stdout: '', stderr: parts.get('differed-said')?.text ?? '', exitCode: differed.exitCode }) });
  }
  return success({ problems, patch });
}
