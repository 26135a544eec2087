import { insideGuest } from './seenGuest';
import type { Step } from './step';

/** Pacemaker's own tools work in the guest, by way of pacemaker_remote: agents that need them run there as on a host. It was asked with the look at the guest. */
export const guestToolsStep: Step = {
  id: 'guestTools',
  needs: ['guestOnline'],
  sure: ['guestOnline'],
  check: (situation) => insideGuest(situation, ({ tools }) => {
    if (tools === null) return ['unknown', { code: 'tools-not-asked' }];
    return tools.exitCode === 0 ? ['done', { code: 'tools-answer', said: tools.text }] : ['missing', { code: 'tools-fail', said: tools.text }];
  }),
  plan: () => ({ kind: 'none' }),
};
