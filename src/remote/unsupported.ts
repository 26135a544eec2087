import type { AuthenticationFault } from '../core/fault';
import type { Endpoint } from './endpoint';

type Unsupported = Pick<Extract<AuthenticationFault, { code: 'authentication-unsupported' }>, 'method' | 'detail'>;

/**
 * What a host would have taken and ssh2 cannot give; null where that is not the reason.
 *
 * @param offered methods that the host offers
 * @param unusable types of keys that are at hand and ssh2 cannot use
 */
export function unsupportedMethod(offered: readonly string[], unusable: readonly string[], { identities, methods }: Endpoint): Unsupported | null {
  if (offered.includes('publickey')) {
    const certificates = identities.kind === 'configured' ? identities.certificates : [];
    const token = unusable.find((type) => type.startsWith('sk-'));
    if (token !== undefined) return { method: 'fido-key', detail: token };
    const certificate = certificates[0] ?? unusable[0];
    if (certificate !== undefined) return { method: 'user-certificate', detail: certificate };
  }
  const detail = offered.join(', ');
  if (offered.some((method) => (methods as readonly string[]).includes(method))) return null;
  return { method: offered.some((method) => method.startsWith('gssapi')) ? 'gssapi' : 'other', detail };
}
