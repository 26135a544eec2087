import type { Output } from '../core/command';
import { createEmitter } from '../core/emitter';
import type { Fault } from '../core/fault';
import type { Clock, Disposable } from '../core/surroundings';

/** A host's libvirt, as far as it answered. */
export type Domains =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'listed'; readonly output: Output }
  | { readonly kind: 'failed'; readonly fault: Fault };

/** How long a reading waits for libvirt, in milliseconds: `virsh list` takes 20 ms where libvirtd is well. */
const patience = 400;

/** Milliseconds for which an earlier listing counts while libvirt takes its time. */
const outlives = 2_000;

const unknown: Domains = { kind: 'unknown' };

/**
 * What one host's libvirt lists. It is asked beside Pacemaker and never waited for longer than a moment: a hung libvirtd must not
 * hold up what the cluster says. What it listed before counts a moment longer, so that the rows of a slow one do not flicker.
 */
export class DomainListing implements Disposable {
  private current: Domains = unknown;
  private readonly lates = createEmitter<void>();
  private listing: Promise<void> | null = null;
  /** Set while a listing takes longer than a reading waited for it. */
  private overdue: Disposable | null = null;

  constructor(
    private readonly ask: (mayAsk: boolean) => Promise<Domains>,
    private readonly clock: Clock,
  ) {}

  get domains(): Domains {
    return this.current;
  }

  /** Tells when libvirt answered after a reading had stopped waiting for it, and when what it listed before counts no more. */
  onLate(listener: () => void): Disposable {
    return this.lates.on(listener);
  }

  /** Asks libvirt, and waits a moment for the answer; nobody waits a second time for one that is overdue. */
  async list(mayAsk: boolean): Promise<void> {
    this.listing ??= this.listOnce(mayAsk);
    if (this.overdue !== null) return;
    let elapsed: () => void = () => undefined;
    const waited = new Promise<void>((resolve) => (elapsed = resolve));
    const timer = this.clock.after(patience, () => elapsed());
    await Promise.race([this.listing, waited]);
    timer.dispose();
    if (this.listing !== null) this.overdue ??= this.clock.after(outlives, () => this.current.kind === 'listed' && this.drop());
  }

  /** Asks libvirt after whatever it was asked before: the answer holds what is true now. */
  async listAnew(): Promise<void> {
    await this.listing;
    await this.list(false);
  }

  /** What was listed is not what is so now. */
  forget(): void {
    this.current = unknown;
  }

  dispose(): void {
    this.overdue?.dispose();
    this.lates.dispose();
  }

  private async listOnce(mayAsk: boolean): Promise<void> {
    this.current = await this.ask(mayAsk);
    this.listing = null;
    if (this.overdue === null) return;
    this.overdue.dispose();
    this.overdue = null;
    this.lates.fire();
  }

  private drop(): void {
    this.forget();
    this.lates.fire();
  }
}
