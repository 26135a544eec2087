import ssh2, { type BaseAgent, type ParsedKey, type SignCallback } from 'ssh2';
import { agentAt, agentKeys, agentKeyTypes, agentSignature, type SignOptions } from './agent';
import type { Identities } from './endpoint';
import { type KeyFile, parse, readKeyFile } from './keyFile';
import type { Log } from '../core/surroundings';

/** Opens a key that a passphrase protects; null when nobody gave the passphrase. */
export type Unlock = (file: string, text: string) => Promise<ParsedKey | null>;

interface Identity {
  readonly publicKey: ParsedKey;
  sign(data: Buffer, options: SignOptions): Promise<Buffer>;
}

/**
 * All keys that a connection may offer, as an agent that ssh2 asks. A passphrase is asked for only when the host
 * has said that it would take the key; that is why the files' keys go through here and not to ssh2 directly.
 */
export class KeyRing extends ssh2.BaseAgent {
  /** Whether a signature was given. After it a host that goes on asking wants a further method as well. */
  signed = false;
  private readonly files: ReadonlyMap<string, KeyFile>;
  private readonly agent: BaseAgent | null;
  private identities: readonly Identity[] = [];

  private constructor(
    files: ReadonlyMap<string, KeyFile>,
    agent: BaseAgent | null,
    private readonly only: boolean,
    private readonly unlock: Unlock,
    private readonly log: Log,
  ) {
    super();
    this.files = files;
    this.agent = agent;
  }

  static async open(identities: Identities, unlock: Unlock, log: Log): Promise<KeyRing> {
    if (identities.kind === 'key') {
      const key = parse(identities.privateKey);
      const file: KeyFile = key instanceof Error ? { kind: 'unreadable', reason: key.message } : { kind: 'open', publicKey: key };
      return new KeyRing(new Map([['the given key', file]]), null, true, unlock, log);
    }
    const files = new Map<string, KeyFile>();
    for (const path of identities.files) files.set(path, await readKeyFile(path));
    return new KeyRing(files, identities.agent === null ? null : agentAt(identities.agent), identities.only, unlock, log);
  }

  /** Files that are there and cannot be used, with the reason. */
  get unreadable(): readonly (readonly [file: string, reason: string])[] {
    return [...this.files].flatMap(([path, file]) => (file.kind === 'unreadable' ? [[path, file.reason] as const] : []));
  }

  /** Types of keys that are there and that ssh2 cannot use: of security tokens and of certificates. */
  async unusableTypes(): Promise<readonly string[]> {
    const inFiles = [...this.files.values()].flatMap((file) => (file.kind === 'fido' ? [file.keyType] : []));
    const inAgent = this.agent ? await agentKeyTypes(this.agent) : [];
    return [...inFiles, ...inAgent.filter((type) => type.startsWith('sk-') || type.includes('-cert-v'))];
  }

  /** The agent's keys that a file names, its others unless IdentitiesOnly forbids, then the keys that only files hold: OpenSSH's order. */
  override getIdentities(done: (error: Error | null, keys?: ParsedKey[]) => void): void {
    this.collect().then(
      (identities) => {
        this.identities = identities;
        done(null, identities.map(({ publicKey }) => publicKey));
      },
      (error: Error) => done(error),
    );
  }

  override sign(key: string | Buffer | ParsedKey, data: Buffer, options: SignOptions | SignCallback, callback?: SignCallback): void {
    const done = typeof options === 'function' ? options : callback;
    const wanted = typeof key === 'object' && 'getPublicSSH' in key ? key : parse(key);
    const identity = wanted instanceof Error ? undefined : this.identities.find(({ publicKey }) => isSame(publicKey, wanted));
    if (!identity) return done?.(new Error('no such key'));
    identity.sign(data, typeof options === 'function' ? {} : options).then(
      (signature) => {
        this.signed = true;
        done?.(null, signature);
      },
      (error: Error) => done?.(error),
    );
  }

  private async collect(): Promise<readonly Identity[]> {
    const inAgent = await this.askAgent();
    const named = [...this.files.values()].flatMap((file) => ('publicKey' in file && file.publicKey ? [file.publicKey] : []));
    const isNamed = (key: ParsedKey) => named.some((other) => isSame(other, key));
    const fromAgent = [...inAgent.filter(isNamed), ...(this.only ? [] : inAgent.filter((key) => !isNamed(key)))];
    const fromFiles: Identity[] = [];
    for (const [path, file] of this.files) {
      if (file.kind !== 'open' && file.kind !== 'locked') continue;
      if (file.publicKey && inAgent.some((key) => isSame(key, file.publicKey as ParsedKey))) continue;
      // Without the public key beside it there is nothing to offer before it is opened.
      const publicKey = file.publicKey ?? (file.kind === 'locked' ? await this.unlock(path, file.text) : null);
      if (publicKey) fromFiles.push({ publicKey, sign: (data, options) => this.signWithFile(path, file, data, options) });
    }
    const { agent } = this;
    return [...fromAgent.map((publicKey): Identity => ({ publicKey, sign: (data, options) => agentSignature(agent as BaseAgent, publicKey, data, options) })), ...fromFiles];
  }

  private async askAgent(): Promise<readonly ParsedKey[]> {
    if (!this.agent) return [];
    try {
      return await agentKeys(this.agent);
    } catch {
      this.log.warn('the SSH agent does not answer and is left out');
      return [];
    }
  }

  private async signWithFile(path: string, file: KeyFile, data: Buffer, { hash }: SignOptions): Promise<Buffer> {
    const key = file.kind === 'locked' ? await this.unlock(path, file.text) : file.kind === 'open' ? file.publicKey : null;
    if (!key) throw new Error('the key stays locked');
    // ssh2 returns what went wrong in place of a signature.
    const signature: Buffer | Error = key.sign(data, hash);
    if (signature instanceof Error) throw signature;
    return signature;
  }
}

function isSame(a: ParsedKey, b: ParsedKey): boolean {
  return a.getPublicSSH().equals(b.getPublicSSH());
}
