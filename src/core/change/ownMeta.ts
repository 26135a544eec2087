import type { Resource } from '../snapshot';
import { readRole } from '../statusResources';
import { readBoolean } from '../statusValues';

/** Whether a resource is disabled by a word of its own, not by what it is in or by a default. Where the configuration is not known the status tells. */
export function isDisabledItself({ config, disabled }: Resource): boolean {
  return config === null ? disabled : readRole(config.meta['target-role'] ?? null) === 'Stopped';
}

/** The same for not being managed. */
export function isUnmanagedItself({ config, managed }: Resource): boolean {
  return config === null ? !managed : readBoolean(config.meta['is-managed'] ?? null) === false;
}

/** Whether it moves without being stopped. */
export function migratesLive({ config }: Resource): boolean {
  return readBoolean(config?.meta['allow-migrate'] ?? null) === true;
}
