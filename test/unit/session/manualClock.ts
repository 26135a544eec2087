import type { Clock } from '../../../src/core/surroundings';

/** A clock that a test moves by hand; callbacks run in the order of their time. */
export class ManualClock implements Clock {
  private time = 1_000_000;
  private alarms: { at: number; readonly call: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(milliseconds: number, call: () => void): { dispose(): void } {
    const alarm = { at: this.time + milliseconds, call };
    this.alarms.push(alarm);
    return { dispose: () => void (this.alarms = this.alarms.filter((other) => other !== alarm)) };
  }

  /** Sets what it shows back, as a correction by NTP does: timers take no notice. */
  setBack(milliseconds: number): void {
    this.time -= milliseconds;
    for (const alarm of this.alarms) alarm.at -= milliseconds;
  }

  get pending(): number {
    return this.alarms.length;
  }

  /** Moves on, letting promises settle before and after each callback. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    await settle();
    for (;;) {
      const next = this.alarms.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.alarms = this.alarms.filter((alarm) => alarm !== next);
      this.time = Math.max(this.time, next.at);
      next.call();
      await settle();
    }
    this.time = end;
  }
}

/** Lets everything that is ready run: promises chained to each other settle within a turn of the event loop. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
