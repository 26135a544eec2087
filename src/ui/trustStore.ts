import type * as vscode from 'vscode';
import type { TrustedKey, TrustStore } from '../remote/ports';

const storageKey = 'trustedHostKeys';

/** Keeps accepted host keys in the editor's state on this machine; they are never synchronised to another. */
export function createTrustStore(state: Pick<vscode.Memento, 'get' | 'update'>): TrustStore {
  const list = () => state.get<readonly TrustedKey[]>(storageKey, []);
  return {
    list,
    async add(key) {
      const others = list().filter((known) => !(known.host === key.host && known.port === key.port && known.keyType === key.keyType));
      await state.update(storageKey, [...others, key]);
    },
    async forget(host, port) {
      await state.update(storageKey, list().filter((known) => known.host !== host || known.port !== port));
    },
  };
}
