/**
 * How closely a person is watching the active cluster.
 * visible    one of the views is on the screen and the window has the focus
 * unfocused  a view is on the screen, the window is not in front
 * hidden     only the status bar and the badge have to stay true
 */
export type Attention = 'visible' | 'unfocused' | 'hidden';

/** Without a view on the screen nothing is read more often than this, in milliseconds. */
export const slowestNeeded = 10_000;

/** Milliseconds from the end of one reading to the start of the next. */
export function pauseBetweenReadings(attention: Attention, intervalMs: number): number {
  switch (attention) {
    case 'visible':
      return intervalMs;
    case 'unfocused':
      return Math.max(intervalMs * 3, slowestNeeded);
    case 'hidden':
      return Math.max(intervalMs * 3, 3 * slowestNeeded);
  }
}
