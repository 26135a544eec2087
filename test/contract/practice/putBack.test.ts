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
    const tagged = original.replace('</configuration>', '<tags><tag id="T"><obj_ref id="FAKE5"/><obj_ref id="FAKE1"/></tag></tags></configuration>');
    assert.equal(valueOf(planned({ kind: 'deleteResources', resources: ['FAKE5'] }, tagged)).undo, null);
    const inSet = original.replace('</constraints>', '<rsc_order id="set"><resource_set id="set-1"><resource_ref id="FAKE5"/><resource_ref id="FAKE1"/><resource_ref id="FAKE3"/></resource_set></rsc_order></constraints>');
    assert.equal(valueOf(planned({ kind: 'deleteResources', resources: ['FAKE5'] }, inSet)).undo, null);
  });
});
