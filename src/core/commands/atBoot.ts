import type { Command } from '../command';
import { failure, success } from '../result';
import { SHORT } from './readingCommand';
import { requireSuccess } from './requireSuccess';

/** What `pcs cluster enable` has systemd start at boot. */
const UNITS = ['corosync.service', 'pacemaker.service'] as const;

/** Asks whether the cluster starts on a host when that boots; null where one of its daemons does and the other does not. systemctl names a state for each, and fails where none is enabled. */
export function atBoot(): Command<boolean | null> {
  return {
    argv: ['systemctl', 'is-enabled', ...UNITS],
    ...SHORT,
    rights: 'none',
    mutates: false,
    parse: (output, host) => {
      const states = output.stdout.split('\n').filter((line) => line !== '');
      if (states.length === UNITS.length && states.every((state) => /^[a-z-]+$/.test(state) && state !== 'not-found')) {
        const enabled = states.filter((state) => state.startsWith('enabled')).length;
        return success(enabled === 0 ? false : enabled === UNITS.length ? true : null);
      }
      const answer = requireSuccess(output, 'systemctl', host);
      return answer.ok ? failure({ code: 'malformed', reason: 'systemctl named no state' }) : answer;
    },
  };
}
