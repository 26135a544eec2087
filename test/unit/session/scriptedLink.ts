import type { Command, Output } from '../../../src/core/command';
import { createEmitter } from '../../../src/core/emitter';
import type { Fault } from '../../../src/core/fault';
import { failure, type Result, success } from '../../../src/core/result';
import type { Disposable } from '../../../src/core/surroundings';
import type { HostLink, LinkState, RunOptions } from '../../../src/session/ports';

export type Answer = Output | { readonly fault: Fault };

/** What a scripted host answers to a command line; undefined answers `program-missing`. */
export type Script = (line: string, options: RunOptions | undefined) => Answer | undefined | Promise<Answer | undefined>;

/** Stands for one host where a session is tested: the script can fail, hang and change its mind on order. */
export class ScriptedLink implements HostLink {
  state: LinkState = { kind: 'closed', fault: null };
  readonly lines: string[] = [];
  connectAnswer: Result<void> = success(undefined);
  disposed = false;
  running = 0;
  mostRunning = 0;
  private readonly changes = createEmitter<LinkState>();

  constructor(
    readonly target: string,
    public script: Script,
  ) {}

  onDidChangeState(listener: (state: LinkState) => void): Disposable {
    return this.changes.on(listener);
  }

  become(state: LinkState): void {
    this.state = state;
    this.changes.fire(state);
  }

  async connect(): Promise<Result<void>> {
    await Promise.resolve();
    if (this.connectAnswer.ok) this.become({ kind: 'connected', since: 0 });
    else this.become({ kind: 'closed', fault: this.connectAnswer.fault });
    return this.connectAnswer;
  }

  async run<T>(command: Command<T>, options?: RunOptions): Promise<Result<T>> {
    if (this.state.kind !== 'connected') return failure({ code: 'disconnected', host: this.target });
    const line = command.argv.join(' ');
    this.lines.push(line);
    this.mostRunning = Math.max(this.mostRunning, ++this.running);
    const answer = await this.script(line, options);
    this.running--;
    if (answer === undefined) return failure({ code: 'program-missing', host: this.target, program: command.argv[0] });
    return 'fault' in answer ? failure(answer.fault) : command.parse(answer, this.target);
  }

  openTerminal(): Promise<Result<never>> {
    return Promise.resolve(failure({ code: 'channel-refused', host: this.target }));
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
