import type { Duplex } from 'node:stream';
import { letsIn } from '../machine/firewall';
import { addressesOf, booted, withUnits } from '../machine/machine';
import type { RemotePortThere } from '../machine/guestProbeAnswer';
import type { CibElement } from '../cibTree';
import { applyFailure, runningResources } from '../failures';
import { type Result, success } from '../../core/result';
import { nodeOfDomain } from './domains';
import type { PracticeHost } from './practiceHost';

/** A virtual machine of a practice cluster: what is within it, and where it runs now. */
export interface PracticeGuest {
  readonly address: string;
  readonly within: PracticeHost;
  /** The host that runs it, and libvirt's number of it there: another with each start. Null where it is off. */
  place: { readonly host: string; readonly id: number } | null;
  /** Ways into it that stand. */
  readonly ways: Set<Duplex>;
}

/** The guests of a practice cluster, which run where the libvirt of a host says so. One that starts boots, and one that ends takes its connections with it. */
export class Guests {
  readonly all = new Map<string, PracticeGuest>();

  constructor(private readonly hosts: ReadonlyMap<string, PracticeHost>) {}

  /** Takes note of where they run. To be called whenever that may have changed. */
  follow(): void {
    const running = [...this.hosts.values()].flatMap((host) => host.listDomains().flatMap(({ name, id }) => (id === null ? [] : [{ name, host: host.name, id }])));
    for (const [name, guest] of this.all) {
      const now = running.find((each) => each.name === name) ?? null;
      if (now?.host === guest.place?.host && now?.id === guest.place?.id) continue;
      this.leave(guest);
      guest.place = now && { host: now.host, id: now.id };
    }
  }

  /** Everything as when it was begun: off, with nobody connected. */
  forget(): void {
    for (const guest of this.all.values()) {
      this.leave(guest);
      guest.place = null;
    }
  }

  /** The guest that a host reaches at an address of its own network. */
  reachedFrom(host: string, address: string): PracticeGuest | null {
    return [...this.all.values()].find((guest) => guest.address === address && guest.place?.host === host) ?? null;
  }

  /** What becomes of a connection to pacemaker_remote's port, from a host by a name or an address. */
  portFrom(host: PracticeHost, peer: string): RemotePortThere {
    const address = addressesOf(host.machine, peer)[0] ?? peer;
    // The network of the hosts is one.
    const guest = [...this.all.values()].find((each) => each.address === address && each.place !== null);
    if (!guest) return 'unreachable';
    const { firewall, units } = guest.within.machine;
    if (!letsIn(firewall, remotePort)) return 'filtered';
    return units.get('pacemaker_remote')?.active === 'active' ? 'remote' : 'refused';
  }

  /** Kills pacemaker_remoted in a guest: its cluster finds the connection lost, and does what it does then. False where it does not run. */
  async kill(within: PracticeHost): Promise<Result<boolean>> {
    const guest = this.all.get(within.name);
    if (!guest || within.machine.units.get('pacemaker_remote')?.active !== 'active') return success(false);
    within.machine = withUnits(within.machine, ['pacemaker_remote'], { active: 'failed' });
    const { cib } = within;
    const node = nodeOfDomain(cib.tree, within.name);
    const done = await cib.edit((before) => (node === null ? null : applyFailure(before, { kind: 'connection-lost', guest: node }, cib.seconds())) ?? before);
    // Where nobody watches step by step, stop and start of the machine come as one.
    void cib.settled().then(() => (within.machine.units.get('pacemaker_remote')?.active === 'failed' && isConnected(cib.tree, within.name) ? this.leave(guest) : undefined));
    return done.ok ? success(true) : done;
  }

  private leave(guest: PracticeGuest): void {
    for (const way of guest.ways) way.destroy();
    guest.within.machine = booted(guest.within.machine);
  }
}

/** Whether a domain is a guest node to which the cluster is connected. */
export function isConnected(cib: CibElement, domain: string): boolean {
  const node = nodeOfDomain(cib, domain);
  return node !== null && runningResources(cib).some(({ resource }) => resource === node);
}

const remotePort = 3121;
