import type { Algorithms } from 'ssh2';

/** ssh2's algorithms for host keys in its order, each with the type of key it takes. */
const order = [
  ['ssh-ed25519', 'ssh-ed25519'],
  ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp256'],
  ['ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp384'],
  ['ecdsa-sha2-nistp521', 'ecdsa-sha2-nistp521'],
  ['rsa-sha2-512', 'ssh-rsa'],
  ['rsa-sha2-256', 'ssh-rsa'],
  ['ssh-rsa', 'ssh-rsa'],
] as const;

/**
 * Puts the algorithms of known keys first, so that a host shows a key that can be compared, as OpenSSH does.
 * Only the order of ssh2's own list changes: what is moved is taken out and put back by pattern,
 * and a pattern adds nothing that the editor's cryptography lacks. Undefined where the order is right as it is.
 */
export function preferKnownTypes(types: readonly string[]): Algorithms | undefined {
  const isKnown = order.map(([, type]) => types.includes(type));
  const first = isKnown.indexOf(true);
  const later = order.filter((_, index) => !isKnown[index]).map(([algorithm]) => new RegExp(`^${algorithm}$`));
  if (first < 0 || isKnown.slice(0, isKnown.lastIndexOf(true)).every(Boolean)) return undefined;
  // @types/ssh2 asks for all three operations; ssh2 takes those that are there, in the order they stand.
  return { serverHostKey: { remove: later, append: later } as unknown as Algorithms['serverHostKey'] };
}
