import assert from 'node:assert/strict';
import { WholeLines } from '../../../src/ui/wholeLines';

describe('What several machines say in pieces', () => {
  it('is told line by line, each its own', () => {
    const said: string[] = [];
    const lines = new WholeLines((speaker, line) => said.push(`${speaker}: ${line}`));
    lines.hear('a', 'Reading pack');
    lines.hear('b', 'one\r\ntwo\n\n');
    lines.hear('a', 'ages...\nSetting');
    assert.deepEqual(said, ['b: one', 'b: two', 'a: Reading packages...']);
    lines.hear('a', ' up\r50%\r100%\r');
    lines.end();
    lines.end();
    assert.deepEqual(said.slice(3), ['a: 100%']);
  });
});
