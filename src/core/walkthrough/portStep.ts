import { isOff } from './connectionStep';
import { ofEachSight } from './seenGuest';
import type { Step } from './step';

/** That pacemaker_remote itself answers each host on its port. What is in the way differs, and so does what a person does about it. */
export const portStep: Step = {
  id: 'port',
  needs: ['guestFirewall', 'remoteRuns', 'hostNames'],
  check: (situation) => ofEachSight(situation, ({ port }, { seen: answer }) => {
    if (port.kind === 'remote') return ['done', { code: 'port', port }];
    if (isOff(answer)) return ['unknown', { code: 'not-seen', fault: answer.fault }];
    return [port.kind === 'unknown' ? 'unknown' : 'wrong', { code: 'port', port }];
  }),
  plan: () => ({ kind: 'none' }),
};
