import assert from 'node:assert/strict';
import { createSecretKeeper } from '../../../src/remote/secretKeeper';
import { lockOfKey, type SecretLock, secretKey } from '../../../src/remote/secretKey';
import { shareQuestions } from '../../../src/remote/sharedQuestions';
import { createMemoryStore, createPerson, createRecordedLog } from './doubles';

const lock: SecretLock = { what: 'password', user: 'joe', host: 'example-host', port: 22 };

describe('Secrets', () => {
  it('are kept for all links of a window, and stored only if they are to be remembered', async () => {
    const store = createMemoryStore();
    const keeper = createSecretKeeper(store, createRecordedLog());
    const [one, other] = [keeper.ofLink(), keeper.ofLink()];
    await one.accepted(lock, { value: 'secret', remember: false });
    assert.equal(await other.recall(lock), 'secret');
    assert.equal(store.values.size, 0);
    await one.accepted(lock, { value: 'secret', remember: true });
    assert.deepEqual([...store.values], [[secretKey(lock), 'secret']]);
    assert.equal(await createSecretKeeper(store, createRecordedLog()).ofLink().recall(lock), 'secret');
  });

  it('are forgotten with the link that used them, unless remembered', async () => {
    const store = createMemoryStore();
    const keeper = createSecretKeeper(store, createRecordedLog());
    const [one, other] = [keeper.ofLink(), keeper.ofLink()];
    await one.accepted(lock, { value: 'secret', remember: false });
    other.forgetAll();
    assert.equal(await one.recall(lock), 'secret');
    one.forgetAll();
    assert.equal(await one.recall(lock), undefined);
    await one.accepted(lock, { value: 'secret', remember: true });
    one.forgetAll();
    assert.equal(await one.recall(lock), 'secret');
  });

  it('that were wrong are deleted everywhere, a newer one is not', async () => {
    const store = createMemoryStore();
    const link = createSecretKeeper(store, createRecordedLog()).ofLink();
    await link.accepted(lock, { value: 'old', remember: true });
    await link.rejected(lock, 'older');
    assert.equal(await link.recall(lock), 'old');
    await link.rejected(lock, 'old');
    assert.equal(await link.recall(lock), undefined);
    assert.equal(store.values.size, 0);
  });

  it('go on without the editor\'s storage, which may be locked', async () => {
    const broken = { get: () => Promise.reject(new Error('locked')), store: () => Promise.reject(new Error('locked')), delete: () => Promise.reject(new Error('locked')), keys: () => Promise.reject(new Error('locked')) };
    const log = createRecordedLog();
    const link = createSecretKeeper(broken, log).ofLink();
    assert.equal(await link.recall(lock), undefined);
    await link.accepted(lock, { value: 'secret', remember: true });
    assert.equal(await link.recall(lock), 'secret');
    await link.rejected(lock, 'secret');
    assert.ok(log.lines.length > 0 && !log.lines.join().includes('secret storage: secret'));
  });

  it('have keys that tell them apart, hold none, and say whose they are', () => {
    const pcs = { what: 'pcs-password', user: 'hacluster', host: 'host1', cluster: 'lab' } as const;
    const locks: SecretLock[] = [
      lock, { ...lock, what: 'sudo-password' }, { ...lock, user: 'root' }, { ...lock, user: 'joe@domain' }, { ...lock, port: 2222 }, { ...lock, host: 'fe80::1' }, { what: 'passphrase', file: '/home/joe/my keys/id' },
      pcs, { ...pcs, user: 'keeper' }, { ...pcs, host: 'host1 of "lab"' }, { ...pcs, cluster: 'other' },
    ];
    assert.equal(new Set(locks.map(secretKey)).size, locks.length);
    assert.deepEqual(locks.map((each) => lockOfKey(secretKey(each))), locks);
    assert.deepEqual(['remembered keys', 'pcs password ["a"]', 'ssh password joe'].map(lockOfKey), [null, null, null]);
  });

  it('that are remembered are told by whose they are, and forgotten everywhere when a person says so', async () => {
    const store = createMemoryStore();
    const keeper = createSecretKeeper(store, createRecordedLog());
    const link = keeper.ofLink();
    await link.accepted(lock, { value: 'secret', remember: true });
    await link.accepted({ ...lock, what: 'sudo-password' }, { value: 'other', remember: true });
    assert.deepEqual(await keeper.remembered(), [lock, { ...lock, what: 'sudo-password' }]);
    await keeper.forget([lock]);
    assert.deepEqual([await link.recall(lock), await link.recall({ ...lock, what: 'sudo-password' }), store.values.size], [undefined, 'other', 1]);
  });
});

describe('Questions of several links at once', () => {
  const question = { host: 'a', user: 'joe', file: '/home/joe/.ssh/id', again: false };

  it('are asked once where one answer serves all', async () => {
    const person = createPerson({ secrets: [{ value: 'open', remember: false }], trusts: true });
    const shared = shareQuestions(person);
    const answers = await Promise.all([shared.secret({ ...question, what: 'passphrase' }), shared.secret({ ...question, what: 'passphrase', host: 'b' })]);
    assert.deepEqual(answers.map((answer) => answer?.value), ['open', 'open']);
    const key = { host: 'jump', port: 22, keyType: 'ssh-ed25519', fingerprint: 'SHA256:x' };
    assert.deepEqual(await Promise.all([shared.trustHostKey(key), shared.trustHostKey({ ...key })]), [true, true]);
    assert.equal(person.asked.length, 2);
  });

  it('are asked apart where it does not, and anew when the answer has come', async () => {
    const person = createPerson();
    const shared = shareQuestions(person);
    await Promise.all([shared.secret({ ...question, what: 'password' }), shared.secret({ ...question, what: 'password', host: 'b' }), shared.secret({ ...question, what: 'sudo-password' })]);
    await shared.secret({ ...question, what: 'password' });
    const challenge = { host: 'a', user: 'joe', name: '', instructions: '', prompts: [{ text: 'Code: ', echo: true }] };
    await Promise.all([shared.answers(challenge), shared.answers(challenge)]);
    assert.equal(person.asked.length, 6);
  });
});
