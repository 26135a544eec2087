import assert from 'node:assert/strict';
import { planChange } from '../../../src/core/change/planChange';
import type { Task } from '../../../src/core/change/task';
import { quote } from '../../../src/remote/quote';
import { changeScript } from '../../../src/render/changeLogText';
import type { ChangeRecord } from '../../../src/session/changeOutcome';
import { fixture, snapshotOf, valueOf } from '../../unit/core/fixtures';
import { t } from '../../unit/render/plainTranslate';
import { CibCopies, meaning } from './cibCopies';

const tasks: readonly Task[] = [
  { kind: 'disable', resources: ['FAKE3', 'G1'] }, { kind: 'setProperty', name: 'no-quorum-policy', value: 'freeze' },
  { kind: 'addLocation', resource: 'FAKE1', node: 'host1', score: '50' }, { kind: 'deleteResources', resources: ['FAKE5'] },
];

describe('The script of changes does them again', function () {
  this.timeout(90_000);
  let copies: CibCopies;
  before(async function () {
    copies = await CibCopies.start(this);
  });
  after(() => copies?.dispose());

  it('on a copy of the configuration, run by sh', async () => {
    const stage = 'bookworm/50-clone-promotable-group';
    const cib = fixture(`${stage}/cibadmin-Q.out`);
    const records = tasks.map((task): ChangeRecord => ({
      at: 0, id: 'lab', cluster: 'lab', host: 'host1', plan: valueOf(planChange(task, copies.dialect, snapshotOf({ status: fixture(`${stage}/crm_mon-xml.out`), cib }))), outcome: { kind: 'done', tookMs: 1 }, tookMs: 1,
    }));
    // Here pcs is told to use the copy; all else is the script as it is copied.
    const script = `pcs() { command pcs -f "$CIB_file" "$@"; }\n${changeScript(records, { cluster: 'lab', line: quote }, t)}`;
    const again = meaning(await copies.edit(cib, 'again.xml', [['sh', '-c', script]]));
    assert.equal(again, meaning(await copies.edit(cib, 'by-hand.xml', records.flatMap(({ plan }) => plan.commands))));
    assert.notEqual(again, meaning(cib));
  });
});
