import { type Result, success } from '../core/result';
import type { TrustStore } from './ports';
import { resolveTarget } from './resolveTarget';

/** Forgets the keys that were accepted in this editor for what a person types to ssh. known_hosts stays as it is. Faults: those of `resolveTarget`. */
export async function forgetHostKeys(target: string, trust: TrustStore): Promise<Result<void>> {
  const endpoint = await resolveTarget(target);
  if (!endpoint.ok) return endpoint;
  const { hostKeys, host, port } = endpoint.value;
  const filedUnder = (hostKeys.kind === 'known' ? hostKeys.alias : null) ?? host;
  await trust.forget(filedUnder.toLowerCase(), port);
  return success(undefined);
}
