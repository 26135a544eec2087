import assert from 'node:assert/strict';
import { settingOf } from '../../../src/core/change/operationChanges';
import { planChange } from '../../../src/core/change/planChange';
import { readRole } from '../../../src/core/statusResources';
import { fixture, snapshotOf, valueOf } from '../../unit/core/fixtures';
import { CibCopies } from './cibCopies';

const stage = 'bookworm/50-clone-promotable-group';
const set = '<instance_attributes id="op-i"><nvpair id="op-i-level" name="OCF_CHECK_LEVEL" value="10"/></instance_attributes>';
const operation = `<op id="op" name="monitor" interval="10s" timeout="20s" role="Promoted" on-fail="block" start-delay="5s">${set}</op>`;
const unlike = operation.replace('id="op"', 'id="other"').replace('Promoted', 'Unpromoted').replace('10s', '11s').replaceAll('op-i', 'other-i');

/** What somebody else may have made of the operation since it was read. */
const since: Readonly<Record<string, (cib: string) => string>> = {
  'another interval': (cib) => cib.replace('interval="10s" timeout="20s" role="Promoted"', 'interval="12s" timeout="20s" role="Promoted"'),
  'another timeout': (cib) => cib.replace('interval="10s" timeout="20s" role="Promoted"', 'interval="10s" timeout="21s" role="Promoted"'),
  'another role': (cib) => cib.replace('timeout="20s" role="Promoted"', 'timeout="20s" role="Started"'),
  'no role': (cib) => cib.replace('timeout="20s" role="Promoted"', 'timeout="20s"'),
  'something else when it fails': (cib) => cib.replace('on-fail="block"', 'on-fail="fence"'),
  'nothing for when it fails': (cib) => cib.replace(' on-fail="block"', ''),
  'another delay': (cib) => cib.replace('start-delay="5s"', 'start-delay="6s"'),
  'another check': (cib) => cib.replace('id="op-i-level" name="OCF_CHECK_LEVEL" value="10"', 'id="op-i-level" name="OCF_CHECK_LEVEL" value="20"'),
  'no check': (cib) => cib.replace(set, ''),
  'a word more': (cib) => cib.replace('<op id="op"', '<op id="op" record-pending="false"'),
  'a value more': (cib) => cib.replace('<nvpair id="op-i-level"', '<nvpair id="op-i-more" name="more" value="x"/>$&'),
  'a rule': (cib) => cib.replace('<nvpair id="op-i-level"', '<rule id="op-i-rule" score="INFINITY"><expression id="op-i-rule-e" attribute="#uname" operation="eq" value="host1"/></rule>$&'),
  'that it is off': (cib) => cib.replace('<op id="op"', '<op id="op" enabled="false"'),
  'another id': (cib) => cib.replace('<op id="op"', '<op id="op-new"'),
};

describe('An operation is replaced only where it is what was read, and nothing else', function () {
  this.timeout(60_000);
  let copies: CibCopies;

  before(async function () {
    copies = await CibCopies.start(this);
  });
  after(() => copies?.dispose());

  const original = fixture(`${stage}/cibadmin-Q.out`).replace(/(<primitive id="STATEFUL"[^>]*>\s*<operations>)[^]*?(<\/operations>)/, `$1${operation}${unlike}$2`);
  const read = (cib: string) => snapshotOf({ status: fixture(`${stage}/crm_mon-xml.out`), cib });
  const operationsOf = (cib: string) => read(cib).resources.flatMap(({ children }) => children).find(({ id }) => id.startsWith('STATEFUL'))?.config?.operations ?? assert.fail('it is read');
  const slower = (of: string) => {
    const operations = operationsOf(of).map((each) => settingOf(each.id === 'op' ? { ...each, timeout: '40s' } : each));
    return valueOf(planChange({ kind: 'updateResource', resource: 'STATEFUL', parameters: {}, meta: {}, operations }, copies.dialect, read(of))).commands;
  };

  for (const enabled of ['', ' enabled="true"', ' enabled="1"', ' enabled="false"', ' enabled="0"']) {
    it(`which is found${enabled && `, with${enabled}`}`, async () => {
      const of = original.replace('<op id="op"', `$&${enabled}`);
      const commands = slower(of);
      assert.deepEqual(commands.map(([program]) => program), ['cibadmin']);
      const done = operationsOf(await copies.edit(of, 'done.xml', commands));
      const byId = (operations: typeof done) => operations.map((each) => ({ ...each, role: readRole(each.role) })).sort((one, other) => (one.id < other.id ? -1 : 1));
      assert.deepEqual(byId(done), byId(operationsOf(of).map((each) => (each.id === 'op' ? { ...each, timeout: '40s' } : each))));
    });
  }

  for (const [what, changed] of Object.entries(since)) {
    it(`and not where somebody has given it ${what}`, async () => {
      const commands = slower(original);
      const other = changed(original);
      assert.notEqual(other, original);
      await assert.rejects(copies.edit(other, 'since.xml', commands), /No such (?:device|object)|not found/i);
    });
  }
});
