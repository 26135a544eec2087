import { readFile } from 'node:fs/promises';
import type { Fault } from '../core/fault';
import type { Result } from '../core/result';
import { failure, success } from '../core/result';
import type { Endpoint } from './endpoint';
import { fingerprint, keyType } from './hostKey';
import { decide, judge, type Verdict } from './hostKeyPolicy';
import { hostKeyName, type KnownKey, readKnownHosts, speaksOf } from './knownHosts';
import type { Log } from '../core/surroundings';
import type { Prompts, TrustStore } from './ports';

export interface HostKeyContext {
  readonly prompts: Pick<Prompts, 'trustHostKey'>;
  readonly trust: TrustStore;
  readonly log: Log;
  mayAsk(): boolean;
}

/** One connection's check of the key that its host presents. */
export interface HostKeyCheck {
  /** Types of the keys that are known, so that the host can be asked for one of them. */
  readonly knownTypes: readonly string[];
  /** Whether to go on with this key. Fault otherwise: what to say of it. */
  verify(blob: Buffer): Promise<Result<void>>;
  /** Keeps a key that was accepted. To be called when the host has proven, by its signature, that the key is its own. */
  keep(): Promise<void>;
}

/** The name under which keys that are accepted in this editor are kept. */
export function filedUnder({ hostKeys, host }: Pick<Endpoint, 'hostKeys' | 'host'>): string {
  return ((hostKeys.kind === 'known' ? hostKeys.alias : null) ?? host).toLowerCase();
}

/** Reads all that is known of a host's keys. Fault: `known-hosts-unreadable`; a file that is missing is empty. */
export async function prepareHostKeyCheck(endpoint: Endpoint, context: HostKeyContext): Promise<Result<HostKeyCheck>> {
  const { hostKeys: rules, target, host, port } = endpoint;
  if (rules.kind === 'pinned') return success(pinnedCheck(rules.key, target));

  const filed = filedUnder(endpoint);
  const name = rules.alias === null ? hostKeyName(host, port) : filed;
  const bareName = rules.alias === null && port !== 22 ? filed : null;
  const read = await readAll(endpoint, rules);
  if (!read.ok) return read;
  // Read anew for every connection: a key that was forgotten, or put right in the file, counts at once.
  const trusted = context.trust.list().filter((entry) => entry.host === filed && entry.port === port);
  const known = [...read.value, ...trusted.map((entry) => ({ marker: 'none', names: name, keyType: entry.keyType, key: entry.key, from: storeName } as const))];
  let accepted: Buffer | null = null;
  return success({
    knownTypes: known.filter((entry) => entry.marker === 'none' && speaksOf(entry, name)).map((entry) => entry.keyType),
    async verify(blob) {
      const type = keyType(blob);
      const verdict = judge({ keyType: type, key: blob.toString('base64'), name, bareName }, known);
      const decision = decide(verdict, rules.strict, context.mayAsk());
      if (decision === 'accept') return success(undefined);
      if (decision === 'refuse') return failure(refusal(verdict, target, blob));
      const otherTypes = verdict.kind === 'unknown' ? verdict.otherTypes : [];
      const question = { host: target, port, keyType: type, fingerprint: fingerprint(blob), otherTypes };
      if (decision === 'ask' && !(await context.prompts.trustHostKey(question))) return failure({ code: 'prompt-declined', host: target, what: 'host-key' });
      accepted = blob;
      return success(undefined);
    },
    async keep() {
      if (accepted === null) return;
      context.log.info(`${target}: its ${keyType(accepted)} key ${fingerprint(accepted)} is trusted from now on`);
      await context.trust.add({ host: filed, port, keyType: keyType(accepted), key: accepted.toString('base64') });
    },
  });
}

function pinnedCheck(key: string, host: string): HostKeyCheck {
  const pinned = Buffer.from(key, 'base64');
  return {
    knownTypes: [keyType(pinned)],
    verify: async (blob) =>
      blob.equals(pinned)
        ? success(undefined)
        : failure({
            code: 'host-key-changed',
            host,
            keyType: keyType(blob),
            fingerprint: fingerprint(blob),
            knownFingerprint: fingerprint(pinned),
            knownFrom: 'given',
          }),
    keep: async () => undefined,
  };
}

type KnownRules = Extract<Endpoint['hostKeys'], { kind: 'known' }>;

async function readAll({ target }: Endpoint, { knownHosts, revoked }: KnownRules): Promise<Result<readonly KnownKey[]>> {
  const keys: KnownKey[] = [];
  for (const file of [...knownHosts, ...revoked]) {
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error);
    const unreadable = (reason: string) => failure({ code: 'known-hosts-unreadable', host: target, file, reason } as const);
    if (typeof text !== 'string') {
      // A list of revoked keys that is missing may have held this one: ssh refuses as well.
      if (text.code === 'ENOENT' && knownHosts.includes(file)) continue;
      return unreadable(text.code ?? text.message);
    }
    if (text.startsWith('SSHKRL\n')) return unreadable('binary-revocation-list');
    keys.push(...(knownHosts.includes(file) ? readKnownHosts(text, file) : readRevokedKeys(text, file)));
  }
  return success(keys);
}

/** RevokedHostKeys as text: a public key a line, revoked for every host. */
function readRevokedKeys(text: string, file: string): readonly KnownKey[] {
  const asKnownHosts = text.split('\n').map((line) => (/^\s*(#|$)/.test(line) ? '' : `@revoked * ${line.trim()}`));
  return readKnownHosts(asKnownHosts.join('\n'), file);
}

/** Where a fault says that a key stands which was accepted in this editor. */
const storeName = 'trusted-here';

function refusal(verdict: Verdict, host: string, blob: Buffer): Fault {
  const key = { host, keyType: keyType(blob), fingerprint: fingerprint(blob) };
  switch (verdict.kind) {
    case 'changed':
      return { code: 'host-key-changed', ...key, knownFingerprint: fingerprint(Buffer.from(verdict.known.key, 'base64')), knownFrom: verdict.known.from };
    case 'revoked':
      return { code: 'host-key-revoked', ...key, knownFrom: verdict.known.from };
    default:
      if (verdict.kind === 'unknown' && verdict.certified) return { code: 'authentication-unsupported', host, method: 'host-certificate', detail: key.fingerprint };
      return { code: 'host-key-unknown', ...key };
  }
}
