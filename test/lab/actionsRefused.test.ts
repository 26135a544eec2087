import assert from 'node:assert/strict';
import { atRest } from './atRest';
import { carriedOut, prepared } from './changing';
import { follow } from './followed';
import { mustRunOn, useLab } from './labTests';
import { sentence } from './sentence';
import { weigh } from './votes';

const quietly = () => ({ mayAsk: false, signal: new AbortController().signal, onStep: () => undefined });

describe('A change that a real cluster refuses', function () {
  this.timeout(240_000);
  const tests = useLab();
  const { lab, test, change } = tests;
  const host1 = lab.host('host1');
  const version = () => mustRunOn(host1, 'cibadmin --query --xpath /cib --no-children');

  before(() => atRest(host1));

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

  test('since the schema does not know it, is told in its words, and nothing of it is done, unless its Pacemaker makes something of it that the schema knows', async () => {
    const { session } = await follow(tests);
    const before = await version();
    const ready = await prepared(session, { kind: 'setNodeAttribute', node: 'host1', name: 'a b', value: '1' });
    // Pacemaker makes an id of the name, in which there may be no space: since 3.0 it puts something else there.
    if (lab.release === 'trixie') {
      await carriedOut(host1, session, ready);
      await carriedOut(host1, session, await prepared(session, { kind: 'setNodeAttribute', node: 'host1', name: 'a b', value: null }));
      return;
    }
    const outcome = await session.changes.carryOut(ready, quietly());
    assert.ok(outcome.kind === 'refused' && outcome.ran === 0 && /schema/i.test(outcome.said) && !outcome.forceHelps, JSON.stringify(outcome));
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

  test('since quorum would be lost, is told in its words, and done when it is forced; what then cannot start is told too', async () => {
    // The guest need not boot anew, nor what runs stop.
    const stays = (await mustRunOn(host1, 'crm_resource --quiet --locate --resource vm-guest1')).trim();
    const [leaves, other] = stays === 'host1' ? [lab.host('host2'), host1] : [host1, lab.host('host2')];
    await change(host1, 'crm_attribute --type crm_config --name no-quorum-policy --update freeze; crm_resource --meta --resource FAKE1 --set-parameter target-role --parameter-value Stopped; crm_resource --wait',
      'crm_attribute --type crm_config --name no-quorum-policy --delete; crm_resource --meta --resource FAKE1 --delete-parameter target-role || true; crm_resource --wait');
    await weigh(tests, leaves.name);
    tests.afterwards(async () => void (await mustRunOn(other, `pcs cluster start ${leaves.name} --wait; timeout 60 sh -c 'until [ "$(crm_node --partition | wc -w)" -eq 2 ]; do sleep 0.2; done'`)));
    const { session, untilLive } = await follow(tests, [other.name]);
    await untilLive('the votes are counted', ({ last }) => last.services?.quorum?.quorum === 2, 30_000);
    const before = await version();
    for (const task of [{ kind: 'removeNode', node: leaves.name }, { kind: 'stopCluster', nodes: [leaves.name] }] as const) {
      const ready = await prepared(session, task);
      assert.ok(ready.plan.cautions.some(({ code }) => code === 'quorum-lost'), JSON.stringify(ready.plan.cautions));
      const refused = await session.changes.carryOut(ready, quietly());
      assert.ok(refused.kind === 'refused' && refused.ran === 0 && refused.forceHelps && /will cause a loss of the quorum/.test(refused.said), JSON.stringify(refused));
      assert.equal(await version(), before);
      assert.equal((await mustRunOn(other, 'crm_node --partition')).trim().split(/\s+/).length, 2);
      if (task.kind !== 'stopCluster') continue;
      const forced = await session.changes.force(ready, refused.ran);
      assert.ok(forced.ok, sentence(forced));
      const outcome = await session.changes.carryOut(forced.value, quietly());
      assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
    }

    // The configuration is changed without quorum too.
    await untilLive('quorum is lost', ({ last }) => last.cluster.quorum === false, 30_000);
    const ready = await prepared(session, { kind: 'enable', resources: ['FAKE1'] });
    const preview = await session.changes.preview(ready, new AbortController().signal);
    assert.ok(preview.ok, sentence(preview));
    const { actions } = preview.value.change;
    assert.ok(actions.length === 1 && actions.every(({ kind, resource, blocked, reason }) => kind === 'start' && resource === 'FAKE1' && blocked && /quorum/.test(reason ?? '')), JSON.stringify(actions));
    const outcome = await session.changes.carryOut(ready, quietly());
    assert.ok(outcome.kind === 'instead' && outcome.unmet.length > 0 && outcome.failures.length === 0, JSON.stringify(outcome));
    await carriedOut(other, session, await prepared(session, { kind: 'startCluster', nodes: [leaves.name] }));
    await untilLive('quorum is back, and FAKE1 runs', ({ last }) => last.cluster.quorum === true && last.resources.some(({ id, active }) => id === 'FAKE1' && active), 60_000);
  });

  test('since no host would be left, is told in its words', async () => {
    const [one, other] = [host1, lab.host('host2')];
    const stays = (await mustRunOn(one, 'crm_resource --quiet --locate --resource vm-guest1')).trim() === 'host1' ? one : other;
    const leaves = stays === one ? other : one;
    await change(stays, `pcs cluster stop ${leaves.name}`, `pcs cluster start ${leaves.name} --wait; timeout 60 sh -c 'until [ "$(crm_node --partition | wc -w)" -eq 2 ]; do sleep 0.2; done'; crm_resource --wait`);
    const { session } = await follow(tests, [stays.name]);
    const ready = await prepared(session, { kind: 'stopCluster', nodes: [stays.name] });
    assert.ok(ready.plan.cautions.some(({ code }) => code === 'cluster-stops'));
    const refused = await session.changes.carryOut(ready, quietly());
    assert.ok(refused.kind === 'refused' && refused.forceHelps && /loss of the quorum/.test(refused.said), JSON.stringify(refused));
    assert.equal((await mustRunOn(stays, 'crm_node --partition')).trim(), stays.name);
  });
});
