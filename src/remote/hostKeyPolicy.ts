import type { Strictness } from './endpoint';
import { type KnownKey, speaksOf } from './knownHosts';

/** What is known of the key that a host presents. */
export type Verdict =
  | { readonly kind: 'known' }
  /**
   * Nothing says that this key is the host's. `otherTypes`: keys of these types are known for it.
   * `certified`: a certificate authority vouches for the host, which ssh2 cannot check.
   */
  | { readonly kind: 'unknown'; readonly otherTypes: readonly string[]; readonly certified: boolean }
  | { readonly kind: 'changed'; readonly known: KnownKey }
  | { readonly kind: 'revoked'; readonly known: KnownKey };

/** What the host presents, and the name its keys are filed under. */
export interface Presented {
  readonly keyType: string;
  /** The public key blob in base64. */
  readonly key: string;
  readonly name: string;
  /** The name without its port, under which OpenSSH looks as well when the port is not 22; null where there is no other. */
  readonly bareName: string | null;
}

/** Compares a key with all that is known. A revocation goes before all, a match before a difference. */
export function judge({ keyType, key, name, bareName }: Presented, all: readonly KnownKey[]): Verdict {
  const ours = all.filter((known) => speaksOf(known, name));
  const bare = bareName === null ? [] : all.filter((known) => speaksOf(known, bareName));
  const same = (known: KnownKey) => known.key === key;
  const revoked = [...ours, ...bare].find((known) => known.marker === 'revoked' && same(known));
  if (revoked) return { kind: 'revoked', known: revoked };

  const keys = ours.filter((known) => known.marker === 'none');
  if (keys.some(same)) return { kind: 'known' };
  const changed = keys.find((known) => known.keyType === keyType);
  if (changed) return { kind: 'changed', known: changed };
  // A key filed without the port is good for every port, but no other key there speaks against this one.
  if (bare.some((known) => known.marker === 'none' && same(known))) return { kind: 'known' };
  const otherTypes = [...new Set(keys.map((known) => known.keyType))];
  return { kind: 'unknown', otherTypes, certified: ours.some((known) => known.marker === 'cert-authority') };
}

/** What to do with a host key. `trust` accepts it and keeps it. */
export type Decision = 'accept' | 'trust' | 'ask' | 'refuse';

/**
 * A changed or revoked key is refused under every setting. `accept-new` and `no` are the user's word for a host of which nothing is known;
 * where something is (another key, an authority) that word does not cover it. Nothing is asked unless a person is there.
 */
export function decide(verdict: Verdict, strict: Strictness, mayAsk: boolean): Decision {
  if (verdict.kind === 'known') return 'accept';
  if (verdict.kind !== 'unknown' || strict === 'yes') return 'refuse';
  const isNew = verdict.otherTypes.length === 0 && !verdict.certified;
  if (isNew && strict !== 'ask') return 'trust';
  return mayAsk ? 'ask' : 'refuse';
}
