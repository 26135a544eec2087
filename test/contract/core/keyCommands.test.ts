import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Words } from '../../../src/core/change/plan';
import { keyExit, makingKey, readingKey, writingKey } from '../../../src/core/walkthrough/keyCommands';

describe('The commands that make, read and write a key', () => {
  const group = execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim();
  const folders: string[] = [];
  const place = () => {
    folders.push(mkdtempSync(join(tmpdir(), 'key-')));
    return { folder: join(folders.at(-1) ?? '', 'pacemaker'), group };
  };
  after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

  /** Runs commands until one fails, the last with this input, and answers how the last that was run ended. */
  function run(commands: readonly Words[], input = ''): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
    for (const [index, [program, ...args]] of commands.entries()) {
      const ended = spawnSync(program, args, { encoding: 'utf8', input: index === commands.length - 1 ? input : '' });
      if (ended.status !== 0 || index === commands.length - 1) return ended;
    }
    return assert.fail('no command');
  }
  const key = randomBytes(256);
  const text = key.toString('base64').replace(/.{76}/g, '$&\n');
  const digest = createHash('sha256').update(key).digest('hex');
  const keyIn = ({ folder }: { readonly folder: string }) => join(folder, 'authkey');
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

  it('make one where there is none, for the group alone to read, and leave one that is there', () => {
    const there = place();
    assert.equal(run(makingKey(there)).status, 0);
    const made = readFileSync(keyIn(there));
    assert.deepEqual([made.length, modeOf(keyIn(there)), modeOf(there.folder), readdirSync(there.folder)], [4096, '640', '750', ['authkey']]);
    assert.equal(run(makingKey(there)).status, keyExit.another);
    assert.deepEqual(readFileSync(keyIn(there)), made);
    assert.deepEqual(Buffer.from(run([readingKey(there)]).stdout, 'base64'), made);
  });

  it('write one that came whole, and say nothing', () => {
    const there = place();
    const { status, stdout, stderr } = run(writingKey(digest, there), text);
    assert.deepEqual([status, stdout, stderr], [0, '', '']);
    assert.deepEqual([readFileSync(keyIn(there)), modeOf(keyIn(there)), readdirSync(there.folder)], [key, '640', ['authkey']]);
  });

  it('leave nothing behind of one that came cut, or was none', () => {
    for (const broken of [text.slice(0, 100), '', '!'.repeat(40)]) {
      const there = place();
      assert.equal(run(writingKey(digest, there), broken).status, keyExit.damaged);
      assert.deepEqual(readdirSync(there.folder), []);
    }
  });

  it('leave the same key as it is when it comes once more', () => {
    const there = place();
    run(writingKey(digest, there), text);
    chmodSync(keyIn(there), 0o400);
    const { ino } = statSync(keyIn(there));
    assert.equal(run(writingKey(digest, there), text).status, 0);
    assert.deepEqual([readFileSync(keyIn(there)), modeOf(keyIn(there)), statSync(keyIn(there)).ino, readdirSync(there.folder)], [key, '400', ino, ['authkey']]);
  });

  it('never write over another key', () => {
    const there = place();
    assert.equal(run(makingKey(there)).status, 0);
    writeFileSync(keyIn(there), 'another');
    assert.equal(run(writingKey(digest, there), text).status, keyExit.another);
    assert.deepEqual([readFileSync(keyIn(there), 'utf8'), readdirSync(there.folder)], ['another', ['authkey']]);
  });

  it('make nothing for a group that is not there', () => {
    const there = { ...place(), group: 'no-such-group' };
    assert.notEqual(run(writingKey(digest, there), text).status, 0);
    assert.equal(existsSync(keyIn(there)), false);
  });

  it('carry no key among their words', () => {
    const words = [...makingKey(), ...writingKey(digest), readingKey()].flat().join(' ');
    assert.ok(!words.includes(text.slice(0, 40)) && !words.includes('\n'));
  });
});
