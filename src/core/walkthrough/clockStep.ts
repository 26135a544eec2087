import { ofGuest } from './seenGuest';
import type { Step } from './step';

/** Milliseconds apart that nobody notices, with the time that asking takes. */
const nearMs = 5_000;

/** The guest's clock goes like the hosts': else what was logged in it cannot be told in order with what they have logged, and rules of time hold at another time there. */
export const clockStep: Step = {
  id: 'clock',
  needs: ['reach'],
  check: (situation) => ofGuest(situation, ({ target, seen, clockAheadMs }) => {
    if (!seen.ok) return [{ target, standing: 'unknown', evidence: { code: 'not-seen', fault: seen.fault } }];
    if (clockAheadMs === null) return [{ target, standing: 'unknown', evidence: { code: 'clock-unknown' } }];
    const isNear = Math.abs(clockAheadMs) <= nearMs;
    return [{ target, standing: isNear ? 'done' : 'wrong', evidence: isNear ? { code: 'clock-near' } : { code: 'clock-apart', aheadMs: clockAheadMs } }];
  }),
  plan: () => ({ kind: 'none' }),
};
