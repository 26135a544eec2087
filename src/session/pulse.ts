import { createEmitter } from '../core/emitter';
import type { Clock, Disposable } from '../core/surroundings';
import type { HostLink } from './ports';

/** Milliseconds in which a host has to give a sign of life. */
export const lifeDeadlineMs = 2_000;

/** Asks a host for signs of life, as long as somebody wants to know: long before the connection itself counts as lost. */
export class Pulse implements Disposable {
  private readonly silences = createEmitter<void>();
  private everyMs: number | null = null;
  private timer: Disposable | null = null;
  private asking = false;
  private isSilent = false;

  constructor(
    private readonly link: HostLink,
    private readonly clock: Clock,
    /** The host fell silent, or speaks again. */
    private readonly changed: () => void,
  ) {}

  /** Whether it gave none when it was asked last. */
  get silent(): boolean {
    return this.isSilent;
  }

  /** Asks every so many milliseconds, or with `null` no more. */
  keep(everyMs: number | null): void {
    if (everyMs === this.everyMs) return;
    this.everyMs = everyMs;
    this.schedule();
  }

  /** Runs something whose signal aborts with the one given, and when the host falls silent. */
  async untilSilent<T>(signal: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const ending = new AbortController();
    const end = () => ending.abort();
    const listening = this.silences.on(end);
    signal.addEventListener('abort', end, { once: true });
    try {
      return await run(ending.signal);
    } finally {
      listening.dispose();
      signal.removeEventListener('abort', end);
    }
  }

  /** The connection has ended: what was known of it ends too. */
  forget(): void {
    this.isSilent = false;
  }

  dispose(): void {
    this.keep(null);
    this.silences.dispose();
  }

  private schedule(): void {
    this.timer?.dispose();
    this.timer = this.everyMs === null || this.asking ? null : this.clock.after(this.everyMs, () => void this.ask());
  }

  private async ask(): Promise<void> {
    this.timer = null;
    this.asking = true;
    const { state } = this.link;
    const alive = await this.link.isAlive(lifeDeadlineMs);
    this.asking = false;
    if (this.everyMs === null) return;
    this.schedule();
    // The answer is about the connection that was asked: of its end the link itself tells, and there may be another one by now.
    if (this.link.state !== state || state.kind !== 'connected' || alive !== this.isSilent) return;
    this.isSilent = !alive;
    if (this.isSilent) this.silences.fire();
    this.changed();
  }
}
