import { Client } from 'ssh2';
import type { Result } from '../core/result';
import { failure, success } from '../core/result';
import type { Endpoint } from './endpoint';
import { fingerprint, keyType } from './hostKey';
import type { Clock, LinkOptions } from './ports';

export interface Connection {
  readonly client: Client;
  readonly clock: Clock;
  isOpen(): boolean;
  /** Calls back once, with the reason, when the connection has ended. */
  onEnd(listener: (reason: string) => void): void;
  end(): void;
}

export function openConnection(endpoint: Endpoint, clock: Clock, options: LinkOptions): Promise<Result<Connection>> {
  return new Promise((resolve) => {
    const client = new Client();
    let open = false;
    let reason = '';
    const { identities, hostKeys } = endpoint;
    client.on('error', (error) => {
      reason = error.message;
      resolve(failure({ code: 'connection-refused', host: endpoint.target, port: endpoint.port }));
    });
    client.once('ready', () => {
      open = true;
      resolve(success({
        client,
        clock,
        isOpen: () => open,
        onEnd: (listener) => void client.once('close', () => listener(reason)),
        end: () => void client.end(),
      }));
    });
    client.once('close', () => (open = false));
    client.connect({
      host: endpoint.host,
      port: endpoint.port,
      username: endpoint.user,
      readyTimeout: options.connectTimeoutMs,
      keepaliveInterval: options.keepaliveMs,
      keepaliveCountMax: options.keepaliveCount,
      privateKey: identities.kind === 'key' ? identities.privateKey : undefined,
      hostVerifier: (blob: Buffer) => {
        const known = hostKeys.kind === 'pinned' && blob.equals(Buffer.from(hostKeys.key, 'base64'));
        if (!known) {
          resolve(failure({
            code: 'host-key-changed', host: endpoint.target, keyType: keyType(blob), fingerprint: fingerprint(blob), knownFingerprint: '', knownFrom: '',
          }));
        }
        return known;
      },
    });
  });
}
