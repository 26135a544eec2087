/** Puts together to lines what several speakers say in pieces. */
export class WholeLines {
  private readonly begun = new Map<string, string>();

  constructor(private readonly said: (speaker: string, line: string) => void) {}

  hear(speaker: string, text: string): void {
    const lines = `${this.begun.get(speaker) ?? ''}${text}`.split(/\r?\n/);
    this.begun.set(speaker, lines.pop() ?? '');
    for (const line of lines) this.say(speaker, line);
  }

  /** Nobody says anything more. */
  end(): void {
    for (const [speaker, line] of this.begun) this.say(speaker, line);
    this.begun.clear();
  }

  private say(speaker: string, line: string): void {
    // What a program writes over is not worth a line of its own.
    const last = line.split('\r').findLast((part) => part.trim() !== '');
    if (last !== undefined) this.said(speaker, last);
  }
}
