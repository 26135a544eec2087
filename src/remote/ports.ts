/** What SSH needs from the editor. Nothing here is called for a connection that may not ask (`mayAsk: false`). */
export interface Prompts {
  /** True when the person accepts this key for this host, for good. */
  trustHostKey(question: HostKeyQuestion): Promise<boolean>;
  /** `undefined` when the person declines. */
  secret(question: SecretQuestion): Promise<SecretAnswer | undefined>;
  /** Answers in the order of the prompts, `undefined` when the person declines. */
  answers(question: KeyboardInteractiveQuestion): Promise<readonly string[] | undefined>;
}

export interface HostKeyQuestion {
  readonly host: string;
  readonly port: number;
  readonly keyType: string;
  /** OpenSSH's form: `SHA256:` and unpadded base64. */
  readonly fingerprint: string;
  /** Types of other keys that are known for this host; none in the ordinary case of a new host. */
  readonly otherTypes?: readonly string[];
}

export interface SecretQuestion {
  /** `pcs-password` is that of an account by which pcs of several hosts comes to know each other; `host` then names them all. */
  readonly what: 'password' | 'passphrase' | 'sudo-password' | 'pcs-password';
  readonly host: string;
  readonly user: string;
  /** The key file, for a passphrase. */
  readonly file: string | null;
  /** Whether an earlier answer was wrong. */
  readonly again: boolean;
}

export interface SecretAnswer {
  readonly value: string;
  /** Whether the person wants it kept in the editor's secret storage. */
  readonly remember: boolean;
}

export interface KeyboardInteractiveQuestion {
  readonly host: string;
  readonly user: string;
  /** The server's own words; plain text, to be shown as coming from that host. */
  readonly name: string;
  readonly instructions: string;
  readonly prompts: readonly { readonly text: string; readonly echo: boolean }[];
}

/** What a remembered secret opens; it holds none itself. */
export type RememberedSecret =
  | { readonly what: 'password' | 'sudo-password'; readonly user: string; readonly host: string; readonly port: number }
  | { readonly what: 'passphrase'; readonly file: string }
  /** `cluster` is the id of a cluster in the list. */
  | { readonly what: 'pcs-password'; readonly user: string; readonly host: string; readonly cluster: string };

/** The editor's secret storage. Keys are made by `secretKey.ts` and hold no secret. */
export interface SecretStore {
  get(key: string): Promise<string | undefined>;
  store(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
  /** The keys under which something is stored. */
  keys(): Promise<readonly string[]>;
}

/** An account by which pcs of some hosts comes to know each other: the same on each, with the same password. */
export interface PcsAccount {
  /** The id of their cluster in the list: what a name means depends on whose hosts it is asked of. */
  readonly cluster: string;
  readonly user: string;
  /** Names or addresses at which pcs reaches them. */
  readonly hosts: readonly string[];
}

/** The passwords of such accounts, kept as those for logging in are. */
export interface PcsPasswords {
  /** The password given or remembered for all of these hosts; nobody is asked. */
  recall(account: PcsAccount): Promise<string | undefined>;
  accepted(account: PcsAccount, answer: SecretAnswer): Promise<void>;
  rejected(account: PcsAccount, value: string): Promise<void>;
  /** The cluster is not connected to any more: what nobody wants remembered is forgotten. */
  left(cluster: string): void;
  /** The cluster is not in the list any more: all is forgotten. */
  removed(cluster: string): Promise<void>;
}

/** Host keys that a person accepted in this editor. OpenSSH's known_hosts is read beside it and never written. */
export interface TrustStore {
  list(): readonly TrustedKey[];
  add(key: TrustedKey): Promise<void>;
  /** Forgets every key accepted for this host and port. */
  forget(host: string, port: number): Promise<void>;
}

export interface TrustedKey {
  readonly host: string;
  readonly port: number;
  readonly keyType: string;
  /** The public key blob in base64. */
  readonly key: string;
}

/** Bounds of a connection; what the ssh configuration says of a host goes before them. */
export interface LinkOptions {
  /** Milliseconds to reach the host and log in, not counting the time a person takes to answer. */
  readonly connectTimeoutMs: number;
  /** Milliseconds of silence after which the host is asked for a sign of life. */
  readonly keepaliveMs: number;
  /** How many such questions may stay unanswered before the link counts as lost. */
  readonly keepaliveCount: number;
}

export const defaultLinkOptions: LinkOptions = { connectTimeoutMs: 20_000, keepaliveMs: 15_000, keepaliveCount: 3 };
