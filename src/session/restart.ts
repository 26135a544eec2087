import { hostCommand } from '../core/change/changeCommand';
import type { Words } from '../core/change/plan';
import { booted } from '../core/commands/booted';
import type { Fault } from '../core/fault';
import type { Result } from '../core/result';
import type { Clock } from '../core/surroundings';
import type { MachineOutcome } from '../core/walkthrough/step';
import { withDeadline } from './deadline';
import { pause } from './pause';
import type { HostLink } from './ports';
import { sendOnce } from './sendOnce';

export interface Restart {
  readonly signal: AbortSignal;
  readonly mayAsk: boolean;
  readonly clock: Clock;
  readonly begins: () => void;
  /** Called when the machine has been told to, with the milliseconds for which it is waited for at most. */
  readonly waits: (atMostMs: number) => void;
}

/** Milliseconds after which a machine that was told to restart counts as not coming back: large servers test their memory for minutes. */
export const restartPatienceMs = 15 * 60_000;
/** Milliseconds between two looks whether it is back. */
const againMs = 3_000;
/** Milliseconds that it has to say since when it is up. */
const answerMs = 5_000;

/** Restarts a machine by a command, and waits until it answers having booted since. Aborting ends the waiting. */
export async function restart(link: HostLink, words: Words, { signal, mayAsk, clock, begins, waits }: Restart): Promise<MachineOutcome> {
  const { target } = link;
  const before = await upSince(link, clock);
  if (!before.ok) return { target, kind: 'refused', words, fault: before.fault, said: '' };
  const answer = await sendOnce(link, hostCommand(words), { mayAsk }, begins);
  if (answer.kind === 'refused') return { target, kind: 'refused', words, fault: answer.fault, said: answer.said };
  // It may lose sight of what runs it before it can say anything.
  const sentAt = clock.now();
  waits(restartPatienceMs);
  const passed = () => clock.now() - sentAt;
  while (!signal.aborted && passed() < restartPatienceMs) {
    await pause(clock, againMs, signal);
    // The link tries by itself, too, and ever more seldom.
    if (link.state.kind !== 'connected' && !signal.aborted) await pause(clock, answerMs, signal, link.connect({ mayAsk }));
    if (link.state.kind !== 'connected') continue;
    const now = await upSince(link, clock);
    if (now.ok && now.value !== before.value) return { target, kind: 'done' };
  }
  const fault: Fault = { code: 'not-back', host: target, afterMs: passed() };
  return { target, kind: 'unclear', words, fault, said: '' };
}

function upSince(link: HostLink, clock: Clock): Promise<Result<string>> {
  return withDeadline(clock, answerMs, (signal) => link.run(booted(), { signal }));
}
