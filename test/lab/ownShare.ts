/** Tells the time that the extension itself takes of a set-up from that which packages, boots and the cluster take. Whoever says whose turn it is ends the turn before. */
export class OwnShare {
  private turn: 'own' | 'others' = 'others';
  private since = performance.now();
  private readonly spent = { own: 0, others: 0 };
  private readonly looks: number[] = [];

  own(): void {
    this.pass('own');
  }

  others(): void {
    this.pass('others');
  }

  /** Has all hosts and the guest looked at, and remembers how long that took. */
  async look<T>(look: () => Promise<T>): Promise<T> {
    const begin = performance.now();
    const found = await look();
    this.looks.push(performance.now() - begin);
    return found;
  }

  /** What it came to so far, in a line. */
  sum(): string {
    this.pass('others');
    const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
    const sorted = [...this.looks].sort((a, b) => a - b);
    const [half, most] = [sorted[Math.floor(sorted.length / 2)] ?? NaN, sorted.at(-1) ?? NaN];
    return `the extension's own share: ${seconds(this.spent.own)}; packages, boots and the cluster: ${seconds(this.spent.others)}; ${String(sorted.length)} looks at all steps, half of them within ${seconds(half)}, the longest ${seconds(most)}`;
  }

  private pass(turn: 'own' | 'others'): void {
    const now = performance.now();
    this.spent[this.turn] += now - this.since;
    this.since = now;
    this.turn = turn;
  }
}
