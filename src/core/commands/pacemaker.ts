import type { Command } from '../command';
import { failure, success } from '../result';
import { requireSuccess } from './requireSuccess';

/** Asks what Pacemaker calls the host that answers. */
export function nodeName(): Command<string> {
  return {
    argv: ['crm_node', '--name'],
    rights: 'cluster',
    mutates: false,
    timeoutMs: 10_000,
    maxBytes: 10_000,
    parse: (output, host) => {
      const answer = requireSuccess(output, 'crm_node', host);
      if (!answer.ok) return answer;
      const name = answer.value.replace(/\r?\n$/, '');
      return name === '' || name.includes('\n') ? failure({ code: 'malformed', reason: 'crm_node named no node' }) : success(name);
    },
  };
}

/** Asks for Pacemaker's version: `Pacemaker 2.1.5` and a line about its authors. */
export function pacemakerVersion(): Command<string> {
  return {
    argv: ['crm_mon', '--version'],
    rights: 'none',
    mutates: false,
    timeoutMs: 10_000,
    maxBytes: 10_000,
    parse: (output, host) => {
      const answer = requireSuccess(output, 'crm_mon', host);
      if (!answer.ok) return answer;
      const version = /^Pacemaker (\d+(?:\.\d+)+)/m.exec(answer.value)?.[1];
      return version === undefined ? failure({ code: 'malformed', reason: 'crm_mon named no version' }) : success(version);
    },
  };
}
