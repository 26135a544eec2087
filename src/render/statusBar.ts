/** What the status bar says of the active cluster. */
export interface StatusBarText {
  /** Name of a codicon, without `$()`. */
  readonly codicon: string;
  readonly text: string;
  /** The same as a sentence. */
  readonly accessibleLabel: string;
  readonly severity: 'normal' | 'warning' | 'error';
}
