/**
 * What is wrong with the SSH of a practice host, for tests and for learning what the extension does then.
 * Milliseconds and bytes; nothing is wrong at first.
 */
export interface LinkFaults {
  /** No new connection gets through. */
  readonly refuse: boolean;
  /** Commands are taken and never answered. */
  readonly hang: boolean;
  /** Each answer waits so long. */
  readonly delayMs: number;
  /** Answers end after so many bytes, without an exit status. */
  readonly cutAfterBytes: number | null;
  /** Answers are followed by so many bytes of noise. */
  readonly floodBytes: number;
  /** The host shows another key than the one that was announced. */
  readonly otherHostKey: boolean;
  /** Nobody is let in. */
  readonly rejectKeys: boolean;
  /** No more channels than these at a time; sshd's own bound is 10. */
  readonly maxSessions: number;
}

export const noLinkFaults: LinkFaults = {
  refuse: false, hang: false, delayMs: 0, cutAfterBytes: null, floodBytes: 0, otherHostKey: false, rejectKeys: false, maxSessions: 10,
};
