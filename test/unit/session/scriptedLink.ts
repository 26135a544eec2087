import type { Command, Output, WatchCommand } from '../../../src/core/command';
import { createEmitter } from '../../../src/core/emitter';
import type { Fault } from '../../../src/core/fault';
import { failure, type Result, success } from '../../../src/core/result';
import type { Disposable } from '../../../src/core/surroundings';
import type { HostLink, LinkState, Onward, RunOptions, WatchChannel } from '../../../src/session/ports';

export type Answer = Output | { readonly fault: Fault };

/** What a scripted host answers to a command line; undefined answers `program-missing`. */
export type Script = (line: string, options: RunOptions | undefined) => Answer | undefined | Promise<Answer | undefined>;

/** A watch that a session started: the test makes it tell of changes, and end. */
export class ScriptedWatch implements WatchChannel {
  disposed = false;
  private ended: Fault | null = null;
  private signedBefore = false;
  private readonly signs = new Set<() => void>();
  private readonly ends = new Set<(fault: Fault) => void>();

  constructor(readonly argv: WatchCommand['argv']) {}

  /** Whether it runs no more. */
  get over(): boolean {
    return this.disposed || this.ended !== null;
  }

  /** The program writes something. */
  sign(): void {
    if (this.disposed || this.ended) return;
    if (this.signs.size === 0) this.signedBefore = true;
    for (const listener of [...this.signs]) listener();
  }

  /** The program ends by itself. */
  end(fault: Fault): void {
    if (this.disposed || this.ended) return;
    this.ended = fault;
    for (const listener of [...this.ends]) listener(fault);
  }

  onSign(listener: () => void): Disposable {
    this.signs.add(listener);
    if (this.signedBefore) listener();
    this.signedBefore = false;
    return { dispose: () => void this.signs.delete(listener) };
  }

  onEnd(listener: (fault: Fault) => void): Disposable {
    if (this.ended) listener(this.ended);
    else this.ends.add(listener);
    return { dispose: () => void this.ends.delete(listener) };
  }

  dispose(): void {
    this.disposed = true;
    this.signs.clear();
    this.ends.clear();
  }
}

/** Stands for one host where a session is tested: the script can fail, hang and change its mind on order. */
export class ScriptedLink implements HostLink {
  state: LinkState = { kind: 'closed', fault: null };
  readonly lines: string[] = [];
  connectAnswer: Result<void> = success(undefined);
  disposed = false;
  running = 0;
  mostRunning = 0;
  /** Every watch that was started, also those that are over. */
  readonly watches: ScriptedWatch[] = [];
  /** Why a watch cannot be started; null lets it start. */
  watchFault: (argv: WatchCommand['argv']) => Fault | null = () => null;
  /** Whether the host gives a sign of life while connected. */
  alive = true;
  isAlive: HostLink['isAlive'] = () => Promise.resolve(this.state.kind === 'connected' && this.alive);
  private readonly changes = createEmitter<LinkState>();
  private readonly ends = createEmitter<Fault>();

  constructor(
    readonly target: string,
    public script: Script,
  ) {}

  onDidChangeState(listener: (state: LinkState) => void): Disposable {
    return this.changes.on(listener);
  }

  /** A link that is not connected any more has ended its commands and watches. */
  become(state: LinkState): void {
    this.state = state;
    this.changes.fire(state);
    if (state.kind === 'connected') return;
    const fault: Fault = ('fault' in state && state.fault) || { code: 'disconnected', host: this.target };
    for (const watch of this.watches) watch.end(fault);
    this.ends.fire(fault);
  }

  async connect(): Promise<Result<void>> {
    await Promise.resolve();
    if (this.state.kind === 'connected') return success(undefined);
    if (this.connectAnswer.ok) this.become({ kind: 'connected', since: 0 });
    else this.become({ kind: 'closed', fault: this.connectAnswer.fault });
    return this.connectAnswer;
  }

  async run<T>(command: Command<T>, options?: RunOptions): Promise<Result<T>> {
    if (this.state.kind !== 'connected') return failure({ code: 'disconnected', host: this.target });
    const line = command.argv.join(' ');
    this.lines.push(line);
    this.mostRunning = Math.max(this.mostRunning, ++this.running);
    const answer = await this.unlessEnded(this.script(line, options), options?.signal);
    this.running--;
    if (answer === undefined) return failure({ code: 'program-missing', host: this.target, program: command.argv[0] });
    return 'fault' in answer ? failure(answer.fault) : command.parse(answer, this.target);
  }

  /** A command ends early when its signal aborts, or with the connection. */
  private async unlessEnded<T>(answer: T | Promise<T>, signal: AbortSignal | undefined): Promise<T | Answer> {
    let cancel = () => undefined as void;
    const ended = new AbortController();
    const early = new Promise<Answer>((resolve) => {
      cancel = () => resolve({ fault: { code: 'cancelled' } });
      const lost = this.ends.on((fault) => resolve({ fault }));
      ended.signal.addEventListener('abort', () => lost.dispose());
    });
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { signal: ended.signal });
    const first = await Promise.race([answer, early]);
    ended.abort();
    return first;
  }

  /** Links to machines behind this host, by name; a test that has some says what they answer. */
  readonly onwards: { readonly way: Onward; readonly link: ScriptedLink }[] = [];
  onwardScript: (way: Onward) => Script = () => () => undefined;

  onward(way: Onward): ScriptedLink {
    const link = new ScriptedLink(way.target, this.onwardScript(way));
    this.onwards.push({ way, link });
    return link;
  }

  openTerminal(): Promise<Result<never>> {
    return Promise.resolve(failure({ code: 'channel-refused', host: this.target }));
  }

  async watch({ argv }: WatchCommand): Promise<Result<WatchChannel>> {
    await Promise.resolve();
    if (this.state.kind !== 'connected') return failure({ code: 'disconnected', host: this.target });
    const fault = this.watchFault(argv);
    if (fault) return failure(fault);
    const watch = new ScriptedWatch(argv);
    this.watches.push(watch);
    return success(watch);
  }

  disconnect(): void {
    this.become({ kind: 'closed', fault: null });
  }

  dispose(): void {
    this.disposed = true;
    this.changes.dispose();
  }
}

export const answer = (stdout: string, exitCode = 0, stderr = ''): Output => ({ stdout, stderr, exitCode });
