import type { Log } from '../core/surroundings';
import type { SecretAnswer, SecretStore } from './ports';
import { lockOfKey, type SecretLock, secretKey } from './secretKey';

/** Secrets that a person gave, for as long as the links that used them are wanted; remembered ones stay in the editor's storage. */
export interface SecretKeeper {
  /** A secret given or remembered before; nobody is asked. */
  recall(lock: SecretLock): Promise<string | undefined>;
  /** The secret was right: it is kept, and stored if the person wants it remembered. */
  accepted(lock: SecretLock, answer: SecretAnswer): Promise<void>;
  /** The secret was wrong: it is forgotten, wherever it was kept. */
  rejected(lock: SecretLock, value: string): Promise<void>;
}

export interface LinkSecrets extends SecretKeeper {
  /** Forgets what this link used and nobody wants remembered. */
  forgetAll(): void;
  /** What another link uses of the same secrets. */
  ofAnother(): LinkSecrets;
}

/** The secrets of one window. */
export interface WindowSecrets {
  /** One link's view of them. */
  ofLink(): LinkSecrets;
  /** What the editor's storage remembers. */
  remembered(): Promise<readonly SecretLock[]>;
  /** Forgets secrets, wherever they are kept; a connection that is open goes on. */
  forget(locks: readonly SecretLock[]): Promise<void>;
}

/** Keeps secrets for several links. */
export function createSecretKeeper(store: SecretStore, log: Log): WindowSecrets {
  const given = new Map<string, string>();
  /** The editor's storage may be locked or absent; then a secret is not remembered, and that is all. */
  const attempt = async <T>(what: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch {
      log.warn(`the editor's secret storage could not ${what}`);
      return undefined;
    }
  };
  const stored = (key: string) => attempt('be read', () => store.get(key));
  const secretsOfLink = (): LinkSecrets => {
    const used = new Set<string>();
    const use = (lock: SecretLock): string => {
      const key = secretKey(lock);
      used.add(key);
      return key;
    };
    return {
      async recall(lock) {
        const key = use(lock);
        return given.get(key) ?? stored(key);
      },
      async accepted(lock, { value, remember }) {
        const key = use(lock);
        given.set(key, value);
        if (remember && (await stored(key)) !== value) await attempt('be written', () => store.store(key, value));
      },
      async rejected(lock, value) {
        const key = use(lock);
        if (given.get(key) === value) given.delete(key);
        if ((await stored(key)) === value) await attempt('be written', () => store.delete(key));
      },
      forgetAll() {
        for (const key of used) given.delete(key);
        used.clear();
      },
      ofAnother: secretsOfLink,
    };
  };
  return {
    ofLink: secretsOfLink,
    remembered: async () => ((await attempt('be read', () => store.keys())) ?? []).flatMap((key) => lockOfKey(key) ?? []),
    async forget(locks) {
      for (const key of locks.map(secretKey)) {
        given.delete(key);
        await attempt('be written', () => store.delete(key));
      }
    },
  };
}
