import type { Fault } from '../core/fault';
import type { Consequences } from '../core/change/transition';
import type { Result } from '../core/result';
import type { Confirmation, ConfirmationChoice } from '../render/confirmationText';
import type { OutcomeText } from '../render/outcomeText';
import type { ChangeStep, Outcome } from '../session/changeOutcome';

/** What a person is shown of a change, and asked. `vscodeChangeScreen.ts` is the real one. */
export interface ChangeScreen {
  /** Shows that the scheduler is asked, and lets the person go on without its answer: then it is null. */
  whileAsking<T>(title: string, ask: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T> | null>;
  /** Whether the change is to be made. */
  confirm(request: ConfirmationRequest): Promise<boolean>;
  /** Shows how far it is. The signal aborts when the person cancels. */
  whileRunning(title: string, host: string, run: (signal: AbortSignal, onStep: (step: ChangeStep) => void) => Promise<Outcome>): Promise<Outcome>;
  /** Tells how it ended; what the person chooses then, which may take long or never come. */
  tell(text: OutcomeText, choices: readonly OutcomeChoice[], copied: string): Promise<OutcomeChoice | null>;
  /** Tells why something that was chosen there cannot be done. */
  fail(title: string, fault: Fault): void;
}

export interface ConfirmationRequest {
  /** As a question: “Disable FAKE1?” */
  readonly title: string;
  /** The word on the button that does it. */
  readonly verb: string;
  readonly confirmation: Confirmation;
  /** What has to be typed besides, since nothing brings back the cluster that is destroyed: its name, or those of its hosts. Null where a button is enough. */
  readonly typed: string | null;
  readonly choices: readonly ConfirmationChoice[];
  /** The commands as text for the clipboard. */
  readonly copied: string;
  /** What can be looked at in full; null where there is no preview. */
  readonly full: FullPreview | null;
}

export interface FullPreview {
  /** What the user calls the cluster. */
  readonly cluster: string;
  readonly title: string;
  readonly text: string;
  readonly consequences: Consequences;
}

export type OutcomeChoice = 'undo' | 'force' | 'copy' | 'log';
