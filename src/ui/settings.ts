import * as vscode from 'vscode';
import { setting, type SettingId } from '../actions/ids';
import { type Settings, settings } from '../actions/settings';
import type { LinkOptions } from '../remote/ports';

/** A number or a choice from the settings, within the bounds that the manifest gives; the default in place of anything else. */
export function readSetting<K extends Exclude<SettingId, typeof setting.clusters>>(id: K): Settings[K] {
  const { scope, type, default: fallback, minimum = -Infinity, maximum = Infinity, enum: choices } = settings[id];
  const value = scope === 'machine' ? machineSetting(id) : vscode.workspace.getConfiguration().get<unknown>(id);
  if (type === 'integer') return (typeof value === 'number' && Number.isFinite(value) ? Math.min(maximum, Math.max(minimum, Math.round(value))) : fallback) as Settings[K];
  return ((choices ?? []).includes(String(value)) ? value : fallback) as Settings[K];
}

/** What the settings of this machine say. The editor would leave out a workspace's word by the scope alone; not to ask for it is safer. */
export function machineSetting(id: SettingId): unknown {
  return vscode.workspace.getConfiguration().inspect<unknown>(id)?.globalValue;
}

export function linkOptions(): LinkOptions {
  return {
    connectTimeoutMs: readSetting(setting.connectTimeout) * 1000,
    keepaliveMs: readSetting(setting.keepaliveInterval) * 1000,
    keepaliveCount: readSetting(setting.keepaliveCount),
  };
}
