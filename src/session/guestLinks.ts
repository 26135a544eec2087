import { guestTarget } from '../core/walkthrough/guestSituation';
import type { Disposable } from '../core/surroundings';
import type { HostLink } from './ports';

/** Which guest is to be reached, as whom, where, and through which host. */
export interface GuestWay {
  readonly domain: string;
  readonly user: string;
  readonly address: string;
  /** By which the host is reached. */
  readonly through: string;
}

/**
 * Links to guests of a cluster, each over the connection to a host of it: made when somebody wants to look into a guest, kept as long as the way there stays the same,
 * and closed with the session.
 */
export class GuestLinks implements Disposable {
  private readonly links = new Map<string, { readonly way: GuestWay; readonly link: HostLink }>();

  constructor(private readonly hostLink: (target: string) => HostLink | undefined) {}

  /** The link of this way; one to the same guest by another way is closed. Undefined where no host is reached so. */
  by(way: GuestWay): HostLink | undefined {
    const target = guestTarget(way.domain);
    const known = this.links.get(target);
    if (known !== undefined && isSameWay(known.way, way)) return known.link;
    known?.link.dispose();
    this.links.delete(target);
    const { domain: name, user, address, through } = way;
    // Guests of two clusters may have one name: what a person is asked says which it is.
    const link = this.hostLink(through)?.onward({ target: `${target} on ${through}`, user, address, name });
    if (link !== undefined) this.links.set(target, { way, link });
    return link;
  }

  /** The link that is there to a guest, by how commands for it name it. */
  find(target: string): HostLink | undefined {
    return this.links.get(target)?.link;
  }

  /** Where the guest was reached last; null where it was not. */
  addressOf(domain: string): string | null {
    return this.links.get(guestTarget(domain))?.way.address ?? null;
  }

  dispose(): void {
    for (const { link } of this.links.values()) link.dispose();
    this.links.clear();
  }
}

function isSameWay(one: GuestWay, other: GuestWay): boolean {
  return one.user === other.user && one.address === other.address && one.through === other.through;
}
