import assert from 'node:assert/strict';
import { createPcsPasswords } from '../../../src/remote/pcsPasswords';
import { createSecretKeeper } from '../../../src/remote/secretKeeper';
import { createMemoryStore, createRecordedLog } from './doubles';

const account = { cluster: 'lab', user: 'hacluster', hosts: ['host1', 'host2'] };

describe('The passwords by which pcs of hosts comes to know each other', () => {
  const kept = () => {
    const store = createMemoryStore();
    const window = () => createPcsPasswords(createSecretKeeper(store, createRecordedLog()));
    return { store, passwords: window(), window };
  };

  it('are known for the hosts that took them and no other, nor for another account or cluster', async () => {
    const { passwords, store } = kept();
    await passwords.accepted(account, { value: 'secret', remember: false });
    assert.deepEqual(await Promise.all([account, { ...account, hosts: ['host2'] }].map(passwords.recall)), ['secret', 'secret']);
    const others = [{ ...account, hosts: ['host1', 'host3'] }, { ...account, user: 'keeper' }, { ...account, cluster: 'other' }, { ...account, hosts: [] }];
    assert.deepEqual(await Promise.all(others.map(passwords.recall)), [undefined, undefined, undefined, undefined]);
    assert.equal(store.values.size, 0, 'nothing is stored that nobody wants remembered');
    await passwords.accepted({ ...account, hosts: ['host3'] }, { value: 'another', remember: false });
    assert.equal(await passwords.recall({ ...account, hosts: ['host1', 'host3'] }), undefined, 'hosts that differ are asked for');
  });

  it('are forgotten with the connection, and where they are remembered when they were wrong or the cluster leaves the list', async () => {
    const { passwords, store, window } = kept();
    await passwords.accepted(account, { value: 'passing', remember: false });
    passwords.left('other');
    assert.equal(await passwords.recall(account), 'passing');
    passwords.left('lab');
    assert.equal(await passwords.recall(account), undefined);

    await passwords.accepted(account, { value: 'secret', remember: true });
    await passwords.accepted({ ...account, cluster: 'other' }, { value: 'secret', remember: true });
    passwords.left('lab');
    assert.deepEqual([await passwords.recall(account), await window().recall(account)], ['secret', 'secret']);
    await passwords.rejected(account, 'secret');
    assert.deepEqual([await passwords.recall(account), store.values.size], [undefined, 2]);

    await passwords.removed('other');
    assert.deepEqual([await passwords.recall({ ...account, cluster: 'other' }), store.values.size], [undefined, 0]);
  });
});
