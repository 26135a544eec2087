import assert from 'node:assert/strict';
import { createGuestMemory } from '../../../src/ui/guestMemory';

/** The editor's memento, of which a later window reads what an earlier one has written. */
function memento() {
  const values = new Map<string, string>();
  return {
    get: <T>(key: string, fallback?: T) => (values.has(key) ? (JSON.parse(values.get(key) ?? '') as T) : fallback),
    update: async (key: string, value: unknown) => void values.set(key, JSON.stringify(value)),
  } as Parameters<typeof createGuestMemory>[0];
}

describe('What was said of guests', () => {
  const guest = (domain: string, node = domain) => ({ domain, node, user: 'root', address: null, way: 'pcs' } as const);

  it('is remembered for each cluster, the guest chosen last and each by its virtual machine', async () => {
    const state = memento();
    const memory = createGuestMemory(state);
    assert.deepEqual([memory.of('lab', null), memory.of('toString', null)], [null, null]);
    await memory.keep('lab', guest('web'));
    await memory.keep('lab', guest('db'));
    await memory.keep('other', guest('web', 'web2'));
    const later = createGuestMemory(state);
    assert.deepEqual([later.of('lab', null)?.domain, later.of('lab', 'web')?.node, later.of('other', 'web')?.node, later.of('lab', 'mail')], ['db', 'web', 'web2', null]);
  });

  it('is what was said last', async () => {
    const memory = createGuestMemory(memento());
    for (const choice of [guest('web'), guest('db'), guest('web', 'web9')]) await memory.keep('lab', choice);
    assert.deepEqual([memory.of('lab', null), memory.of('lab', 'web')?.node, memory.of('lab', 'db')?.node], [guest('web', 'web9'), 'web9', 'db']);
  });

  it('is that it becomes a node by hand, where nobody was asked how', async () => {
    const state = memento();
    const { way: _, ...before } = guest('web');
    await state.update('chosenGuests', { lab: [before] });
    assert.deepEqual(createGuestMemory(state).of('lab', 'web'), { ...before, way: 'hand' });
  });
});
