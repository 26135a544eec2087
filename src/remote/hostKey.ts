import { createHash } from 'node:crypto';

/** OpenSSH's form of a fingerprint: `SHA256:` and the unpadded base64 of the public key blob's hash. */
export function fingerprint(blob: Buffer): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

/** The type of a public key blob, its first string (RFC 4253 section 6.6): `ssh-ed25519`, say. Empty when it has none. */
export function keyType(blob: Buffer): string {
  const length = blob.length < 4 ? 0 : blob.readUInt32BE(0);
  return length > 64 || blob.length < 4 + length ? '' : blob.toString('latin1', 4, 4 + length);
}
