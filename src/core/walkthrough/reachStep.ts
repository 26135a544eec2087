import type { Fault } from '../fault';
import type { GuestSituation } from './guestSituation';
import { machineInCluster } from './machineInCluster';
import { ofGuest, sightsOf } from './seenGuest';
import type { Seen } from './seenHosts';
import type { Situation, Step } from './step';

/** Why a machine cannot be looked into that boots: it has no address yet, or nobody answers there. */
const whileBooting: ReadonlySet<Fault['code']> = new Set<Fault['code']>(['guest-without-address', 'connection-refused', 'host-unreachable', 'connect-timeout', 'handshake-failed', 'link-lost']);

/** A way into the guest: it runs, somebody knows where, and it lets the person in. What keeps out is theirs to change, but for a machine that is merely off. */
export const reachStep: Step = {
  id: 'reach',
  needs: ['domain'],
  settles: { withinMs: 180_000, isUnderWay: ({ guest }) => guest !== null && !guest.seen.ok && whileBooting.has(guest.seen.fault.code) },
  check: (situation) => ofGuest(situation, (guest) => seen(guest, situation)),
  plan: (situation) => {
    const { guest } = situation;
    const home = homeOf(situation);
    if (guest === null || home === undefined || reachStep.check(situation)[0]?.standing !== 'missing') return { kind: 'none' };
    const start = ['virsh', '--connect', guest.libvirtUri, 'start', '--domain', guest.choice.domain] as const;
    return { kind: 'commands', oneByOne: false, machines: [{ target: home, commands: [start], restarts: false }], cautions: [] };
  },
};

function seen({ seen: answer, choice, address, through }: GuestSituation, situation: Situation): Seen {
  if (answer.ok) return ['done', address === null ? { code: 'reached', address: choice.node, source: 'typed', through } : { code: 'reached', ...address, through }];
  const { fault } = answer;
  if (fault.code !== 'guest-not-running') return [isNotLooked(fault) ? 'unknown' : 'wrong', { code: 'not-seen', fault }];
  const machine = machineInCluster(situation);
  if (machine !== null) return ['unknown', { code: 'managed', resource: machine.id }];
  const unasked = situation.guest?.hosts.flatMap(({ seen: sight }) => (sight.ok ? [] : [sight.fault]))[0];
  // On a host that says nothing it may be running, and twice at once it would destroy its disk.
  if (unasked !== undefined) return ['unknown', { code: 'not-seen', fault: unasked }];
  if (homeOf(situation) === undefined) return ['unknown', { code: 'not-seen', fault }];
  return ['missing', { code: 'off', domain: fault.domain, state: fault.state }];
}

function isNotLooked({ code }: Fault): boolean {
  return code === 'guest-nowhere' || code === 'cancelled' || code === 'disconnected';
}

/** A host whose libvirt has the machine, off. */
function homeOf(situation: Situation): string | undefined {
  return sightsOf(situation).find(({ sight }) => sight.domain?.state === 'shut off')?.target;
}
