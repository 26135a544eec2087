import { randomBytes } from 'node:crypto';
import type { Output } from '../core/command';
import type { Fault } from '../core/fault';
import type { Result } from '../core/result';
import { failure, success } from '../core/result';
import type { Execution } from './execute';
import type { Prompts, SecretAnswer } from './ports';
import type { SecretKeeper } from './secretKeeper';
import type { SecretLock } from './secretKey';
import { sudoCheckPassword, sudoIsAllowed, sudoOutcome, sudoWithoutPassword, sudoWithPassword, withoutPrompt } from './sudo';

/** One account's way through sudo on one host. */
export interface SudoAccount {
  readonly host: string;
  readonly user: string;
  /** Full path of sudo. */
  readonly sudo: string;
  readonly lock: SecretLock;
  readonly secrets: SecretKeeper;
  readonly prompts: Pick<Prompts, 'secret'>;
}

/**
 * Runs arguments on the host; a fault of the link or of the bounds is handed through.
 *
 * @param isOwn whether it is the command itself and not a question to sudo
 */
export type SudoExecute = (argv: readonly string[], stdin: string, answer: Execution['answer'], isOwn: boolean) => Promise<Result<Output>>;

/** How often a person is asked for one password. */
const attempts = 3;

/**
 * Runs commands through sudo. Each is tried as it is, by its full path and with its arguments, without a password: a sudoers
 * list may allow just that, and would refuse `sudo -n true` or a shell. A refusal has run nothing, so what follows
 * it is the first run, never a second. Only where sudo wants a password is one looked for, checked by itself, and
 * then sent in answer to a prompt that no program could have made up.
 */
export class SudoAccess {
  /** Command lines that sudo has refused to run without a password on this connection. */
  private readonly locked = new Set<string>();
  /** What became of command lines that sudo did not run. Nobody's background asks again: sudo writes each refusal to the host's log, or mails it to root. */
  private readonly refusals = new Map<string, Fault>();
  private password: string | null = null;
  private search: Promise<Result<string>> | null = null;

  constructor(private readonly account: SudoAccount) {}

  async run(argv: readonly string[], stdin: string, mayAsk: boolean, execute: SudoExecute): Promise<Result<Output>> {
    const line = argv.join('\0');
    const refusal = this.refusals.get(line);
    const stands = refusal !== undefined && (refusal.code !== 'prompt-needed' || this.password === null);
    if (stands && !mayAsk) return failure(refusal);
    const output = await this.attempt(argv, line, stdin, mayAsk, execute);
    const isRefusal = !output.ok && (output.fault.code === 'prompt-needed' || output.fault.code.startsWith('sudo-'));
    if (isRefusal) this.refusals.set(line, output.fault);
    else this.refusals.delete(line);
    return output;
  }

  private async attempt(argv: readonly string[], line: string, stdin: string, mayAsk: boolean, execute: SudoExecute): Promise<Result<Output>> {
    const { sudo } = this.account;
    // Before a person is asked for a password, sudo is asked once more whether it wants one: the rule may have been added meanwhile.
    if (!this.locked.has(line) || (mayAsk && this.password === null)) {
      const output = await execute(sudoWithoutPassword(sudo, argv), stdin, null, true);
      if (!output.ok) return output;
      const outcome = sudoOutcome(output.value);
      if (outcome === 'ran') return output;
      if (outcome !== 'password-needed') return failure(this.fault(outcome, argv));
      this.locked.add(line);
    }
    const password = await this.findPassword(argv, mayAsk, execute);
    if (!password.ok) return password;
    const prompt = newPrompt();
    const output = await execute(sudoWithPassword(sudo, prompt, argv), stdin, { prompt, reply: `${password.value}\n` }, true);
    if (!output.ok) return output;
    const own: Output = { ...output.value, stderr: withoutPrompt(output.value.stderr, prompt) };
    const outcome = sudoOutcome(own);
    if (outcome === 'ran') return success(own);
    if (outcome === 'password-wrong') await this.reject(password.value);
    return failure(this.fault(outcome, argv));
  }

  /** One search at a time; those who come meanwhile wait for it, and search themselves only if they may ask and it might not. */
  private async findPassword(argv: readonly string[], mayAsk: boolean, execute: SudoExecute): Promise<Result<string>> {
    while (this.password === null) {
      const waited = this.search !== null;
      this.search ??= this.searchPassword(argv, mayAsk, execute).finally(() => (this.search = null));
      const found = await this.search;
      if (found.ok || !waited || !mayAsk || found.fault.code !== 'prompt-needed') return found;
    }
    return success(this.password);
  }

  private async searchPassword(argv: readonly string[], mayAsk: boolean, execute: SudoExecute): Promise<Result<string>> {
    const { host, user, lock, secrets, prompts } = this.account;
    const known = await secrets.recall(lock);
    if (known !== undefined) {
      const checked = await this.check({ value: known, remember: false }, argv, execute);
      if (checked.ok || checked.fault.code !== 'sudo-password-wrong') return checked;
    }
    const allowed = await this.isAllowed(argv, execute);
    if (!allowed.ok) return allowed;
    if (!mayAsk) return failure({ code: 'prompt-needed', host, what: 'sudo-password' });
    for (let attempt = 1; ; attempt += 1) {
      const again = known !== undefined || attempt > 1;
      const answer = await prompts.secret({ what: 'sudo-password', host, user, file: null, again });
      if (!answer) return failure({ code: 'prompt-declined', host, what: 'sudo-password' });
      const checked = await this.check(answer, argv, execute);
      if (checked.ok || checked.fault.code !== 'sudo-password-wrong' || attempt === attempts) return checked;
    }
  }

  /** Nobody should be asked for a password that would open nothing. */
  private async isAllowed(argv: readonly string[], execute: SudoExecute): Promise<Result<void>> {
    const asked = await execute(sudoIsAllowed(this.account.sudo, argv), '', null, false);
    if (!asked.ok) return asked;
    const isRefused = asked.value.exitCode !== 0 && sudoOutcome(asked.value) !== 'password-needed';
    return isRefused ? failure(this.fault('refused', argv)) : success(undefined);
  }

  /** Lets sudo say whether a password is right, before a command's own stdin is near it. */
  private async check(answer: SecretAnswer, argv: readonly string[], execute: SudoExecute): Promise<Result<string>> {
    const { sudo, secrets, lock } = this.account;
    const prompt = newPrompt();
    const checked = await execute(sudoCheckPassword(sudo, prompt), '', { prompt, reply: `${answer.value}\n` }, false);
    if (!checked.ok) return checked;
    if (checked.value.exitCode === 0) {
      this.password = answer.value;
      await secrets.accepted(lock, answer);
      return success(answer.value);
    }
    const outcome = sudoOutcome({ ...checked.value, stderr: withoutPrompt(checked.value.stderr, prompt) });
    const fault = this.fault(outcome === 'ran' || outcome === 'password-needed' ? 'password-wrong' : outcome, argv);
    if (fault.code === 'sudo-password-wrong') await this.reject(answer.value);
    return failure(fault);
  }

  private async reject(value: string): Promise<void> {
    if (this.password === value) this.password = null;
    await this.account.secrets.rejected(this.account.lock, value);
  }

  private fault(outcome: Exclude<ReturnType<typeof sudoOutcome>, 'ran'>, [path = '']: readonly string[]): Fault {
    const { host, user } = this.account;
    const program = path.slice(path.lastIndexOf('/') + 1);
    switch (outcome) {
      case 'password-needed':
      case 'password-wrong':
        return { code: 'sudo-password-wrong', host, user };
      case 'needs-terminal':
        return { code: 'sudo-needs-terminal', host, user };
      case 'program-missing':
        return { code: 'program-missing', host, program };
      case 'refused':
      case 'unusable':
        return { code: 'sudo-refused', host, user, program };
    }
  }
}

/** Nothing that a program writes could be taken for it. No character in it has a meaning to sudo's `-p`. */
function newPrompt(): string {
  return `${randomBytes(16).toString('hex')}:`;
}
