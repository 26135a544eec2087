import type { Expectation } from '../core/change/expectation';
import type { Outcome } from '../session/changeOutcome';
import { secondsText } from './age';
import { displayCommand, displayName, displayText } from './displayName';
import { failedActionText } from './failedActionText';
import { faultText } from './faultText';
import type { Translate } from './row';

/** How loudly an outcome is told: good news needs no answer. */
export type Tone = 'quiet' | 'information' | 'warning' | 'error';

export interface OutcomeText {
  readonly tone: Tone;
  readonly message: string;
}

/** What was done, in words: `title` says what (“Disable FAKE1”), `expectation` what has not come of it. */
export interface OutcomeContext {
  readonly title: string;
  /** The host it was run on, as the user typed it. */
  readonly host: string;
  readonly expectation: (expectation: Expectation) => string;
  /** All its commands, as lines. */
  readonly commands: readonly string[];
  /** Whether something is offered that leads back from where it broke off. */
  readonly leadsBack?: boolean;
  /** Whether one command of it does several things one after the other, so that a refusal may come in the middle. */
  readonly inSteps: boolean;
  /** Whether this was the second try, with a command forced. */
  readonly isForced?: boolean;
}

/** So many things that were not reached, and so many failed actions, are named. */
const mostNamed = 4;

/** How a change ended. One that has to be confirmed anew has not ended: nothing is said of it. */
export function outcomeText(outcome: Exclude<Outcome, { readonly kind: 'changed' }>, context: OutcomeContext, t: Translate): OutcomeText {
  const { title, host, expectation, inSteps, isForced = false, commands, leadsBack = false } = context;
  const unmetText = (unmet: readonly Expectation[]) => named(unmet.map(expectation), t);
  switch (outcome.kind) {
    case 'done':
      return { tone: 'quiet', message: t('{0}: done in {1}.', title, secondsText(outcome.tookMs, t)) };
    case 'refused':
      return { tone: 'error', message: sentences([t('{0}: it was refused.', title), refusal(outcome, t), remains(outcome, inSteps, t), ...rest(outcome.ran, outcome.ran, commands, t), leadsBack ? back(t) : null, outcome.forceHelps ? force(isForced, host, t) : null]) };
    case 'instead':
      return {
        tone: 'warning',
        message: sentences([
          outcome.unmet.length === 0
            ? t('{0}: the commands were run, but the cluster came to rest otherwise.', title)
            : t('{0}: the commands were run, but the cluster came to rest otherwise: {1}.', title, unmetText(outcome.unmet)),
          ...outcome.failures.slice(0, mostNamed).map((failure) => failedActionText(failure, t)),
        ]),
      };
    case 'left':
      return {
        tone: 'information',
        message: sentences([
          t('{0}: the commands were run, and the cluster is at it; you no longer wait for it.', title),
          outcome.unmet.length === 0 ? null : t('So far: {0}.', unmetText(outcome.unmet)),
        ]),
      };
    case 'uncertain': {
      const [first, ...others] = commands.slice(outcome.ran);
      return {
        tone: 'warning',
        message: sentences([
          commands.length > 1 && first !== undefined
            ? t('{0}: {1} did not answer whether it has run “{2}”, and that is not run again.', title, displayName(host), displayCommand(first))
            : t('{0}: {1} did not answer whether it was done, and it is not run again.', title, displayName(host)),
          faultText(outcome.fault, t),
          ...rest(outcome.ran, outcome.ran + 1, commands, t),
          others.length > 0 ? unfinished(outcome.reached, t) : uncertainty(outcome.reached, t),
          leadsBack ? back(t) : null,
        ]),
      };
    }
    case 'cancelled':
      return { tone: 'quiet', message: t('{0}: cancelled. Nothing was changed.', title) };
  }
}

/** In the words of who refused it. */
function refusal({ fault, said }: Extract<Outcome, { readonly kind: 'refused' }>, t: Translate): string {
  const words = displayText(said);
  return words === '' ? faultText(fault, t) : words;
}

function remains({ ran, fault }: Extract<Outcome, { readonly kind: 'refused' }>, inSteps: boolean, t: Translate): string {
  if (inSteps && fault.code === 'command-failed') return t('It is done in several steps, and some may have been taken: look at the cluster before you do it again.');
  if (ran === 0) return t('Nothing was changed.');
  return ran === 1 ? t('The command before it had been run, and that remains.') : t('The {0} commands before it had been run, and that remains.', ran);
}

/** Which commands had been run, and which have yet to be for the change to be whole. */
function rest(ran: number, from: number, commands: readonly string[], t: Translate): readonly (string | null)[] {
  const list = (lines: readonly string[]) => lines.map(displayCommand).join('; ');
  if (commands.length < 2) return [];
  return [
    ran === 0 ? null : t('This had been run: {0}', list(commands.slice(0, ran))),
    from >= commands.length ? null : from === ran ? t('This is left to be run: {0}', list(commands.slice(from))) : t('This was never sent: {0}', list(commands.slice(from))),
  ];
}

function back(t: Translate): string {
  return t('Undo shows you what leads back from there, before anything is run.');
}

function unfinished(reached: boolean | null, t: Translate): string {
  if (reached === true) return t('The cluster shows what was meant all the same.');
  return t('The change is not whole: look at the cluster, then run what is left, or lead it back.');
}

function force(isForced: boolean, host: string, t: Translate): string {
  if (!isForced) return t('It can be forced: you are asked again, and shown what is run then, before anything is.');
  return t('Another command of it can be forced too. If you are sure, copy it and run it with --force in a terminal on {0}.', displayName(host));
}

function uncertainty(reached: boolean | null, t: Translate): string {
  if (reached === null) return t('The cluster could not be read since: look at it before you do the same again.');
  return reached ? t('The cluster shows that it was done.') : t('The cluster does not show it: it was not done, or is not done yet. Look at it before you do the same again.');
}

function named(words: readonly string[], t: Translate): string {
  const shown = words.slice(0, mostNamed).join('; ');
  return words.length <= mostNamed ? shown : t('{0}; and {1} more', shown, words.length - mostNamed);
}

function sentences(all: readonly (string | null)[]): string {
  return all.filter((each) => each !== null && each !== '').map((each) => (/[.!?…]$/.test(each ?? '') ? each : `${each}.`)).join(' ');
}
