import { StringDecoder } from 'node:string_decoder';
import type { Command, Output, Rights, WatchCommand } from '../core/command';
import { firstMessage } from '../core/commands/requireSuccess';
import type { Fault } from '../core/fault';
import type { Result } from '../core/result';
import { failure, success } from '../core/result';
import type { Connection } from './connection';
import { type Ending, execute, type Execution } from './execute';
import { type HostFacts, readWhere, readWho, shellArgv, whereArgv, whoArgv, withoutNoise } from './hostFacts';
import type { Prompts } from './ports';
import { isCsh, isSendable, quote } from './quote';
import { Room } from './room';
import { runWatch } from './runWatch';
import type { SecretKeeper } from './secretKeeper';
import { createSlots } from './slots';
import { SudoAccess, type SudoExecute } from './sudoAccess';
import { createWatch, type Watch, type WatchSource } from './watch';

export interface RunOptions {
  readonly signal?: AbortSignal;
  readonly mayAsk?: boolean;
  /** Called with what the program writes to its standard output, as it comes. */
  readonly heard?: (text: string) => void;
}

type Bounds = Pick<Command<unknown>, 'timeoutMs' | 'maxBytes'>;

/** sshd allows ten sessions per connection unless configured; terminals need some of them. */
const mostCommands = 5;
/** Programs looked for at once when a connection is made; any other when it is needed first. */
const usualPrograms = ['crm_mon', 'cibadmin', 'crm_node', 'pcs', 'virsh', 'corosync-quorumtool', 'systemctl', 'sudo', 'timeout', 'stdbuf'];
const probeBounds: Bounds = { timeoutMs: 15_000, maxBytes: 100_000 };
/** Seconds that a command outlives its deadline on the host, so that a cut line leaves it running no longer. */
const spareSeconds = 5;

/** The commands of one connection, and what is known of the account that runs them. */
export class HostCommands {
  private readonly slots = createSlots(mostCommands);
  private readonly room: Room;
  private readonly programs = new Map<string, string>();
  private facts: HostFacts = { user: '', uid: -1, groups: [], shell: null, noise: { stdout: '', stderr: '' } };
  private sudo: SudoAccess | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly secrets: SecretKeeper,
    private readonly prompts: Prompts,
  ) {
    this.room = new Room(connection.clock);
  }

  /** Learns who the account is and where programs are, in one round trip. Faults: `shell-unusable`, or of the link. */
  async prepare(signal?: AbortSignal): Promise<Result<void>> {
    const ask = (argv: readonly string[]) => this.execute(argv, '', null, probeBounds, signal);
    const [who, shell, where] = await Promise.all([ask(whoArgv), ask(shellArgv), ask(whereArgv(usualPrograms))]);
    if (!who.ok) return who;
    if (!shell.ok) return shell;
    if (!where.ok) return where;
    const account = readWho(who.value.stdout);
    if (!account) return this.unusable(`${who.value.stdout}${who.value.stderr}`);
    const { noise, ...rest } = account;
    const paths = withoutNoise(where.value.stdout, noise);
    if (paths === null) return this.unusable(noise);
    const shellPath = shell.value.exitCode === 0 ? withoutNoise(shell.value.stdout, noise)?.trim() : undefined;
    this.facts = { ...rest, shell: shellPath || null, noise: { stdout: noise, stderr: who.value.stderr } };
    for (const [program, path] of readWhere(paths)) this.programs.set(program, path);
    return success(undefined);
  }

  async run<T>(command: Command<T>, { signal, mayAsk = false, heard }: RunOptions): Promise<Result<T>> {
    const { host, facts } = this;
    const [program, ...args] = command.argv;
    if (!isSendable(args, facts.shell)) return failure({ code: 'argument-unsendable', host, program });
    const path = await this.find(program, signal);
    if (!path.ok) return path;
    const argv = [path.value, ...args];
    const output = hasRights(command.rights, facts)
      ? await this.execute(this.bounded(argv, command), command.stdin ?? '', null, command, signal, program, heard)
      : await this.runBySudo(program, argv, command.stdin ?? '', mayAsk, signal, (sudoArgv, stdin, answer) =>
          this.execute(environment(sudoArgv), stdin, answer, command, signal, program, heard),
        );
    if (!output.ok) return output;
    const notRun = this.notRun(output.value, program);
    return notRun ? failure(notRun) : command.parse(output.value, host);
  }

  /**
   * Starts a program that tells of changes. Faults: those of `run`; what becomes known only later is told by the watch.
   *
   * @param told what the link makes of a fault at the time when it comes
   */
  async watch({ argv: [program, ...args], rights }: WatchCommand, told: (fault: Fault) => Fault): Promise<Result<Watch>> {
    const { host, facts } = this;
    if (!isSendable(args, facts.shell)) return failure({ code: 'argument-unsendable', host, program });
    const path = await this.find(program, undefined);
    if (!path.ok) return path;
    const argv = [path.value, ...args];
    const source = createWatch(this.connection.clock);
    return new Promise((resolve) => {
      const follow = (line: readonly string[], answer: Execution['answer']) => this.follow(line, answer, source, program, () => resolve(success(source.watch)));
      const ended = hasRights(rights, facts)
        ? follow(environment(argv), null)
        : this.runBySudo(program, argv, '', false, source.unwanted, (sudoArgv, _stdin, answer) => follow(environment(sudoArgv), answer));
      void ended.then((output) => {
        const fault = told(output.ok ? this.notRun(output.value, program) ?? this.endOf(output.value, program) : output.fault);
        source.end(fault);
        resolve(failure(fault));
      });
    });
  }

  private get host(): string {
    return this.connection.endpoint.target;
  }

  /** Full path of a program. sudoers lists name programs so, and a login shell's PATH may lead elsewhere or nowhere. */
  private async find(program: string, signal: AbortSignal | undefined): Promise<Result<string>> {
    const known = this.programs.get(program);
    if (known !== undefined) return success(known);
    const where = await this.execute(whereArgv([program]), '', null, probeBounds, signal, program);
    if (!where.ok) return where;
    const path = readWhere(where.value.stdout).get(program);
    if (path === undefined) return failure({ code: 'program-missing', host: this.host, program });
    this.programs.set(program, path);
    return success(path);
  }

  /**
   * Lets the host itself end a command some seconds after its deadline, for the case that the line is cut and nobody can,
   * and kill it two seconds after a SIGTERM that it does not obey.
   * Only with coreutils' timeout (which has stdbuf beside it; busybox knows no `--foreground`). `--foreground` leaves the
   * command in the session's process group, where a signal sent by way of sshd reaches it under every login shell.
   * Not around sudo, which passes over signals from its own process group (sudo(8), Signal handling).
   */
  private bounded(argv: readonly string[], { timeoutMs }: Bounds): readonly string[] {
    const timeout = this.programs.has('stdbuf') ? this.programs.get('timeout') : undefined;
    const seconds = Math.ceil(timeoutMs / 1000) + spareSeconds;
    return environment(timeout === undefined ? argv : [timeout, '--foreground', '-k', '2', String(seconds), ...argv]);
  }

  private async runBySudo(
    program: string,
    argv: readonly string[],
    stdin: string,
    mayAsk: boolean,
    signal: AbortSignal | undefined,
    runOwn: SudoExecute,
  ): Promise<Result<Output>> {
    const { host, facts, secrets, prompts, connection } = this;
    const sudo = this.programs.get('sudo');
    const { user } = facts;
    if (sudo === undefined) return failure({ code: 'sudo-missing', host, user, program });
    const { endpoint } = connection;
    this.sudo ??= new SudoAccess({ host, user, sudo, lock: { what: 'sudo-password', user, host: endpoint.filedAs ?? endpoint.host, port: endpoint.port }, secrets, prompts });
    return this.sudo.run(argv, stdin, mayAsk, (sudoArgv, input, answer, isOwn) =>
      isOwn ? runOwn(sudoArgv, input, answer, isOwn) : this.execute(environment(sudoArgv), input, answer, probeBounds, signal, program),
    );
  }

  /** Runs arguments in a terminal until they have ended; the output is the end of what they wrote. */
  private async follow(argv: readonly string[], answer: Execution['answer'], source: WatchSource, program: string, started: () => void): Promise<Result<Output>> {
    const ending = await runWatch(this.connection, {
      line: quote(isCsh(this.facts.shell) ? onlyInTerminal(argv) : argv),
      answer,
      source,
      opened: (guest) => {
        started();
        return this.room.settle(guest);
      },
    });
    const { host, facts } = this;
    switch (ending.kind) {
      case 'exited':
        return success(ending.output);
      case 'unanswered':
        return failure({ code: 'sudo-password-wrong', host, user: facts.user });
      case 'unwanted':
        return failure({ code: 'cancelled' });
      default:
        return failure(this.fault(ending.kind, program));
    }
  }

  /** Runs arguments on the host within bounds and takes the login shell's noise away. */
  private async execute(
    argv: readonly string[],
    stdin: string,
    answer: Execution['answer'],
    bounds: Bounds,
    signal: AbortSignal | undefined,
    program: string = argv[2] ?? '',
    heard?: (text: string) => void,
  ): Promise<Result<Output>> {
    const { noise } = this.facts;
    const release = await this.slots.take(signal);
    if (release === null) return failure({ code: 'cancelled' });
    const noisy = Buffer.byteLength(noise.stdout);
    const maxBytes = bounds.maxBytes + noisy;
    const said = heard === undefined ? undefined : inText(noisy, heard);
    const ending = await execute(this.connection, this.room, { line: quote(argv), stdin, answer, timeoutMs: bounds.timeoutMs, maxBytes, signal, said }, release);
    if (ending.kind !== 'exited') return failure(this.fault(ending.kind, program, bounds));
    const stdout = withoutNoise(ending.stdout.toString('utf8'), noise.stdout);
    const stderr = ending.stderr.toString('utf8');
    if (stdout === null) return this.unusable(noise.stdout);
    return success({ stdout, stderr: withoutNoise(stderr, noise.stderr) ?? stderr, exitCode: ending.exitCode });
  }

  private unusable(said: string): Result<never> {
    return failure({ code: 'shell-unusable', host: this.host, sample: said.trim().slice(0, 200) });
  }

  /** Tells that a program was not run: by env's and timeout's own status for one that is not there, or that the account may not run. */
  private notRun({ exitCode }: Output, program: string): Fault | null {
    const { host, facts } = this;
    if (exitCode === 126) return { code: 'permission-denied', host, user: facts.user, program };
    if (exitCode !== 127) return null;
    this.programs.delete(program);
    return { code: 'program-missing', host, program };
  }

  /** The end of a program that should have gone on, with the last that it said. */
  private endOf(output: Output, program: string): Fault {
    const lastFirst = output.stderr.split('\n').reverse().join('\n');
    return { code: 'command-failed', host: this.host, program, exitCode: output.exitCode, message: firstMessage({ ...output, stderr: lastFirst }) };
  }

  private fault(kind: Exclude<Ending['kind'], 'exited'>, program: string, { timeoutMs, maxBytes }: Bounds = probeBounds): Fault {
    const { host } = this;
    switch (kind) {
      case 'refused':
        return { code: 'channel-refused', host };
      case 'cut':
        return { code: 'output-cut', host, program };
      case 'lost':
        return { code: 'link-lost', host, reason: 'closed' };
      case 'late':
        return { code: 'command-timeout', host, program, afterMs: timeoutMs };
      case 'tooLarge':
        return { code: 'output-too-large', host, program, limitBytes: maxBytes };
      case 'cancelled':
        return { code: 'cancelled' };
    }
  }
}

/** Takes bytes as they come, and hands them on as text, but for the first ones, which are the login shell's. A character may come in two parts. */
function inText(skipped: number, heard: (text: string) => void): (bytes: Buffer) => void {
  const decoder = new StringDecoder('utf8');
  let left = skipped;
  return (bytes) => {
    const text = decoder.write(bytes.subarray(left));
    left = Math.max(0, left - bytes.length);
    if (text !== '') heard(text);
  };
}

/** Messages in one language and times in one zone, whatever the account's own settings; sudo hands both on (env_check in sudoers(5)). */
function environment(argv: readonly string[]): readonly string[] {
  return ['env', 'LC_ALL=C', 'TZ=UTC', ...argv];
}

/**
 * Starts a program only while its terminal is there. tcsh catches SIGHUP: when the terminal goes while tcsh is about to start the program,
 * the program is started all the same, without a terminal that could end it (seen with tcsh 6.24.07 on a busy machine, one time in sixty).
 */
function onlyInTerminal(argv: readonly string[]): readonly string[] {
  return ['sh', '-c', '[ -t 0 ] && exec "$@"', 'sh', ...argv];
}

function hasRights(rights: Rights, { uid, groups }: HostFacts): boolean {
  if (rights === 'none' || uid === 0) return true;
  return (rights === 'cluster' && groups.includes('haclient')) || (rights === 'libvirt' && groups.includes('libvirt'));
}
