import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { planChange } from '../../../src/core/change/planChange';
import type { Plan, Words } from '../../../src/core/change/plan';
import type { Task } from '../../../src/core/change/task';
import { Secret } from '../../../src/core/secret';
import { fixture, snapshotOf, valueOf } from '../../unit/core/fixtures';
import { element, readCibTree, writeCibTree, type CibElement } from '../../../src/practice/cibTree';
import { CibCopies, meaning } from './cibCopies';

const stage = 'bookworm/50-clone-promotable-group';
const status = fixture(`${stage}/crm_mon-xml.out`);
const written = 'h&amp;sh &lt;&quot;&apos;$(x)';

/** The configuration with a secret, a constraint of more than pcs's words say, and a member of a group that is not the last. */
const original = fixture(`${stage}/cibadmin-Q.out`)
  .replace(/(<primitive id="FAKE5"[^>]*>)/, `$1<instance_attributes id="FAKE5-i"><nvpair id="FAKE5-i-passwd" name="passwd" value="${written}"/></instance_attributes>`)
  .replace('</constraints>', '<rsc_location id="by-rule" rsc="FAKE5"><rule id="by-rule-r" score="-INFINITY" boolean-op="or"><expression id="by-rule-e" attribute="#uname" operation="eq" value="host1"/></rule></rsc_location></constraints>');

/** Without the order of what is in nothing else, which is put back behind the rest. */
function unordered(cib: string): string {
  const tree = readCibTree(cib);
  assert.ok(tree.ok);
  const sorted = (of: CibElement): CibElement => element(of.name, Object.fromEntries(of.attributes), of.name === 'resources'
    ? [...of.children].sort((one, other) => (writeCibTree(one) < writeCibTree(other) ? -1 : 1))
    : of.children.map(sorted));
  return meaning(writeCibTree(sorted(tree.value)));
}

/** As commands are run, with what they read. */
function steps({ commands, inputs }: Plan): readonly Words[] {
  return commands.map((words, index): Words => {
    const input = inputs?.[index];
    if (!input) return words;
    const text = input.map((piece) => (piece instanceof Secret ? piece.reveal() : piece)).join('');
    return ['sh', '-c', 'printf %s "$1" >"$CIB_file.input"; shift; "$@" <"$CIB_file.input"', 'sh', text, ...words];
  });
}

describe('What is deleted is put back as it was', function () {
  this.timeout(120_000);
  let copies: CibCopies;

  before(async function () {
    copies = await CibCopies.start(this);
  });
  after(() => copies?.dispose());

  const planned = (task: Task, cib: string) => planChange(task, copies.dialect, snapshotOf({ status, cib }), null, cib);

  for (const task of [
    { kind: 'deleteResources', resources: ['FAKE5'] },
    { kind: 'deleteResources', resources: ['G1'] },
    { kind: 'deleteResources', resources: ['GRP1'] },
    { kind: 'deleteResources', resources: ['PING-clone', 'FAKE3'] },
    { kind: 'deleteConstraints', constraints: ['by-rule', 'location-FAKE4-guest1--200'] },
  ] as const satisfies readonly Task[]) {
    it(JSON.stringify(task), async () => {
      const plan = valueOf(planned(task, original));
      const deleted = await copies.edit(original, 'deleted.xml', plan.commands);
      assert.notEqual(meaning(deleted), meaning(original));
      const [back, ...others] = plan.undo ?? [];
      assert.ok(back !== undefined && others.length === 0, 'it can be taken back');
      const undo = valueOf(planned(back, deleted));
      assert.doesNotMatch(JSON.stringify(undo) + inspect(undo, { depth: null }), /h&sh|h&amp;sh|h&#38;sh/, 'the secret stands nowhere that is shown');
      assert.equal(unordered(await copies.edit(deleted, 'back.xml', steps(undo))), unordered(original));
      assert.ok(undo.preview.kind === 'edit');
      await copies.edit(deleted, 'shown.xml', undo.preview.steps);

      // Somebody has made one of that name meanwhile, or has changed what it was in.
      const again = planned(back, original);
      assert.ok(!again.ok && again.fault.code === 'undo-refused');
      if (back.kind === 'recreate' && back.elements.some(({ within }) => within !== null)) {
        const group = planned(back, deleted.replace(/<group id="GRP1"[^>]*>/, '$&<meta_attributes id="GRP1-m"><nvpair id="GRP1-m-p" name="priority" value="5"/></meta_attributes>'));
        assert.ok(!group.ok && group.fault.code === 'undo-refused');
      }
    });
  }

  it('but not where only a part of something that stays would have to be put back', () => {
    const inSet = original.replace('</constraints>', '<rsc_order id="set"><resource_set id="set-1"><resource_ref id="FAKE5"/><resource_ref id="FAKE1"/><resource_ref id="FAKE3"/></resource_set></rsc_order></constraints>');
    assert.equal(valueOf(planned({ kind: 'deleteResources', resources: ['FAKE5'] }, inSet)).undo, null);
  });
});

describe('What names a thing that is cloned or taken apart is put back with it', function () {
  this.timeout(240_000);
  let copies: CibCopies;

  before(async function () {
    copies = await CibCopies.start(this);
  });
  after(() => copies?.dispose());

  const naming = (id: string) => `<rsc_location id="l-${id}" rsc="${id}" node="host1" score="5"/>`
    + `<rsc_location id="r-${id}" rsc="${id}"><rule id="r-${id}-r" score="7" boolean-op="or"><expression id="r-${id}-e" attribute="#uname" operation="eq" value="host1"/></rule></rsc_location>`
    + `<rsc_colocation id="c-${id}" rsc="FAKE1" with-rsc="${id}" score="10"/><rsc_order id="o-${id}" first="${id}" then="FAKE1" kind="Optional" symmetrical="false"/>`;
  const plain = `<rsc_ticket id="t-FAKE5" rsc="FAKE5" ticket="site" loss-policy="stop"/><rsc_colocation id="s-FAKE5" score="3"><resource_set id="s-1"><resource_ref id="FAKE5"/><resource_ref id="FAKE2"/></resource_set></rsc_colocation>`;
  const named = original.replace('</constraints>', `${naming('FAKE5')}${plain}${naming('PING-clone')}${naming('GRP1')}</constraints>`);
  /** As configured: what ran before is none of it. */
  const stopped = status.replace(/<resources>[^]*?<\/resources>/, '<resources/>');
  const planned = (task: Task, cib: string) => planChange(task, copies.dialect, snapshotOf({ status: stopped, cib }), null, cib);

  for (const task of [
    { kind: 'clone', resource: 'FAKE5', clone: null, promotable: false, meta: {} },
    { kind: 'unclone', resource: 'PING-clone' },
    { kind: 'ungroup', group: 'GRP1', resources: ['G1', 'G2'] },
  ] as const satisfies readonly Task[]) {
    it(task.kind, async () => {
      const plan = valueOf(planned(task, named));
      const changed = await copies.edit(named, 'changed.xml', plan.commands);
      assert.notEqual(meaning(changed), meaning(named));
      const [back, ...others] = plan.undo ?? [];
      assert.ok(back !== undefined && others.length === 0, 'it can be taken back');
      const undo = valueOf(planned(back, changed));
      assert.equal(unordered(await copies.edit(changed, 'back.xml', undo.commands)), unordered(named));
      assert.ok(undo.preview.kind === 'edit');
      assert.equal(unordered(await copies.edit(changed, 'shown.xml', undo.preview.steps)), unordered(named));

      // Somebody has changed or made one that it would put back or drop meanwhile.
      const id = 'putBack' in back ? back.putBack?.[0]?.id : undefined;
      assert.ok(id !== undefined);
      const other = changed.includes(`id="${id}"`) ? changed.replace(new RegExp(`(id="${id}"[^>]* rsc=)"[^"]*"`), '$1"FAKE2"') : changed.replace('</constraints>', `<rsc_location id="${id}" rsc="FAKE1" node="host2" score="1"/></constraints>`);
      assert.notEqual(other, changed);
      const refused = planned(back, other);
      assert.ok(!refused.ok && refused.fault.code === 'undo-refused' && refused.fault.why === 'changed-since');
      if (task.kind !== 'clone') return;
      const another = planned(back, changed.replace('</constraints>', '<rsc_location id="new" rsc="FAKE5-clone" node="host2" score="1"/></constraints>'));
      assert.ok(!another.ok && another.fault.code === 'undo-refused');
    });
  }

  it('but not where it was in a set, and then that is said before', () => {
    const inSet = original.replace('</constraints>', '<rsc_order id="set"><resource_set id="set-1"><resource_ref id="FAKE1"/><resource_ref id="GRP1"/></resource_set></rsc_order></constraints>');
    const plan = valueOf(planned({ kind: 'ungroup', group: 'GRP1', resources: ['G1', 'G2'] }, inSet));
    assert.equal(plan.undo, null);
    assert.deepEqual(plan.cautions.find(({ code }) => code === 'sets-lost'), { code: 'sets-lost', ids: ['set'] });
  });

  it('and what pcs does with tags is what is said', async () => {
    const tagged = original.replace('</tags>', '<tag id="T"><obj_ref id="FAKE5"/><obj_ref id="FAKE1"/></tag><tag id="ONLY"><obj_ref id="FAKE5"/></tag></tags>');
    const task = { kind: 'deleteResources', resources: ['FAKE5'] } as const;
    if (copies.dialect.capabilities.has('pcmk.resource.delete.list')) {
      const plan = valueOf(planned(task, tagged));
      assert.deepEqual(plan.cautions.find(({ code }) => code === 'out-of-tags'), { code: 'out-of-tags', tags: ['T', 'ONLY'] });
      const deleted = await copies.edit(tagged, 'untagged.xml', plan.commands);
      assert.deepEqual([/<tag id="T"/.test(deleted), /<tag id="ONLY"/.test(deleted), /<obj_ref id="FAKE5"/.test(deleted)], [true, false, false]);
      return;
    }
    const refused = planned(task, tagged);
    assert.deepEqual(refused, { ok: false, fault: { code: 'change-impossible', why: 'tagged', name: 'FAKE5', of: 'T' } });
    await assert.rejects(copies.edit(tagged, 'tagged.xml', [['pcs', 'resource', 'delete', 'FAKE5', '--force']]), /referenced in (the tag|tags)/);
    assert.equal(planned({ kind: 'deleteResources', resources: ['FAKE3'] }, tagged).ok, true);
  });

  for (const [id, task] of [
    ['FAKE5-clone', { kind: 'clone', resource: 'FAKE5', clone: null, promotable: false, meta: {} }],
    ['NEW', { kind: 'groupResources', group: 'NEW', resources: ['FAKE5', 'FAKE3'], place: null, meta: {} }],
  ] as const satisfies readonly (readonly [string, Task])[]) {
    it(`and ${id} is not taken apart again where somebody has put it into a tag since, which pcs would take it out of`, async () => {
      const plan = valueOf(planned(task, original));
      const changed = await copies.edit(original, 'changed.xml', plan.commands);
      const [back, ...others] = plan.undo ?? [];
      assert.ok(back !== undefined && others.length === 0, 'it can be taken back');
      assert.equal(unordered(await copies.edit(changed, 'back.xml', valueOf(planned(back, changed)).commands)), unordered(original));
      const tagged = await copies.edit(changed, 'tagged.xml', [['pcs', 'tag', 'create', 'T', id, 'FAKE1']]);
      assert.deepEqual(planned(back, tagged), { ok: false, fault: { code: 'undo-refused', why: 'changed-since' } });
      const without = await copies.edit(tagged, 'untagged.xml', valueOf(planned(back, changed)).commands);
      assert.ok(/<tag id="T"/.test(tagged) && !new RegExp(`<obj_ref id="${id}"`).test(without), 'that is why');
    });
  }

  for (const [id, task] of [['PING-clone', { kind: 'unclone', resource: 'PING-clone' }], ['GRP1', { kind: 'ungroup', group: 'GRP1', resources: ['G1', 'G2'] }]] as const) {
    it(`and nothing is said to put ${id} back into the tag that pcs takes it out of`, async () => {
      const tagged = original.replace('</tags>', `<tag id="T"><obj_ref id="${id}"/><obj_ref id="FAKE1"/></tag></tags>`);
      const plan = valueOf(planned(task, tagged));
      assert.deepEqual([plan.undo, plan.cautions.find(({ code }) => code === 'out-of-tags')], [null, { code: 'out-of-tags', tags: ['T'] }]);
      const changed = await copies.edit(tagged, 'untagged.xml', plan.commands);
      assert.deepEqual([/<tag id="T"/.test(changed), new RegExp(`<obj_ref id="${id}"`).test(changed)], [true, false]);
    });
  }
});
