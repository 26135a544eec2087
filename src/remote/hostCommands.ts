import type { Command, Output } from '../core/command';
import type { Fault } from '../core/fault';
import type { Result } from '../core/result';
import { failure, success } from '../core/result';
import { type Ending, execute, type Runner } from './execute';
import { type HostFacts, readWhere, readWho, whereArgv, whoArgv } from './hostFacts';
import { quote } from './quote';
import { createSlots } from './slots';

export interface RunOptions {
  readonly signal?: AbortSignal;
  readonly mayAsk?: boolean;
}

export class HostCommands {
  private readonly slots = createSlots(5);
  private facts: HostFacts | null = null;

  constructor(
    private readonly host: string,
    private readonly runner: Runner,
  ) {}

  async prepare(): Promise<Result<void>> {
    const [who, where] = await Promise.all([this.ask(whoArgv), this.ask(whereArgv(['sudo', 'crm_mon', 'pcs', 'virsh', 'cibadmin']))]);
    if (!who.ok) return who;
    if (!where.ok) return where;
    const read = readWho(this.host, who.value.stdout);
    if (!read.ok) return read;
    const { noise, ...account } = read.value;
    this.facts = { ...account, noise: { stdout: noise, stderr: '' }, programs: readWhere(where.value.stdout.slice(noise.length)) };
    return success(undefined);
  }

  async run<T>(command: Command<T>, options: RunOptions): Promise<Result<T>> {
    const [program, ...args] = command.argv;
    const path = this.facts?.programs.get(program) ?? program;
    const line = quote(['env', 'LC_ALL=C', 'TZ=UTC', path, ...args]);
    const ending = await this.execute(line, command, options.signal);
    if (ending.kind !== 'exited') return failure(this.fault(ending, command));
    return command.parse(output(ending), this.host);
  }

  private async ask(argv: readonly string[]): Promise<Result<Output>> {
    const bounds = { argv: argv as Command<never>['argv'], timeoutMs: 10_000, maxBytes: 1_000_000 };
    const ending = await this.execute(quote(argv), bounds, undefined);
    return ending.kind === 'exited' ? success(output(ending)) : failure(this.fault(ending, bounds));
  }

  private async execute(line: string, { stdin, timeoutMs, maxBytes }: Pick<Command<unknown>, 'stdin' | 'timeoutMs' | 'maxBytes'>, signal: AbortSignal | undefined): Promise<Ending> {
    const release = await this.slots.take(signal);
    if (release === null) return { kind: 'cancelled' };
    return execute(this.runner, { line, stdin: stdin ?? '', answer: null, timeoutMs, maxBytes, signal }, release);
  }

  private fault({ kind }: Exclude<Ending, { kind: 'exited' }>, { argv: [program], timeoutMs, maxBytes }: Pick<Command<unknown>, 'argv' | 'timeoutMs' | 'maxBytes'>): Fault {
    const { host } = this;
    switch (kind) {
      case 'refused':
        return { code: 'channel-refused', host };
      case 'cut':
        return { code: 'output-cut', host, program };
      case 'lost':
        return { code: 'link-lost', host, reason: '' };
      case 'late':
        return { code: 'command-timeout', host, program, afterMs: timeoutMs };
      case 'tooLarge':
        return { code: 'output-too-large', host, program, limitBytes: maxBytes };
      case 'cancelled':
        return { code: 'cancelled' };
    }
  }
}

function output({ stdout, stderr, exitCode }: Extract<Ending, { kind: 'exited' }>): Output {
  return { stdout: stdout.toString('utf8'), stderr: stderr.toString('utf8'), exitCode };
}
