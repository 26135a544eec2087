/** Something that may have to leave its session to a command. */
export interface Guest {
  /** Ends it; resolves when its session is free. */
  giveWay(): Promise<void>;
}

/**
 * The sessions of one connection, of which sshd allows only so many (MaxSessions, 10 unless configured), terminals included.
 * A command comes before a watch: the newest watch gives way to a command that is refused.
 */
export class Room {
  /** Commands that have a session; each will soon leave it to others. */
  private running = 0;
  private readonly guests = new Set<Guest>();
  private making: Promise<void> | null = null;

  /** A watch has got a session; the result says that it is over. */
  watchOpened(guest: Guest): () => void {
    this.guests.add(guest);
    return () => void this.guests.delete(guest);
  }

  /** A command has got a session; the result says that it is over. */
  commandOpened(): () => void {
    this.running += 1;
    return () => void (this.running -= 1);
  }

  /**
   * Lets a watch give way to a command that was refused, unless another command runs, whose session will be free soon.
   * Commands that are refused at once share the session that becomes free.
   *
   * @param isLast whether the command has waited as long as it will
   * @returns whether there is more room now
   */
  async make(isLast: boolean): Promise<boolean> {
    if (this.making === null) {
      const newest = [...this.guests].at(-1);
      if (!newest || (this.running > 0 && !isLast)) return false;
      this.making = newest.giveWay().finally(() => (this.making = null));
    }
    await this.making;
    return true;
  }
}
