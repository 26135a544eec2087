/**
 * How closely a person is watching the active cluster.
 * visible    one of the views is on the screen and the window has the focus
 * unfocused  a view is on the screen, the window is not in front
 * hidden     only the status bar and the badge have to stay true
 */
export type Attention = 'visible' | 'unfocused' | 'hidden';

/** How fast readings may follow each other; all in milliseconds but `burst`. */
export interface Pace {
  /** So many readings may follow each other at once; after them one becomes possible every `everyMs`. */
  readonly burst: number;
  readonly everyMs: number;
  /** From the end of one reading to the start of the next where nothing tells of changes. */
  readonly pauseMs: number;
  /** From one sign of life of the answering host to the next. */
  readonly pulseMs: number;
}

/**
 * A storm of changes costs a visible cluster at most four readings and one every 400 ms: 29 in ten seconds.
 * `intervalMs` is what the person chose for clusters of which nothing tells.
 */
export function paceOf(attention: Attention, intervalMs: number): Pace {
  switch (attention) {
    case 'visible':
      return { burst: 4, everyMs: 400, pauseMs: intervalMs, pulseMs: 1_500 };
    case 'unfocused':
      return { burst: 1, everyMs: 3_000, pauseMs: Math.max(intervalMs * 3, 10_000), pulseMs: 1_500 };
    case 'hidden':
      return { burst: 1, everyMs: 10_000, pauseMs: Math.max(intervalMs * 3, 30_000), pulseMs: 10_000 };
  }
}

/**
 * crm_mon gathers changes that come closer than two seconds and tells of them then (`refresh_after_event` in its source): for so
 * many milliseconds after a change the cluster is looked at by itself.
 */
export const gatheringMs = 2_500;

/** From one such look to the next, in milliseconds: one costs a host 15 ms. */
export const closeLookMs = 200;

/** From one look to the next while nothing is told, in milliseconds: catches what nothing told of. */
export const slowLookMs = 30_000;

/** From a reading that failed to one that a sign asks for, in milliseconds: crm_mon writes every second that it has no cluster. */
export const afterFailureMs = 3_000;
