import { failure, type Result, success } from '../result';
import type { GuestAddress, GuestChoice, HostOfGuest } from './guestSituation';

/** Through which host a guest is reached, and where. */
export interface WayToGuest {
  readonly through: string;
  readonly address: GuestAddress;
}

/** libvirt's word for a domain that runs; `idle` and `blocked` are of other drivers than QEMU's. */
const running: ReadonlySet<string> = new Set(['running', 'idle', 'blocked', 'no state']);

/**
 * How to get into a guest: through the host on which it runs, since the network of its libvirt may be that host's alone. An address that a person says goes before those that
 * libvirt tells, and does where no libvirt can be asked. Faults: `guest-nowhere`, `guest-not-running`, `guest-without-address`, that of a host where none could be looked at.
 */
export function wayToGuest({ domain, address: typed }: GuestChoice, hosts: readonly HostOfGuest[]): Result<WayToGuest> {
  const sights = hosts.flatMap(({ target, seen }) => (seen.ok ? [{ target, sight: seen.value }] : []));
  const having = sights.flatMap(({ target, sight }) => (sight.domain === null ? [] : [{ target, sight, state: sight.domain.state }]));
  const runningOn = having.find(({ state }) => running.has(state));
  const [first] = sights;
  if (first === undefined) return failure(hosts.flatMap(({ seen }) => (seen.ok ? [] : [seen.fault]))[0] ?? { code: 'guest-nowhere', domain });
  if (runningOn !== undefined) {
    const address = typed === null ? runningOn.sight.addresses[0] : { address: typed, source: 'typed' as const };
    return address === undefined ? failure({ code: 'guest-without-address', domain }) : success({ through: runningOn.target, address });
  }
  const unasked = sights.flatMap(({ target, sight }) => (sight.domains.ok ? [] : [{ target, fault: sight.domains.fault }]));
  const [blind] = unasked;
  if (blind !== undefined && typed !== null) return success({ through: blind.target, address: { address: typed, source: 'typed' } });
  const [off] = having;
  if (off !== undefined) return failure({ code: 'guest-not-running', domain, state: off.state });
  return failure(blind?.fault ?? { code: 'guest-nowhere', domain });
}
