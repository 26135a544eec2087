import type { Command, WatchCommand } from '../core/command';
import { failure, type Result } from '../core/result';
import type { Disposable } from '../core/surroundings';
import type { HostLink, LinkState, Onward, RunOptions, TerminalChannel, TerminalSize, WatchChannel } from './ports';

/**
 * A link to a host of a cluster on which nothing may be changed: a command that might is refused here, before anything of it is sent,
 * whoever wants it run. A terminal is the person's own and stays allowed; what watches only looks.
 */
export class ReadOnlyLink implements HostLink {
  constructor(
    private readonly link: HostLink,
    /** What the person calls the cluster. */
    private readonly cluster: string,
  ) {}

  get target(): string {
    return this.link.target;
  }

  get state(): LinkState {
    return this.link.state;
  }

  onDidChangeState(listener: (state: LinkState) => void): Disposable {
    return this.link.onDidChangeState(listener);
  }

  connect(options: { readonly mayAsk: boolean }): Promise<Result<void>> {
    return this.link.connect(options);
  }

  run<T>(command: Command<T>, options?: RunOptions): Promise<Result<T>> {
    if (command.mutates) return Promise.resolve(failure({ code: 'read-only', cluster: this.cluster }));
    return this.link.run(command, options);
  }

  openTerminal(size: TerminalSize): Promise<Result<TerminalChannel>> {
    return this.link.openTerminal(size);
  }

  watch(command: WatchCommand): Promise<Result<WatchChannel>> {
    return this.link.watch(command);
  }

  onward(way: Onward): HostLink {
    return new ReadOnlyLink(this.link.onward(way), this.cluster);
  }

  isAlive(withinMs: number): Promise<boolean> {
    return this.link.isAlive(withinMs);
  }

  disconnect(): void {
    this.link.disconnect();
  }

  dispose(): void {
    this.link.dispose();
  }
}
