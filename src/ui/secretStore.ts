import type * as vscode from 'vscode';
import type { SecretStore } from '../remote/ports';
import { createPromptQueue } from './promptQueue';

/** Where it is kept under which keys something is stored: VS Code tells that only of late, in a version that we do not ask for. */
const listKey = 'remembered keys';

/** Keeps what a person asked to have remembered in the editor's secret storage. */
export function createSecretStore(secrets: Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>): SecretStore {
  const inTurn = createPromptQueue();
  const listed = async (): Promise<readonly string[]> => keysIn(await secrets.get(listKey));
  const list = (key: string, isStored: boolean) =>
    inTurn(async () => {
      const keys = await listed();
      if (keys.includes(key) === isStored) return;
      await secrets.store(listKey, JSON.stringify(isStored ? [...keys, key] : keys.filter((each) => each !== key)));
    });
  return {
    async get(key) {
      const value = await secrets.get(key);
      // What an earlier version has stored, or another window at the same moment, comes into the list when it is used.
      if (value !== undefined) await list(key, true);
      return value;
    },
    async store(key, value) {
      await secrets.store(key, value);
      await list(key, true);
    },
    async delete(key) {
      await secrets.delete(key);
      await list(key, false);
    },
    keys: listed,
  };
}

function keysIn(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  try {
    const keys: unknown = JSON.parse(text);
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [];
  } catch {
    return [];
  }
}
