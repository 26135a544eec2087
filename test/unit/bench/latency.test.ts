import assert from 'node:assert/strict';
import { pause, standby } from '../../bench/lab/changes';
import { percentiles, type Made, type Records, untilRow, untilSeen } from '../../bench/lab/latency';

const made: Made = { change: standby(true), at: 1_000, until: 9_000 };
const sight = made.change.first;
const records: Records = { cib: [{ at: 900, text: 'nodes-2-standby" value="on"' }, { at: 1_020, text: '++ <nvpair id="nodes-2-standby" name="standby" value="on"/>' }], qemu: [] };
const nodes = (at: number, ...lines: readonly string[]) => ({ at, view: 'pacemaker.nodes', lines });
const screen = (at: number, text: string) => ({ begun: null, at, text });

describe('time from a change to who shows it', () => {
  it('is counted from the record of it to the first row that says so', () => {
    assert.equal(untilRow(made, sight, records, [nodes(1_010, 'host2: standby'), nodes(1_030, 'host2: online'), nodes(1_100, 'host2: online, standby'), nodes(1_200, 'host2: standby')]), 80);
  });

  it('cannot be had without a record or a row', () => {
    assert.throws(() => untilRow(made, sight, { cib: [], qemu: [] }, [nodes(1_100, 'host2: standby')]), /no record/);
    assert.throws(() => untilRow(made, sight, records, [nodes(1_100, 'host2: online')]), /No row/);
    assert.throws(() => untilRow(made, sight, records, [nodes(9_100, 'host2: standby')]), /No row/);
  });

  it('is known of others where they showed it before it was taken back', () => {
    const online = screen(500, 'Online: [ host1 host2 ]');
    assert.equal(untilSeen(made, sight, records, [online, screen(3_020, '* Node host2: standby')], 'screen'), 2_000);
    assert.equal(untilSeen(made, sight, records, [online, screen(9_500, '* Node host2: standby')], 'screen'), null);
    assert.equal(untilSeen(made, sight, records, [screen(500, '* Node host2: standby'), screen(3_020, '* Node host2: standby')], 'screen'), null, 'it had not noticed that host2 was back');
  });

  it('counts only an answer that was asked for after the change', () => {
    const answer = (begun: number, at: number) => ({ begun, at, text: '<node name="host2" id="2" online="true" standby="true"' });
    assert.equal(untilSeen(made, sight, records, [answer(1_010, 1_500), answer(4_000, 4_500)], 'xml'), 3_480);
  });

  it('is not asked of who never shows it', () => {
    assert.equal(untilSeen({ ...made, change: pause(true) }, pause(true).first, records, [], 'screen'), null);
  });
});

describe('percentiles', () => {
  it('are values that were measured', () => {
    assert.deepEqual(percentiles(Array.from({ length: 50 }, (_, index) => 50 - index)), { p50: 25, p95: 48 });
    assert.deepEqual(percentiles([7]), { p50: 7, p95: 7 });
    assert.deepEqual(percentiles([]), { p50: null, p95: null });
  });
});
