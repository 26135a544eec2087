/** What a secret opens. It names the key under which the secret is stored, and holds none itself. */
export type SecretLock =
  | { readonly what: 'password' | 'sudo-password'; readonly user: string; readonly host: string; readonly port: number }
  | { readonly what: 'passphrase'; readonly file: string };

export function secretKey(lock: SecretLock): string {
  return lock.what === 'passphrase' ? `ssh passphrase ${lock.file}` : `ssh ${lock.what} ${lock.user}@${lock.host}:${lock.port}`;
}
