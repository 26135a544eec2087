import type { Clock, Disposable } from '../core/surroundings';

/** Milliseconds between two looks at the clock. */
const interval = 5000;
/** How much later than meant a look has to be to mean that the machine slept, and was not just busy. */
const tolerance = 10_000;

/** Calls back when the clock has jumped: timers stand still while a machine sleeps, its clock does not. */
export function watchSleep(clock: Clock, onWake: () => void): Disposable {
  let last = clock.now();
  let timer = clock.after(interval, look);
  function look(): void {
    const now = clock.now();
    const slept = now - last > interval + tolerance;
    last = now;
    timer = clock.after(interval, look);
    if (slept) onWake();
  }
  return { dispose: () => timer.dispose() };
}
