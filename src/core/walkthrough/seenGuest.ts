import type { GuestSight, GuestSituation } from './guestSituation';
import type { HostReport } from './hostReport';
import { type Doing, ofAll, type Seen } from './seenHosts';
import type { Finding, Situation, StepPlan } from './step';

/** What is found of the guest as a whole; while nobody has chosen one there is nothing to find. */
export function ofGuest({ guest }: Situation, look: (guest: GuestSituation) => Seen | readonly Finding[]): readonly Finding[] {
  if (guest === null) return [ofAll('unknown', { code: 'no-guest-chosen' })];
  const seen = look(guest);
  return isFindings(seen) ? seen : [ofAll(...seen)];
}

function isFindings(seen: Seen | readonly Finding[]): seen is readonly Finding[] {
  return typeof seen[0] !== 'string';
}

/** What is found inside the guest; where nobody could look inside, it is unknown. */
export function insideGuest(situation: Situation, look: (report: HostReport, guest: GuestSituation) => Seen): readonly Finding[] {
  return ofGuest(situation, (guest) => {
    const [standing, evidence] = guest.seen.ok ? look(guest.seen.value, guest) : (['unknown', { code: 'not-seen', fault: guest.seen.fault }] as const);
    return [{ target: guest.target, standing, evidence }];
  });
}

/** What each host says of the guest; one that could not be asked says nothing. */
export function ofEachSight(situation: Situation, look: (sight: GuestSight, guest: GuestSituation, target: string) => Seen): readonly Finding[] {
  return ofGuest(situation, (guest) => guest.hosts.map(({ target, seen }) => {
    const [standing, evidence] = seen.ok ? look(seen.value, guest, target) : (['unknown', { code: 'not-seen', fault: seen.fault }] as const);
    return { target, standing, evidence };
  }));
}

/** The hosts that could be asked about the guest. */
export function sightsOf({ guest }: Situation): readonly { readonly target: string; readonly sight: GuestSight }[] {
  return (guest?.hosts ?? []).flatMap(({ target, seen }) => (seen.ok ? [{ target, sight: seen.value }] : []));
}

/** Those on which it runs, by libvirt's word. */
export function runningOnHosts(situation: Situation): readonly string[] {
  return sightsOf(situation).filter(({ sight }) => sight.domain !== null && sight.domain.state !== 'shut off').map(({ target }) => target);
}

/** Commands inside the guest, where something is missing there. */
export function onGuest({ guest }: Situation, findings: readonly Finding[], how: (report: HostReport, target: string) => Doing): StepPlan {
  if (!guest?.seen.ok || !findings.some(({ standing }) => standing === 'missing')) return { kind: 'none' };
  const { commands, cautions = [] } = how(guest.seen.value, guest.target);
  return commands.length === 0 ? { kind: 'none' } : { kind: 'commands', oneByOne: false, machines: [{ target: guest.target, commands, restarts: false }], cautions };
}

/** Commands on the hosts on which something is missing. */
export function onHostsMissing(situation: Situation, findings: readonly Finding[], how: (sight: GuestSight, guest: GuestSituation, target: string) => Doing): StepPlan {
  const { guest } = situation;
  if (guest === null) return { kind: 'none' };
  const missing = sightsOf(situation)
    .filter(({ target }) => findings.some((finding) => finding.target === target && finding.standing === 'missing'))
    .map(({ target, sight }) => ({ target, ...how(sight, guest, target) }))
    .filter(({ commands }) => commands.length > 0);
  if (missing.length === 0) return { kind: 'none' };
  return {
    kind: 'commands',
    oneByOne: false,
    machines: missing.map(({ target, commands, input }) => ({ target, commands, ...(input === undefined ? {} : { input }), restarts: false })),
    cautions: missing.flatMap(({ cautions = [] }) => cautions),
  };
}
