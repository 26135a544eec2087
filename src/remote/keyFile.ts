import { readFile } from 'node:fs/promises';
import ssh2, { type ParsedKey } from 'ssh2';
import { keyType } from './hostKey';

/** What a file that the ssh configuration names as an identity turned out to be. */
export type KeyFile =
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** Its private key is in a security token, which ssh2 cannot ask. */
  | { readonly kind: 'fido'; readonly keyType: string }
  /** Only the public key is there; the private one may be in the agent. */
  | { readonly kind: 'public'; readonly publicKey: ParsedKey }
  | { readonly kind: 'open'; readonly publicKey: ParsedKey }
  /** A passphrase protects it. `publicKey` is null where neither the file nor `.pub` beside it tells. */
  | { readonly kind: 'locked'; readonly text: string; readonly publicKey: ParsedKey | null };

/** Reads an identity file; a private key that is not protected is in `publicKey` as well. */
export async function readKeyFile(path: string): Promise<KeyFile> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  const absent = typeof text !== 'string' && text.code === 'ENOENT';
  if (typeof text !== 'string' && !absent) return { kind: 'unreadable', reason: text.code ?? text.message };

  const blob = (typeof text === 'string' ? (publicBlob(text) ?? publicLine(text)) : null) ?? publicLine(await readFile(`${path}.pub`, 'utf8').catch(() => ''));
  if (blob && keyType(blob).startsWith('sk-')) return { kind: 'fido', keyType: keyType(blob) };
  const parsedBlob = blob && parse(blob);
  const publicKey = parsedBlob instanceof Error ? null : parsedBlob;
  if (typeof text !== 'string' || publicLine(text)) return publicKey ? { kind: 'public', publicKey } : { kind: 'missing' };

  const key = parse(text);
  if (!(key instanceof Error)) return { kind: 'open', publicKey: key };
  return /encrypted/i.test(key.message) ? { kind: 'locked', text, publicKey } : { kind: 'unreadable', reason: key.message };
}

/** The private key, or null when the passphrase is wrong. */
export function unlock(text: string, passphrase: string): ParsedKey | null {
  const parsed = parse(text, passphrase);
  return parsed instanceof Error ? null : parsed;
}

/** The blob of a public key written as `ssh-ed25519 AAAA… comment`; null for anything else. */
function publicLine(text: string): Buffer | null {
  const [, type, base64] = /^(\S+) ([A-Za-z0-9+/]+=*)(?:\s|$)/.exec(text) ?? [];
  const blob = Buffer.from(base64 ?? '', 'base64');
  return type !== undefined && keyType(blob) === type ? blob : null;
}

/** A key in any form that ssh2 reads: text of a private or public key, or a public key blob. */
export function parse(key: string | Buffer, passphrase?: string): ParsedKey | Error {
  // Of a file in the new format ssh2 gives an array, of which OpenSSH fills one place.
  const parsed = ssh2.utils.parseKey(key, passphrase) as ParsedKey | ParsedKey[] | Error;
  return Array.isArray(parsed) ? (parsed[0] ?? new Error('no key in it')) : parsed;
}

/** The public key that stands readable in OpenSSH's private key format, whether or not it is encrypted (openssh PROTOCOL.key). */
function publicBlob(text: string): Buffer | null {
  const [, base64] = /-----BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END/.exec(text) ?? [];
  const data = Buffer.from(base64 ?? '', 'base64');
  const magic = 'openssh-key-v1\0';
  if (data.toString('latin1', 0, magic.length) !== magic) return null;
  let at = magic.length;
  const string = (): Buffer => {
    const end = at + 4 + (at + 4 <= data.length ? data.readUInt32BE(at) : 0);
    const value = data.subarray(at + 4, end);
    at = end;
    return value;
  };
  string(); // cipher
  string(); // key derivation
  string(); // its options
  at += 4; // number of keys
  const blob = string();
  return blob.length > 0 ? blob : null;
}
