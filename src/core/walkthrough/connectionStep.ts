import type { RemotePort } from './guestSituation';
import { ofEachSight } from './seenGuest';
import type { Seen } from './seenHosts';
import type { Step } from './step';

/**
 * That every host and the guest reach one another. Whatever answers on a port of the guest, be it to say that nothing listens there, has come by the way
 * there and gone by the way back.
 */
export const connectionStep: Step = {
  id: 'connection',
  needs: ['reach'],
  check: (situation) => ofEachSight(situation, ({ port }, { seen: answer }) => (isOff(answer) ? ['unknown', { code: 'not-seen', fault: answer.fault }] : seen(port))),
  plan: () => ({ kind: 'none' }),
};

type Answer = NonNullable<Parameters<Step['check']>[0]['guest']>['seen'];

/** Whether nobody can answer, for it does not run. */
export function isOff(answer: Answer): answer is Extract<Answer, { readonly ok: false }> {
  return !answer.ok && (answer.fault.code === 'guest-not-running' || answer.fault.code === 'guest-nowhere');
}

function seen(port: RemotePort): Seen {
  switch (port.kind) {
    case 'remote':
    case 'refused':
    case 'taken': return ['done', { code: 'answers-host' }];
    case 'unreachable': return ['wrong', { code: 'port', port }];
    case 'filtered':
    case 'unknown': return ['unknown', { code: 'port', port }];
  }
}
