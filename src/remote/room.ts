import type { Clock } from '../core/surroundings';

/** Something that may have to leave its session to a command. */
export interface Guest {
  /** Ends it; resolves when its session is free. */
  giveWay(): Promise<void>;
}

/** Milliseconds after the end of a session in which a refusal says nothing: sshd counts it out a moment after it has told of its end. */
const countingOut = 100;

/**
 * The sessions of one connection, of which sshd allows only so many (MaxSessions, 10 unless configured), terminals included.
 * A command comes before a watch: the newest watch gives way to a command that is refused.
 */
export class Room {
  /** Commands that have a session, which each will soon leave to others, or have just asked for one. */
  private commands = 0;
  private lastEnd = -Infinity;
  private readonly guests = new Set<Guest>();
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
      if (!refused) this.lastEnd = this.clock.now();
    };
  }

  /**
   * Lets a watch give way to a command that was refused, unless a session will be free soon by itself: another command runs, or something
   * has just ended. Commands that are refused at once share the session that becomes free.
   *
   * @param isLast whether the command has waited as long as it will
   * @returns whether there is more room now
   */
  async make(isLast: boolean): Promise<boolean> {
    if (this.making === null) {
      const newest = [...this.guests].at(-1);
      const patience = this.commands > 0 || this.clock.now() - this.lastEnd < countingOut;
      if (!newest || (patience && !isLast)) return false;
      this.making = newest.giveWay().finally(() => (this.making = null));
    }
    await this.making;
    return true;
  }
}
