import assert from 'node:assert/strict';
import { lastStart } from '../../../src/core/commands/lastStart';
import { fixture } from './fixtures';

const read = (resource: string) => lastStart(resource).parse({ stdout: fixture('bookworm/20-after-kill/cibadmin-Q.out'), stderr: '', exitCode: 0 }, 'host1');

describe('When a resource last started', () => {
  it('is told by the history of all nodes', () => {
    const cib = fixture('bookworm/20-after-kill/cibadmin-Q.out');
    const starts = [...cib.matchAll(/<lrm_rsc_op [^>]*operation_key="FAKE2_start_0"[^>]*>/g)].map(([operation]) => Number(/last-rc-change="(\d+)"/.exec(operation)?.[1]) * 1_000);
    assert.ok(starts.length > 0);
    assert.deepEqual(read('FAKE2'), { ok: true, value: Math.max(...starts) });
  });

  it('is not one that is under way', () => assert.deepEqual(read('vm-guest1'), { ok: true, value: null }));

  it('is not known of what has no history', () => assert.deepEqual(read('nothing'), { ok: true, value: null }));

  it('is not told by a CIB that is cut', () => {
    assert.equal(lastStart('FAKE1').parse({ stdout: '<cib><configuration>', stderr: '', exitCode: 0 }, 'host1').ok, false);
  });
});
