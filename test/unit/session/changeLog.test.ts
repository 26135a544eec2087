import assert from 'node:assert/strict';
import { ChangeLog } from '../../../src/session/changeLog';
import type { ChangeRecord } from '../../../src/session/changeOutcome';

const record = (at: number): ChangeRecord => ({
  at, id: 'lab', cluster: 'mycluster', host: 'alpha', outcome: { kind: 'done', tookMs: 5 }, tookMs: 5,
  plan: { task: { kind: 'enable', resources: ['A'] }, commands: [['pcs', 'resource', 'enable', 'A']], preview: { kind: 'edit', steps: [] }, cautions: [], expects: [], undo: null },
});

describe('The log of changes', () => {
  it('has the oldest first, tells of each, and does not grow without end', () => {
    const log = new ChangeLog();
    const heard: (number | undefined)[] = [];
    const listening = log.onDidChange(() => heard.push(log.records.at(-1)?.at));
    for (let at = 1; at <= 1_003; at++) log.add(record(at));
    assert.deepEqual([log.records.length, log.records[0]?.at, log.records.at(-1)?.at], [1_000, 4, 1_003]);
    assert.deepEqual([heard.length, heard.at(-1)], [1_003, 1_003]);
    listening.dispose();
    log.add(record(0));
    assert.equal(heard.length, 1_003);
  });

  it('hands out what it holds at that moment', () => {
    const log = new ChangeLog();
    log.add(record(1));
    const { records } = log;
    log.add(record(2));
    assert.equal(records.length, 1);
  });
});
