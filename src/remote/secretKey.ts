import type { RememberedSecret } from './ports';

/** What a secret opens. It names the key under which the secret is stored, and holds none itself. */
export type SecretLock = RememberedSecret;

export function secretKey(lock: SecretLock): string {
  switch (lock.what) {
    case 'passphrase':
      return `ssh passphrase ${lock.file}`;
    case 'pcs-password':
      return `pcs password ${JSON.stringify([lock.user, lock.host, lock.cluster])}`;
    case 'password':
    case 'sudo-password':
      return `ssh ${lock.what} ${lock.user}@${lock.host}:${lock.port}`;
  }
}

/** The lock whose key this is; null where it is none of ours. */
export function lockOfKey(key: string): SecretLock | null {
  const [, file] = /^ssh passphrase (.+)$/s.exec(key) ?? [];
  if (file !== undefined) return { what: 'passphrase', file };
  const [, what, user, host, port] = /^ssh (password|sudo-password) (.*)@([^@]*):(\d+)$/s.exec(key) ?? [];
  if (what !== undefined) return { what: what === 'password' ? what : 'sudo-password', user: user ?? '', host: host ?? '', port: Number(port) };
  const [, account] = /^pcs password (\[.*\])$/s.exec(key) ?? [];
  if (account === undefined) return null;
  const parts: unknown = JSON.parse(account);
  const [ofUser, ofHost, cluster] = Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : [];
  return ofUser === undefined || ofHost === undefined || cluster === undefined ? null : { what: 'pcs-password', user: ofUser, host: ofHost, cluster };
}
