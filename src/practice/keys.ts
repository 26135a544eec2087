import { utils } from 'ssh2';

/** A key pair that exists in memory only. `public` is the blob of RFC 4253 section 6.6. */
export interface KeyPair {
  readonly private: string;
  readonly public: Buffer;
}

/** Makes an Ed25519 key pair. One in some three hundred comes out malformed (ssh2 1.17 drops a leading zero): then another is made. */
export function makeKeyPair(): KeyPair {
  const pair = utils.generateKeyPairSync('ed25519');
  const parsed = utils.parseKey(pair.public);
  if (parsed instanceof Error || utils.parseKey(pair.private) instanceof Error) return makeKeyPair();
  return { private: pair.private, public: parsed.getPublicSSH() };
}
