import { createEmitter } from '../core/emitter';
import type { Disposable } from '../core/surroundings';
import type { ChangeRecord } from './changeOutcome';

/** So many changes are remembered; nobody looks further back in one window. */
const mostRecords = 1_000;

/** What was changed from this window, as long as it is open: words that were run, and how that ended. It is written nowhere. */
export class ChangeLog implements Disposable {
  private kept: readonly ChangeRecord[] = [];
  private readonly changes = createEmitter<void>();

  /** The oldest first. */
  get records(): readonly ChangeRecord[] {
    return this.kept;
  }

  /** Tells when a record came. */
  onDidChange(listener: () => void): Disposable {
    return this.changes.on(listener);
  }

  add(record: ChangeRecord): void {
    this.kept = [...this.kept, record].slice(-mostRecords);
    this.changes.fire();
  }

  dispose(): void {
    this.changes.dispose();
  }
}
