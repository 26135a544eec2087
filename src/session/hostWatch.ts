import type { WatchCommand } from '../core/command';
import type { Fault } from '../core/fault';
import type { Clock, Disposable } from '../core/surroundings';
import type { HostLink, WatchChannel } from './ports';

/** Why a program does not watch: it was not asked to, or the fault. */
export type Watching = { readonly kind: 'off' } | { readonly kind: 'told' } | { readonly kind: 'failed'; readonly fault: Fault };

/** Milliseconds before a program that ended is started again: twice as long each time, up to the last. */
const firstPause = 1_000;
const longestPause = 60_000;

/** Ends that may be different a moment later. Others stand until there is a new connection, or a person has given a password. */
const passing: ReadonlySet<Fault['code']> = new Set(['command-failed', 'output-cut', 'command-timeout']);

/** Who is told. */
export interface WatchListener {
  /** The program watches from now on: nobody told of what changed before. Again when one that is deaf at first listens for certain. */
  begun(): void;
  sign(): void;
  /** The state is another one. */
  changed(): void;
}

/** One program that tells of changes on one host, started again when it ends. */
export class HostWatch implements Disposable {
  private current: Watching = { kind: 'off' };
  private wanted = false;
  private channel: WatchChannel | null = null;
  private restart: Disposable | null = null;
  private listens: Disposable | null = null;
  private ends = 0;
  private openedAt = 0;
  /** Counts openings: what an earlier one still answers is not ours any more. */
  private opening = 0;

  constructor(
    private readonly link: HostLink,
    private readonly command: WatchCommand,
    private readonly clock: Clock,
    private readonly tell: WatchListener,
    /** Milliseconds after its start in which the program may not listen yet, and says nothing when it does; null for one that writes a sign then. */
    private readonly deafMs: number | null,
  ) {}

  get state(): Watching {
    return this.current;
  }

  /** Starts the program where it does not run and was not refused. */
  open(): void {
    if (this.wanted) return;
    this.wanted = true;
    void this.start();
  }

  /** Ends the program. What was refused may be tried anew. */
  close(): void {
    if (!this.wanted) return;
    this.wanted = false;
    this.opening++;
    this.ends = 0;
    this.restart?.dispose();
    this.restart = null;
    this.listens?.dispose();
    this.channel?.dispose();
    this.channel = null;
    this.become({ kind: 'off' });
  }

  dispose(): void {
    this.close();
  }

  private async start(): Promise<void> {
    const opening = ++this.opening;
    this.openedAt = this.clock.now();
    const opened = await this.link.watch(this.command);
    if (opening !== this.opening) {
      if (opened.ok) opened.value.dispose();
      return;
    }
    if (!opened.ok) return this.over(opened.fault);
    this.channel = opened.value;
    opened.value.onSign(() => this.tell.sign());
    opened.value.onEnd((fault) => opening === this.opening && this.over(fault));
    // It may have ended before anyone listened.
    if (opening !== this.opening) return;
    this.become({ kind: 'told' });
    this.tell.begun();
    if (this.deafMs !== null) this.listens = this.clock.after(this.deafMs, () => this.tell.begun());
  }

  private over(fault: Fault): void {
    this.opening++;
    this.listens?.dispose();
    this.channel = null;
    if (this.clock.now() - this.openedAt > longestPause) this.ends = 0;
    if (passing.has(fault.code)) this.restart = this.clock.after(Math.min(firstPause * 2 ** this.ends++, longestPause), () => void this.start());
    this.become({ kind: 'failed', fault });
  }

  private become(state: Watching): void {
    this.current = state;
    this.tell.changed();
  }
}
