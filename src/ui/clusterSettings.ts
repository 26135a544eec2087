import type { ConfiguredCluster } from '../actions/settings';
import type { ClusterDefinition, HostDefinition } from '../session/clusterState';

/** Used where the settings name no URI: libvirt's system instance, whichever daemon serves it. */
export const defaultLibvirtUri = 'qemu:///system';

/** Why an entry of the setting was left out. `entry` counts from 1, as a person would. */
export interface SettingProblem {
  readonly entry: number;
  readonly reason: 'not-an-object' | 'no-name' | 'no-hosts' | 'no-target' | 'id-used-twice';
}

/** Reads the setting with the clusters. It may have been written by hand: what cannot be used is left out and said. */
export function readClusters(value: unknown): { readonly definitions: readonly ClusterDefinition[]; readonly problems: readonly SettingProblem[] } {
  const definitions: ClusterDefinition[] = [];
  const problems: SettingProblem[] = [];
  for (const [index, entry] of (Array.isArray(value) ? value : []).entries()) {
    const read = readCluster(entry);
    if (typeof read === 'string') problems.push({ entry: index + 1, reason: read });
    else if (definitions.some(({ id }) => id === read.id)) problems.push({ entry: index + 1, reason: 'id-used-twice' });
    else definitions.push(read);
  }
  return { definitions, problems };
}

/** The form in which a definition is kept in the settings. */
export function settingOf({ id, name, hosts, readOnly }: ClusterDefinition): ConfiguredCluster {
  return {
    id,
    name,
    hosts: hosts.map(({ target, libvirtUri }) => (libvirtUri === defaultLibvirtUri ? { target } : { target, libvirtUri })),
    ...(readOnly ? { readOnly } : {}),
  };
}

function readCluster(entry: unknown): ClusterDefinition | SettingProblem['reason'] {
  if (!isObject(entry)) return 'not-an-object';
  const name = text(entry['name']);
  if (name === null) return 'no-name';
  const hosts = Array.isArray(entry['hosts']) ? entry['hosts'].map(readHost) : [];
  if (hosts.length === 0) return 'no-hosts';
  if (!hosts.every((host) => host !== null)) return 'no-target';
  return { id: text(entry['id']) ?? name, name, hosts, practice: false, readOnly: entry['readOnly'] === true };
}

function readHost(entry: unknown): HostDefinition | null {
  const target = text(isObject(entry) ? entry['target'] : entry);
  if (target === null) return null;
  return { target, libvirtUri: text(isObject(entry) ? entry['libvirtUri'] : null) ?? defaultLibvirtUri };
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
