import * as vscode from 'vscode';
import { setting } from '../actions/ids';
import type { ClusterDefinition } from '../session/clusterState';
import type { Log } from '../core/surroundings';
import { readClusters, settingOf, type SettingProblem } from './clusterSettings';
import { machineSetting } from './settings';

const { t } = vscode.l10n;

/** The clusters in the settings of this machine. What a workspace says is never looked at: it does not decide where to connect. */
export interface ClusterStore {
  list(): readonly ClusterDefinition[];
  save(definition: ClusterDefinition): Promise<void>;
  remove(id: string): Promise<void>;
  onDidChange(listener: () => void): vscode.Disposable;
}

/** Entries that cannot be used are told in the log, and left alone when others are saved. */
export function createClusterStore(log: Log): ClusterStore {
  const raw = (): readonly unknown[] => {
    const value = machineSetting(setting.clusters);
    return Array.isArray(value) ? value : [];
  };
  const write = (entries: readonly unknown[]) => vscode.workspace.getConfiguration().update(setting.clusters, entries, vscode.ConfigurationTarget.Global);
  const isOf = (id: string) => (entry: unknown) => readClusters([entry]).definitions[0]?.id === id;

  return {
    list() {
      const { definitions, problems } = readClusters(raw());
      for (const problem of problems) log.warn(problemText(problem));
      return definitions;
    },
    async save(definition) {
      const entries = raw();
      const index = entries.findIndex(isOf(definition.id));
      await write(index < 0 ? [...entries, settingOf(definition)] : entries.with(index, settingOf(definition)));
    },
    async remove(id) {
      await write(raw().filter((entry) => !isOf(id)(entry)));
    },
    onDidChange: (listener) => vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(setting.clusters) && listener()),
  };
}

function problemText({ entry, reason }: SettingProblem): string {
  const where = t('Entry {0} of the setting {1} is not used:', entry, setting.clusters);
  switch (reason) {
    case 'not-an-object':
      return `${where} ${t('it is not an object with a name and hosts.')}`;
    case 'no-name':
      return `${where} ${t('it has no name.')}`;
    case 'no-hosts':
      return `${where} ${t('it names no host.')}`;
    case 'no-target':
      return `${where} ${t('one of its hosts has no target.')}`;
    case 'id-used-twice':
      return `${where} ${t('another entry before it has the same id.')}`;
  }
}
