import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeScratchFolder, removeScratchFolder, replaceFile } from '../../../src/practice/scratchFolder';

describe('The scratch folder of a practice cluster', () => {
  let parent: string;
  beforeEach(() => (parent = mkdtempSync(join(tmpdir(), 'scratch-test-'))));
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  it('is private, and gone when it is removed', async () => {
    const folder = await makeScratchFolder(parent);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    await removeScratchFolder(folder);
    assert.equal(existsSync(folder), false);
  });

  it('takes those of ended processes along, and no other', async () => {
    const ended = spawnSync('true').pid;
    mkdirSync(join(parent, `pacemaker-practice-${String(ended)}-abc`));
    mkdirSync(join(parent, `pacemaker-practice-${String(process.pid)}-abc`));
    mkdirSync(join(parent, 'pacemaker-practice-notes'));
    const folder = await makeScratchFolder(parent);
    assert.deepEqual(readdirSync(parent).sort(), [`pacemaker-practice-${String(process.pid)}-abc`, 'pacemaker-practice-notes', folder.slice(parent.length + 1)].sort());
  });

  it('has files that are replaced as a whole, readable by nobody else', async () => {
    const file = join(parent, 'cib.xml');
    await replaceFile(file, 'one');
    await replaceFile(file, 'two');
    assert.deepEqual([readFileSync(file, 'utf8'), statSync(file).mode & 0o777, readdirSync(parent)], ['two', 0o600, ['cib.xml']]);
  });
});
