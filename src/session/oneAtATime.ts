/**
 * Something that never runs twice at once. Whoever asks while it runs gets the next run, which starts after the question was asked,
 * so that its answer holds what was true then; all who ask meanwhile share it.
 */
export class OneAtATime<Options, T> {
  private running: Promise<T> | null = null;
  private next: { readonly promise: Promise<T>; options: Options } | null = null;

  constructor(
    private readonly run: (options: Options) => Promise<T>,
    /** What a run is to do that two ask for. */
    private readonly both: (one: Options, other: Options) => Options,
  ) {}

  get busy(): boolean {
    return this.running !== null;
  }

  ask(options: Options): Promise<T> {
    if (this.running === null) return this.start(options);
    if (this.next === null) {
      const startNext = () => this.startNext(options);
      this.next = { options, promise: this.running.then(startNext, startNext) };
    } else {
      this.next.options = this.both(this.next.options, options);
    }
    return this.next.promise;
  }

  private start(options: Options): Promise<T> {
    this.running = this.run(options).finally(() => (this.running = null));
    return this.running;
  }

  private startNext(first: Options): Promise<T> {
    const options = this.next?.options ?? first;
    this.next = null;
    return this.start(options);
  }
}
