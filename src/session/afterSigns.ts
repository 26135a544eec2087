import type { Clock, Disposable } from '../core/surroundings';
import { createBudget } from './budget';
import type { Pace } from './pace';

/** Does one thing after signs, at a pace: never twice at once, and once more for signs that came meanwhile. */
export class AfterSigns implements Disposable {
  private readonly budget;
  private signed = false;
  private busy = false;
  private timer: Disposable | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly pace: () => Pace,
    private readonly work: () => Promise<void>,
  ) {
    this.budget = createBudget(clock);
  }

  sign(): void {
    this.signed = true;
    if (this.busy || this.timer !== null) return;
    this.timer = this.clock.after(this.budget.allowedAt(this.pace()) - this.clock.now(), () => void this.begin());
  }

  dispose(): void {
    this.timer?.dispose();
    this.timer = null;
    this.signed = false;
  }

  private async begin(): Promise<void> {
    this.timer = null;
    this.signed = false;
    this.busy = true;
    this.budget.spend(this.pace());
    await this.work();
    this.busy = false;
    if (this.signed) this.sign();
  }
}
