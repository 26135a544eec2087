import type { Clock, Disposable } from '../core/surroundings';

/** A time limit that stands still while a person is asked something. */
export interface Deadline extends Disposable {
  /** Stops the time until the promise has settled. */
  during<T>(question: Promise<T>): Promise<T>;
}

export function createDeadline(milliseconds: number, clock: Clock, onLate: () => void): Deadline {
  let left = milliseconds;
  let started = clock.now();
  let questions = 0;
  let over = false;
  let timer = clock.after(left, late);
  function late(): void {
    over = true;
    onLate();
  }
  return {
    async during(question) {
      if (questions === 0) {
        timer.dispose();
        left -= clock.now() - started;
      }
      questions += 1;
      try {
        return await question;
      } finally {
        questions -= 1;
        if (questions === 0 && !over) {
          started = clock.now();
          timer = clock.after(Math.max(left, 0), late);
        }
      }
    },
    dispose() {
      over = true;
      timer.dispose();
    },
  };
}
