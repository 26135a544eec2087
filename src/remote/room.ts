import type { Clock } from '../core/surroundings';
import { patiently } from './pause';

/** Something that may have to leave its session to a command. */
export interface Guest {
  /** Ends it; resolves when its session is free. */
  giveWay(): Promise<void>;
}

/** Milliseconds that a watch has to end. */
const leaveTaking = 1000;
/** Milliseconds from the end of a session until sshd has counted it out: a request that comes at once may still be refused. */
const countingOut = 5;
/** Milliseconds after the end of a session in which a refusal does not yet say that there is no room. */
const doubt = 100;

/**
 * The sessions of one connection, of which sshd allows only so many (MaxSessions, 10 unless configured), terminals included.
 * A command comes before a watch: the newest watch gives way to a command that is refused.
 */
export class Room {
  /** Commands that have a session, which each will soon leave to others, or have just asked for one. */
  private commands = 0;
  /** Commands that were refused, in the order they came. */
  private readonly waiting: (() => void)[] = [];
  private readonly guests = new Set<Guest>();
  private lastEnd = -Infinity;
  private making: Promise<void> | null = null;

  constructor(private readonly clock: Clock) {}

  /** A watch has got a session; the result says that it is over. */
  settle(guest: Guest): () => void {
    this.guests.add(guest);
    return () => {
      this.guests.delete(guest);
      this.lastEnd = this.clock.now();
    };
  }

  /** A command asks for a session; the result says that it is over, or was refused. */
  enter(): (refused: boolean) => void {
    let isIn = true;
    this.commands += 1;
    return (refused) => {
      if (!isIn) return;
      isIn = false;
      this.commands -= 1;
      if (refused) return;
      this.lastEnd = this.clock.now();
      if (this.waiting.length > 0) this.clock.after(countingOut, () => this.waiting.shift()?.());
    };
  }

  /** Waits until there should be more room, but so many milliseconds at most; resolves to whether there should. */
  async wait(milliseconds: number, signal: AbortSignal): Promise<boolean> {
    return (await this.make(false, signal)) || this.turn(milliseconds, signal);
  }

  /**
   * Lets a watch give way to a command that was refused, unless a session will be free soon by itself: another command runs, or something
   * has just ended. Commands that are refused at once share the session that becomes free.
   *
   * @param isLast whether the command has waited as long as it will
   * @returns whether there should be more room now
   */
  async make(isLast: boolean, signal: AbortSignal): Promise<boolean> {
    if (this.making === null) {
      const newest = [...this.guests].at(-1);
      const isDoubtful = this.commands > 0 || this.clock.now() - this.lastEnd < doubt;
      if (!newest || (isDoubtful && !isLast)) return false;
      this.guests.delete(newest);
      this.making = newest.giveWay().finally(() => (this.making = null));
    }
    await patiently(this.making, leaveTaking, this.clock, signal);
    return true;
  }

  private async turn(milliseconds: number, signal: AbortSignal): Promise<boolean> {
    let called = false;
    let call = () => undefined as void;
    const turn = new Promise<void>((resolve) => {
      call = () => {
        called = true;
        resolve();
      };
    });
    this.waiting.push(call);
    await patiently(turn, milliseconds, this.clock, signal);
    if (!called) this.waiting.splice(this.waiting.indexOf(call), 1);
    return called;
  }
}
