import assert from 'node:assert/strict';
import { failure, type Result, success } from '../../../src/core/result';
import type { ReadConfiguration } from '../../../src/session/checkConfiguration';
import { EditedConfigurations } from '../../../src/ui/editedConfigurations';

const address = 'pacemaker-cib:/production/configuration.xml';
const configuration = (password: string) => `<configuration><nvpair id="a" name="passwd" value="${password}"/></configuration>`;
const read = (password: string, epoch: number): ReadConfiguration => ({ text: configuration(password), version: { adminEpoch: 0, epoch, numUpdates: 0 } });

function opened() {
  const edited = new EditedConfigurations();
  edited.take(address, read('old', 7));
  const pushedFrom: ReadConfiguration[] = [];
  const save = (answer: Result<ReadConfiguration>, text = configuration('typed')) => edited.save(address, text, (base) => {
    pushedFrom.push(base);
    return Promise.resolve(answer);
  });
  return { edited, pushedFrom, save };
}

describe('Edited configurations', () => {
  it('are pushed by a person only, and once for each time', async () => {
    const { edited, pushedFrom, save } = opened();
    const refused = failure({ code: 'saved-by-itself' });
    assert.deepEqual(await save(success(read('typed', 8))), refused);
    edited.beforeSave(address, true);
    edited.beforeSave(address, false);
    assert.deepEqual(await save(success(read('typed', 8))), refused);
    edited.beforeSave(address, true);
    assert.deepEqual(await save(failure({ code: 'cut' })), failure({ code: 'cut' }));
    assert.deepEqual(await save(success(read('typed', 8))), refused);
    assert.deepEqual(pushedFrom, [read('old', 7)]);
  });

  it('count as made from what was pushed, whose secrets the editor is to mask when it has saved them', async () => {
    const { edited, pushedFrom, save } = opened();
    edited.beforeSave(address, true);
    await save(success(read('typed', 8)));
    const saved = edited.find(address)!;
    assert.deepEqual([saved.base, saved.text], [read('typed', 8), configuration('********')]);
    const before = saved.mtime;
    assert.equal(edited.afterSave(address, configuration('typed'), true), false, 'typed on meanwhile');
    assert.equal(edited.afterSave(address, configuration('********'), false), false, 'shown already');
    assert.equal(edited.find(address)!.mtime, before);
    assert.equal(edited.afterSave(address, configuration('typed'), false), true);
    assert.ok(edited.find(address)!.mtime > before, 'or the editor would not read it');
    edited.beforeSave(address, true);
    await save(success(read('typed', 9)));
    assert.deepEqual(pushedFrom.at(-1), read('typed', 8));
  });

  it('are kept where a document is only given another language', () => {
    const { edited } = opened();
    assert.equal(edited.afterClose(address, true), false);
    assert.ok(edited.find(address));
    assert.equal(edited.afterClose(address, false), true);
    assert.equal(edited.find(address), undefined);
  });
});
