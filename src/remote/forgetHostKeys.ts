import { type Result, success } from '../core/result';
import type { Endpoint } from './endpoint';
import { filedUnder } from './hostKeyCheck';
import { isOnwardFrom } from './onward';
import type { TrustStore } from './ports';
import { resolveTarget } from './resolveTarget';

/**
 * Forgets the keys that were accepted in this editor for what a person types to ssh, for the hosts on the way there, and for machines that were reached through it.
 * known_hosts stays as it is. Fault: `target-invalid`.
 */
export async function forgetHostKeys(target: string, trust: TrustStore): Promise<Result<void>> {
  const resolved = await resolveTarget(target);
  if (!resolved.ok) return resolved;
  for (const { host, port } of trust.list().filter((key) => isOnwardFrom(key.host, resolved.value))) await trust.forget(host, port);
  for (let endpoint: Endpoint | null = resolved.value; endpoint; ) {
    const { port, route }: Endpoint = endpoint;
    await trust.forget(filedUnder(endpoint), port);
    endpoint = route.kind === 'jump' ? route.through : null;
  }
  return success(undefined);
}
