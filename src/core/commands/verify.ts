import type { Command } from '../command';
import { failure, success } from '../result';
import { requireSuccess } from './requireSuccess';
import { DISCONNECTED, NOT_CONNECTED } from './status';

/** What Pacemaker says of its configuration: its own lines, the gravest first as it prints them. */
export interface Verification {
  readonly valid: boolean;
  readonly lines: readonly string[];
}

/**
 * Has Pacemaker check the configuration that is in force. crm_verify prints what it finds on stderr; its status tells whether an error is among it:
 * 78 (configuration) since 2.0, 1 or more before.
 */
export function verifyConfiguration(): Command<Verification> {
  return {
    argv: ['crm_verify', '--live-check', '--verbose'],
    rights: 'cluster',
    mutates: false,
    timeoutMs: 30_000,
    maxBytes: 1_000_000,
    parse: (output, host) => {
      const said = `${output.stderr}\n${output.stdout}`;
      if (output.exitCode === DISCONNECTED || (output.exitCode !== 0 && NOT_CONNECTED.test(said))) return failure({ code: 'not-running', message: said.trim().split('\n', 1)[0] ?? '' });
      const lines = said.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');
      if (output.exitCode === 0) return success({ valid: true, lines });
      const answer = requireSuccess(output, 'crm_verify', host);
      return lines.length > 0 && output.exitCode !== null && output.exitCode !== 127 ? success({ valid: false, lines }) : answer.ok ? success({ valid: true, lines }) : answer;
    },
  };
}
