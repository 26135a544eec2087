import assert from 'node:assert/strict';
import { createSecretStore } from '../../../src/ui/secretStore';

/** The editor's secret storage, which every window writes to. */
function storage() {
  const values = new Map<string, string>();
  return { values, get: async (key: string) => values.get(key), store: async (key: string, value: string) => void values.set(key, value), delete: async (key: string) => void values.delete(key) };
}

describe('What is in the editor\'s secret storage', () => {
  it('is known by its keys, whatever is stored and deleted at once', async () => {
    const editor = storage();
    const store = createSecretStore(editor);
    assert.deepEqual(await store.keys(), []);
    await Promise.all(['a', 'b', 'c'].map((key) => store.store(key, `secret of ${key}`)));
    await Promise.all([store.delete('b'), store.store('a', 'another')]);
    assert.deepEqual([await store.keys(), await store.get('a'), await store.get('b')], [['a', 'c'], 'another', undefined]);
    assert.ok(!(editor.values.get('remembered keys') ?? '').includes('secret'));
    assert.deepEqual(await createSecretStore(editor).keys(), ['a', 'c'], 'in another window too');
  });

  it('comes to be known when it is used, where it was stored before there was a list or the list is spoilt', async () => {
    for (const list of [undefined, '{', '7', '[1]']) {
      const editor = storage();
      editor.values.set('old', 'secret');
      if (list !== undefined) editor.values.set('remembered keys', list);
      const store = createSecretStore(editor);
      assert.deepEqual(await store.keys(), []);
      assert.equal(await store.get('old'), 'secret');
      assert.deepEqual(await store.keys(), ['old']);
    }
  });
});
