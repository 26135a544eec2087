import assert from 'node:assert/strict';
import { carriedOut, prepared } from './changing';
import { follow } from './followed';
import { mustRunOn, useLab } from './labTests';
import { sentence } from './sentence';

const quietly = () => ({ mayAsk: false, signal: new AbortController().signal, onStep: () => undefined });

describe('A change that a real cluster refuses', function () {
  this.timeout(240_000);
  const tests = useLab();
  const { lab, test, change } = tests;
  const host1 = lab.host('host1');
  const version = () => mustRunOn(host1, 'cibadmin --query --xpath /cib --no-children');

  before(async () => void (await mustRunOn(host1, 'crm_resource --wait')));

  test('since its access rules let the account only read, is told in its words, and nothing of it is done', async () => {
    await change(
      host1,
      'pcs acl role create readers read xpath /cib; pcs acl user create keeper readers; pcs acl enable',
      'pcs acl disable; pcs acl user delete keeper; pcs acl role delete readers; crm_attribute --type crm_config --name enable-acl --delete',
    );
    const { session } = await follow(tests, ['host1-keeper']);
    const before = await version();
    const outcome = await session.changes.carryOut(await prepared(session, { kind: 'disable', resources: ['FAKE1'] }), quietly());
    assert.ok(outcome.kind === 'refused' && /permission denied/i.test(outcome.said) && !outcome.forceHelps, JSON.stringify(outcome));
    assert.equal(await version(), before);
  });

  test('since the schema does not know it, is told in its words, and nothing of it is done', async () => {
    const { session } = await follow(tests);
    const before = await version();
    const outcome = await session.changes.carryOut(await prepared(session, { kind: 'setMeta', resources: ['FAKE1', 'FAKE2'], name: 'a\u{1}b', value: '1' }), quietly());
    assert.ok(outcome.kind === 'refused', JSON.stringify(outcome));
    assert.equal(await version(), before);
  });

  test('unless it is forced, is done when a person has decided that, and not before', async () => {
    const { session } = await follow(tests);
    const ready = await prepared(session, { kind: 'setProperty', name: 'no-such-property', value: '1' });
    assert.ok(!ready.plan.commands.flat().includes('--force'));
    const outcome = await session.changes.carryOut(ready, quietly());
    assert.ok(outcome.kind === 'refused' && outcome.forceHelps, JSON.stringify(outcome));
    const forced = await session.changes.force(ready, outcome.ran);
    assert.ok(forced.ok, sentence(forced));
    await carriedOut(host1, session, forced.value);
    const back = await prepared(session, { kind: 'setProperty', name: 'no-such-property', value: null });
    await carriedOut(host1, session, back);
  });
});
