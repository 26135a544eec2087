import assert from 'node:assert/strict';
import { createTrustStore } from '../../../src/ui/trustStore';

/** The editor's memento: values by key, as in `ExtensionContext.globalState`. */
function memento() {
  const values = new Map<string, unknown>();
  return {
    get: <T>(key: string, fallback?: T) => (values.get(key) as T | undefined) ?? fallback,
    update: async (key: string, value: unknown) => void values.set(key, value),
  } as Parameters<typeof createTrustStore>[0];
}

describe('the trust store', () => {
  const key = { host: 'host1', port: 22, keyType: 'ssh-ed25519', key: 'AAAA' };

  it('keeps keys, one of each type for a host and port', async () => {
    const store = createTrustStore(memento());
    await store.add(key);
    await store.add({ ...key, keyType: 'ecdsa-sha2-nistp256', key: 'BBBB' });
    await store.add({ ...key, key: 'CCCC' });
    assert.deepEqual(store.list().map(({ key }) => key), ['BBBB', 'CCCC']);
  });

  it('forgets all keys of a host and port, and no others', async () => {
    const store = createTrustStore(memento());
    await store.add(key);
    await store.add({ ...key, keyType: 'ssh-rsa' });
    await store.add({ ...key, port: 2222 });
    await store.forget('host1', 22);
    assert.deepEqual(store.list(), [{ ...key, port: 2222 }]);
  });
});
