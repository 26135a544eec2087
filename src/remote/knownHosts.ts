import { createHmac } from 'node:crypto';

/** One line of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT), or one key of a trust store. */
export interface KnownKey {
  readonly marker: 'none' | 'revoked' | 'cert-authority';
  /** Comma-separated patterns, or `|1|salt|hash`. */
  readonly names: string;
  readonly keyType: string;
  /** The public key blob in base64. */
  readonly key: string;
  /** Where it stands: file and line, or the name of the store. */
  readonly from: string;
}

/** The lines of a known_hosts file that hold a key. Others, SSH 1's among them, are passed over as OpenSSH does. */
export function readKnownHosts(text: string, file: string): readonly KnownKey[] {
  return text.split('\n').flatMap((line, index) => {
    const words = line.trim().split(/[ \t]+/);
    const marker = markers.get(words[0] ?? '');
    if (marker) words.shift();
    const [names, keyType, key] = words;
    const isKey = names !== undefined && /^[a-z]/.test(keyType ?? '') && /^[A-Za-z0-9+/]+=*$/.test(key ?? '');
    if (!isKey || keyType === undefined || key === undefined || /^[#@]/.test(names)) return [];
    return [{ marker: marker ?? 'none', names, keyType, key, from: `${file}:${index + 1}` } as const];
  });
}

const markers = new Map<string, KnownKey['marker']>([
  ['@revoked', 'revoked'],
  ['@cert-authority', 'cert-authority'],
]);

/** The name that a host's keys are filed under. */
export function hostKeyName(host: string, port: number): string {
  const name = host.toLowerCase();
  return port === 22 ? name : `[${name}]:${port}`;
}

/** Whether a line speaks of this name. */
export function speaksOf({ names }: KnownKey, name: string): boolean {
  if (names.startsWith('|')) return matchesHash(names, name);
  let matched = false;
  for (const pattern of names.split(',')) {
    const negated = pattern.startsWith('!');
    if (!matchesPattern(negated ? pattern.slice(1) : pattern, name)) continue;
    if (negated) return false;
    matched = true;
  }
  return matched;
}

/** `|1|base64 of a salt|base64 of the name's HMAC-SHA1 under that salt`. */
function matchesHash(names: string, name: string): boolean {
  const [, scheme, salt, hash] = names.split('|');
  if (scheme !== '1' || !salt || !hash) return false;
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest().equals(Buffer.from(hash, 'base64'));
}

/** `*` stands for any characters, `?` for one; case does not count. Walks, so that no pattern can take long. */
function matchesPattern(pattern: string, name: string): boolean {
  const wanted = pattern.toLowerCase();
  let p = 0;
  let star = -1;
  let resume = 0;
  for (let n = 0; n < name.length; ) {
    if (wanted[p] === '*') {
      star = p;
      resume = n;
      p += 1;
    } else if (wanted[p] === '?' || wanted[p] === name[n]) {
      p += 1;
      n += 1;
    } else if (star >= 0) {
      p = star + 1;
      resume += 1;
      n = resume;
    } else {
      return false;
    }
  }
  while (wanted[p] === '*') p += 1;
  return p === wanted.length;
}
