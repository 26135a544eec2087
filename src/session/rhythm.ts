import type { Clock, Disposable } from '../core/surroundings';
import { createBudget } from './budget';
import { afterFailureMs, type Attention, closeLookMs, gatheringMs, type Pace, paceOf } from './pace';

/** What a rhythm sets going. Both report back by `began` and `ended`; neither is asked for while one of them runs. */
export interface Beats {
  /** Reads the cluster. */
  read(): void;
  /** Looks whether there is anything new to read. `thorough` also catches what nothing tells of. */
  look(thorough: boolean): void;
}

/**
 * How a reading or a look ended: `same` nothing new, `moved` something new was read, `again` something new is to be read,
 * `failed` nothing is known.
 */
export type Ended = 'same' | 'moved' | 'again' | 'failed';

type Step = { readonly inMs: number; readonly what: 'read' | 'look' | 'thoroughLook' };

/**
 * Decides when a cluster is read and when it is only looked at. A sign after a quiet while is looked after at once, and while things
 * move looks come close after each other; what they find is read. Where nothing tells of changes, readings follow a timer.
 */
export class Rhythm implements Disposable {
  private readonly budget;
  private attention: Attention = 'hidden';
  private running = false;
  private told = false;
  private slowLookMs = 0;
  private failed = false;
  /** Something changed that has not been read. */
  private due = false;
  /** Something may have changed that has not been looked for. */
  private signed = false;
  /** Readings and looks under way: a person may ask for a reading during a look. */
  private underWay = 0;
  private movedAt = -Infinity;
  private checkedAt = -Infinity;
  /** When all was read or looked at last. */
  private thoroughAt = -Infinity;
  private timer: Disposable | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly intervalMs: () => number,
    private readonly beats: Beats,
  ) {
    this.budget = createBudget(clock);
  }

  get pace(): Pace {
    return paceOf(this.attention, this.intervalMs());
  }

  start(): void {
    this.running = true;
    this.schedule();
  }

  stop(): void {
    this.running = false;
    this.due = false;
    this.signed = false;
    this.failed = false;
    this.underWay = 0;
    this.schedule();
  }

  setAttention(attention: Attention): void {
    this.attention = attention;
    this.schedule();
  }

  /** Whether changes are told of, else readings follow a timer; and how long the longest time between thorough looks is, in milliseconds. */
  setWatch(told: boolean, slowLookMs: number): void {
    if (told === this.told && slowLookMs === this.slowLookMs) return;
    this.told = told;
    this.slowLookMs = slowLookMs;
    this.schedule();
  }

  /** Something may have changed. While things move already, the next close look will tell. */
  sign(): void {
    if (!this.running) return;
    if (!this.looksClosely) this.due = true;
    else if (!this.isMoving) this.signed = true;
    this.movedAt = this.clock.now();
    this.schedule();
  }

  /** A reading or a look begins, whoever asked for it. */
  began(what: 'reading' | 'look'): void {
    this.underWay++;
    if (what === 'reading') {
      this.due = false;
      this.thoroughAt = this.clock.now();
      this.budget.spend(this.pace);
    }
    this.schedule();
  }

  /** `costs` is how often a reading has read the status: again where the configuration changed under it. */
  ended(how: Ended, costs = 1): void {
    if (costs > 1) this.budget.spend(this.pace, costs - 1);
    this.underWay--;
    this.checkedAt = this.clock.now();
    this.failed = how === 'failed';
    if (how === 'moved') this.movedAt = this.checkedAt;
    if (how === 'again') this.due = true;
    this.schedule();
  }

  dispose(): void {
    this.stop();
  }

  /** While a person watches, the cluster is looked at closely after each change: crm_mon gathers those that follow. */
  private get isMoving(): boolean {
    return this.looksClosely && this.since(this.movedAt) < gatheringMs;
  }

  private get looksClosely(): boolean {
    return this.told && !this.failed && this.attention === 'visible';
  }

  /** Milliseconds since then; where the clock was set back meanwhile, as good as forever. */
  private since(time: number): number {
    const passed = this.clock.now() - time;
    return passed < 0 ? Infinity : passed;
  }

  private next(): Step {
    const { pace } = this;
    const sinceChecked = this.since(this.checkedAt);
    if (this.due || (this.signed && !this.looksClosely)) {
      const allowedIn = this.budget.allowedAt(pace) - this.clock.now();
      return { inMs: this.failed ? Math.max(allowedIn, afterFailureMs - sinceChecked) : allowedIn, what: 'read' };
    }
    if (!this.told || this.failed) return { inMs: pace.pauseMs - sinceChecked, what: 'read' };
    const close = this.signed ? 0 : this.isMoving ? closeLookMs - sinceChecked : Infinity;
    const thorough = this.slowLookMs - this.since(this.thoroughAt);
    return close < thorough ? { inMs: close, what: 'look' } : { inMs: thorough, what: 'thoroughLook' };
  }

  private schedule(): void {
    this.timer?.dispose();
    this.timer = null;
    if (!this.running || this.underWay > 0) return;
    const { inMs, what } = this.next();
    this.timer = this.clock.after(Math.max(0, inMs), () => {
      this.timer = null;
      this.begin(what);
    });
  }

  private begin(what: Step['what']): void {
    this.signed = false;
    if (what === 'read') return this.beats.read();
    if (what === 'thoroughLook') this.thoroughAt = this.clock.now();
    this.beats.look(what === 'thoroughLook');
  }
}
