import type { PcsAccount, PcsPasswords } from './ports';
import type { LinkSecrets, WindowSecrets } from './secretKeeper';
import type { SecretLock } from './secretKey';

/**
 * Keeps the passwords of accounts by which pcs of hosts comes to know each other, where those of links are kept. Each host has a lock of its own: what was
 * given for some hosts is never sent to another.
 */
export function createPcsPasswords(secrets: WindowSecrets): PcsPasswords {
  const views = new Map<string, LinkSecrets>();
  const viewOf = (cluster: string): LinkSecrets => {
    const known = views.get(cluster) ?? secrets.ofLink();
    views.set(cluster, known);
    return known;
  };
  const left = (cluster: string): void => {
    views.get(cluster)?.forgetAll();
    views.delete(cluster);
  };
  return {
    async recall(account) {
      const values = await Promise.all(locksOf(account).map((lock) => viewOf(account.cluster).recall(lock)));
      const [first] = values;
      return values.every((value) => value === first) ? first : undefined;
    },
    async accepted(account, answer) {
      for (const lock of locksOf(account)) await viewOf(account.cluster).accepted(lock, answer);
    },
    async rejected(account, value) {
      for (const lock of locksOf(account)) await viewOf(account.cluster).rejected(lock, value);
    },
    left,
    async removed(cluster) {
      left(cluster);
      const remembered = await secrets.remembered();
      await secrets.forget(remembered.filter((lock) => lock.what === 'pcs-password' && lock.cluster === cluster));
    },
  };
}

function locksOf({ cluster, user, hosts }: PcsAccount): readonly SecretLock[] {
  return hosts.map((host) => ({ what: 'pcs-password', user, host, cluster }));
}
