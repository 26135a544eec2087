import type { AnyAuthMethod } from 'ssh2';
import type { AuthenticationFault, Fault } from '../core/fault';
import type { AuthenticationMethod, Endpoint } from './endpoint';
import { KeyRing } from './keyRing';
import { openKeyFile } from './passphrase';
import type { Log } from '../core/surroundings';
import type { Prompts, SecretAnswer } from './ports';
import type { SecretKeeper } from './secretKeeper';
import type { SecretLock } from './secretKey';
import { unsupportedMethod } from './unsupported';

export interface AuthenticationContext {
  readonly prompts: Pick<Prompts, 'secret' | 'answers'>;
  readonly secrets: SecretKeeper;
  readonly log: Log;
  mayAsk(): boolean;
}

type Question = Extract<AuthenticationFault, { code: 'prompt-needed' }>['what'];
type Prompted = readonly { readonly prompt: string; readonly echo?: boolean }[];

/** One attempt by keyboard-interactive, in which a host may ask several times: for a password, then for a new one because that has expired. */
interface Dialogue {
  passwordGiven: boolean;
  /** Whether a person was asked: it counts once, however often the host asks. */
  counted: boolean;
}

/**
 * One connection's authentication, in the order of the ssh configuration: keys of the agent, keys in files,
 * keyboard-interactive, password. A wrong password is asked for again; what was right is kept.
 */
export class Authentication {
  private ring: KeyRing | null = null;
  private current: AuthenticationMethod | null = null;
  private offered: readonly string[] = [];
  private readonly exhausted = new Set<AuthenticationMethod>();
  private readonly tried = new Set<string>();
  /** The password sent last, until the host has said what it thinks of it. */
  private pending: SecretAnswer | null = null;
  /** Passwords that the host did not take. */
  private readonly wrong = new Set<string>();
  private asked = 0;
  /** What would have to be asked, where nothing may be. */
  private missing: Question | null = null;
  private declined: Question | null = null;

  constructor(
    private readonly endpoint: Endpoint,
    private readonly context: AuthenticationContext,
    /** Ends the connection where SSH has no way to take a method back. */
    private readonly abandon: () => void,
  ) {}

  /**
   * What to try next; false when there is nothing.
   *
   * @param methodsLeft what the host offers, null before it has said so
   * @param wasRight whether the host took what was tried last and wants something further
   */
  async next(methodsLeft: readonly string[] | null, wasRight: boolean): Promise<AnyAuthMethod | false> {
    const username = this.endpoint.user;
    if (methodsLeft === null) return { type: 'none', username };
    this.offered = methodsLeft;
    await (wasRight ? this.acceptPending() : this.rejectPending());
    if (this.ring?.signed) {
      // ssh2 keeps to itself what a host said after an agent's key; asked again, the host says what it wants further.
      this.ring.signed = false;
      return { type: 'none', username };
    }
    for (const method of this.endpoint.methods) {
      if (!methodsLeft.includes(method) || this.exhausted.has(method) || this.declined) continue;
      const attempt = await this.attempt(method);
      if (!attempt) {
        this.exhausted.add(method);
        continue;
      }
      this.current = method;
      this.tried.add(method);
      return attempt;
    }
    return false;
  }

  /** The host let the account in: a password that was right is kept. Gives the name of the method. */
  async succeeded(): Promise<string> {
    await this.acceptPending();
    return this.current ?? 'none';
  }

  /** Why nothing worked. */
  async fault(): Promise<Fault> {
    const { target: host, user } = this.endpoint;
    if (this.declined) return { code: 'prompt-declined', host, what: this.declined };
    if (this.missing) return { code: 'prompt-needed', host, what: this.missing };
    if (this.wrong.size === 0) {
      const unsupported = unsupportedMethod(this.offered, (await this.ring?.unusableTypes()) ?? [], this.endpoint);
      if (unsupported) return { code: 'authentication-unsupported', host, ...unsupported };
      const [unreadable] = this.ring?.unreadable ?? [];
      if (unreadable) return { code: 'key-unreadable', host, file: unreadable[0], reason: unreadable[1] };
    }
    return { code: 'authentication-failed', host, user, tried: [...this.tried], offered: this.offered };
  }

  private async attempt(method: AuthenticationMethod): Promise<AnyAuthMethod | null> {
    const { user: username, identities, passwordPrompts } = this.endpoint;
    switch (method) {
      case 'publickey': {
        this.exhausted.add(method);
        const { secrets, log } = this.context;
        const ask = (file: string) => (again: boolean) => this.ask('passphrase', file, again);
        this.ring = await KeyRing.open(identities, (file, text) => openKeyFile(file, text, secrets, passwordPrompts, ask(file)), log);
        return { type: 'agent', username, agent: this.ring };
      }
      case 'password': {
        const password = await this.password();
        return password === null ? null : { type: method, username, password };
      }
      case 'keyboard-interactive': {
        if (this.asked > 0 && this.asked >= passwordPrompts) return null;
        // A host that fails this method without a question has none to ask.
        this.exhausted.add(method);
        const dialogue: Dialogue = { passwordGiven: false, counted: false };
        return { type: method, username, prompt: (name, instructions, _language, prompts, finish) => this.answer(dialogue, name, instructions, prompts, finish) };
      }
    }
  }

  private answer(dialogue: Dialogue, name: string, instructions: string, prompts: Prompted, finish: (answers: string[]) => void): void {
    this.exhausted.delete('keyboard-interactive');
    this.answers(dialogue, name, instructions, prompts).then(
      (answers) => (answers ? finish([...answers]) : this.abandon()),
      () => this.abandon(),
    );
  }

  private async answers(dialogue: Dialogue, name: string, instructions: string, prompts: Prompted): Promise<readonly string[] | null> {
    const [only] = prompts;
    // A second question about a password is about another, in the host's own words: PAM asks for a new one where the old has expired.
    if (!dialogue.passwordGiven && prompts.length === 1 && only && !only.echo && /passwor[dt]/i.test(only.prompt)) {
      dialogue.passwordGiven = true;
      const before = this.asked;
      const password = await this.password();
      dialogue.counted ||= this.asked > before;
      return password === null ? null : [password];
    }
    const { target: host, user } = this.endpoint;
    if (!dialogue.counted && !this.mayStillAsk('keyboard-interactive')) return null;
    dialogue.counted = true;
    // If the host says no now, nobody knows whether the password before was wrong or one of these answers.
    this.pending = null;
    const texts = prompts.map(({ prompt, echo }) => ({ text: prompt, echo: echo ?? false }));
    const answers = await this.context.prompts.answers({ host, user, name, instructions, prompts: texts });
    if (!answers) this.declined = 'keyboard-interactive';
    return answers ?? null;
  }

  private get lock(): SecretLock {
    const { user, host, filedAs, port } = this.endpoint;
    return { what: 'password', user, host: filedAs ?? host, port };
  }

  private async password(): Promise<string | null> {
    const known = await this.context.secrets.recall(this.lock);
    if (known !== undefined && !this.wrong.has(known)) this.pending = { value: known, remember: false };
    else this.pending = this.mayStillAsk('password') ? await this.ask('password', null, this.wrong.size > 0) : null;
    return this.pending?.value ?? null;
  }

  private async acceptPending(): Promise<void> {
    const { pending } = this;
    this.pending = null;
    if (pending) await this.context.secrets.accepted(this.lock, pending);
  }

  private async rejectPending(): Promise<void> {
    const { pending } = this;
    this.pending = null;
    if (!pending) return;
    this.wrong.add(pending.value);
    await this.context.secrets.rejected(this.lock, pending.value);
  }

  /** Whether one more question about the password is allowed; counts it. */
  private mayStillAsk(what: Question): boolean {
    if (!this.context.mayAsk()) this.missing ??= what;
    if (!this.context.mayAsk() || this.declined || this.asked >= this.endpoint.passwordPrompts) return false;
    this.asked += 1;
    return true;
  }

  private async ask(what: 'password' | 'passphrase', file: string | null, again: boolean): Promise<SecretAnswer | null> {
    if (!this.context.mayAsk()) this.missing ??= what;
    if (this.declined || !this.context.mayAsk()) return null;
    const { target: host, user } = this.endpoint;
    const answer = await this.context.prompts.secret({ what, host, user, file, again });
    if (answer) return answer;
    this.declined = what;
    this.abandon();
    return null;
  }
}
