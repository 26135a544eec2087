import assert from 'node:assert/strict';
import { command } from '../../../src/actions/ids';
import { success } from '../../../src/core/result';
import type { Subject } from '../../../src/render/row';
import { laterHandlers } from '../../../src/ui/laterHandlers';

describe('handlers that are loaded later', () => {
  it('are loaded once, when the first runs, and are given its rows', async () => {
    let loads = 0;
    const given: (readonly Subject[])[] = [];
    const handler = (name: string) => async (subjects: readonly Subject[]) => {
      given.push(subjects);
      return success(name);
    };
    const later = laterHandlers([command.undoChange, command.showChanges], async () => {
      loads += 1;
      return { [command.undoChange]: handler('undo'), [command.showChanges]: handler('show') };
    });
    assert.equal(loads, 0);
    const subjects: readonly Subject[] = [{ kind: 'cluster', cluster: 'c1' }];
    assert.deepEqual(await Promise.all([later[command.showChanges](subjects), later[command.undoChange]([])]), [success('show'), success('undo')]);
    assert.deepEqual(given, [subjects, []]);
    assert.equal(loads, 1);
  });
});
