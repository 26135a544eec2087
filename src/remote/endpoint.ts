/** Where a connection goes and under which rules: what the ssh configuration says of a target, resolved. */
export interface Endpoint {
  /** What the user typed, or the name of a jump host; faults and questions speak of it. */
  readonly target: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** The name that its secrets are kept under, where other machines may have the same address. */
  readonly filedAs?: string;
  readonly route: Route;
  readonly hostKeys: HostKeyRules;
  readonly identities: Identities;
  readonly methods: readonly AuthenticationMethod[];
  /** How often a person may be asked for a password (NumberOfPasswordPrompts). */
  readonly passwordPrompts: number;
  /** Milliseconds; null where the configuration says nothing. */
  readonly connectTimeoutMs: number | null;
  readonly keepaliveMs: number | null;
  readonly keepaliveCount: number | null;
}

export type Route =
  | { readonly kind: 'direct'; readonly family: 0 | 4 | 6 }
  | { readonly kind: 'jump'; readonly through: Endpoint }
  | { readonly kind: 'command'; readonly command: string };

/** ssh_config(5) StrictHostKeyChecking. */
export type Strictness = 'yes' | 'ask' | 'accept-new' | 'no';

export type HostKeyRules =
  /** Exactly this key: the public key blob in base64. `behind` is that of the machines which are reached through this one, where it is known as well. */
  | { readonly kind: 'pinned'; readonly key: string; readonly behind?: string }
  | {
      readonly kind: 'known';
      readonly strict: Strictness;
      /** The name that keys are filed under in place of host and port (HostKeyAlias). */
      readonly alias: string | null;
      readonly knownHosts: readonly string[];
      readonly revoked: readonly string[];
    };

export type Identities =
  /** A private key that is in no file. */
  | { readonly kind: 'key'; readonly privateKey: string }
  | {
      readonly kind: 'configured';
      readonly files: readonly string[];
      readonly certificates: readonly string[];
      /** Socket or pipe of the agent; null for none. */
      readonly agent: string | null;
      /** Whether the agent may offer only keys that `files` names (IdentitiesOnly). */
      readonly only: boolean;
    };

export type AuthenticationMethod = 'publickey' | 'keyboard-interactive' | 'password';

/** A host whose address, key and account are known beforehand: the practice cluster's. No configuration and no file is read for it. */
export interface PinnedEndpoint {
  readonly target: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** OpenSSH or PEM text. */
  readonly privateKey: string;
  /** The host's public key blob in base64. */
  readonly hostKey: string;
  /** As much of its guests, which the same private key opens. */
  readonly guestKey?: string;
}

export function fromPinned({ target, host, port, user, privateKey, hostKey, guestKey }: PinnedEndpoint): Endpoint {
  return {
    target,
    host,
    port,
    user,
    route: { kind: 'direct', family: 0 },
    hostKeys: { kind: 'pinned', key: hostKey, ...(guestKey === undefined ? {} : { behind: guestKey }) },
    identities: { kind: 'key', privateKey },
    methods: ['publickey'],
    passwordPrompts: 0,
    connectTimeoutMs: null,
    keepaliveMs: null,
    keepaliveCount: null,
  };
}
