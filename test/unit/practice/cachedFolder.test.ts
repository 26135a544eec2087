import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { failure, success } from '../../../src/core/result';
import { cachedFolder, defaultCache } from '../../../src/practice/cachedFolder';

describe('A folder of the cache', () => {
  let cache: string;
  beforeEach(() => (cache = mkdtempSync(join(tmpdir(), 'cache-test-'))));
  afterEach(() => rmSync(cache, { recursive: true, force: true }));

  const fill = (text: string) => async (folder: string) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    writeFileSync(join(folder, 'file'), text);
    return success(undefined);
  };

  it('is made once, also by two at the same time', async () => {
    let made = 0;
    const make = (folder: string) => fill(`made ${String(++made)} times`)(folder);
    const both = await Promise.all([cachedFolder({ cache, name: 'thing-1', make }), cachedFolder({ cache, name: 'thing-1', make })]);
    assert.deepEqual(both, [success(join(cache, 'thing-1')), success(join(cache, 'thing-1'))]);
    assert.equal(readFileSync(join(cache, 'thing-1', 'file'), 'utf8'), 'made 1 times');
    assert.deepEqual(readdirSync(cache), ['thing-1']);
  });

  it('is not there when making it failed, and is made the next time', async () => {
    const fault = { code: 'practice-programs-missing', reason: 'no network' } as const;
    assert.deepEqual(await cachedFolder({ cache, name: 'thing-1', make: async () => failure(fault) }), failure(fault));
    assert.deepEqual(readdirSync(cache), []);
    assert.equal((await cachedFolder({ cache, name: 'thing-1', make: fill('again') })).ok, true);
    await assert.rejects(cachedFolder({ cache, name: 'thing-2', make: async () => Promise.reject(new Error('broken')) }), /broken/);
    assert.deepEqual(readdirSync(cache), ['thing-1']);
  });

  it('is made in spite of what an ended process left', async () => {
    writeFileSync(join(cache, '.thing-1.lock'), `${hostname()} 4194399`);
    writeFileSync(join(cache, '.thing-1.part-4194399'), 'half');
    const made = await cachedFolder({ cache, name: 'thing-1', make: fill('whole') });
    assert.equal(made.ok, true);
    assert.deepEqual(readdirSync(cache), ['thing-1']);
  });

  it('waits for a process that lives, and says so', async () => {
    const lock = join(cache, '.thing-1.lock');
    writeFileSync(lock, `${hostname()} ${String(process.pid)}`);
    let waited = 0;
    const making = cachedFolder({ cache, name: 'thing-1', make: fill('mine'), onWait: () => waited++ });
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(existsSync(join(cache, 'thing-1')), false);
    rmSync(lock);
    assert.equal((await making).ok, true);
    assert.equal(waited, 1);
  });

  it('lies where the user keeps caches', () => {
    assert.equal(defaultCache({ XDG_CACHE_HOME: '/x' }), '/x/pacemaker-explorer');
    assert.match(defaultCache({ XDG_CACHE_HOME: 'relative' }), /^\/.*\/\.cache\/pacemaker-explorer$/);
    assert.match(defaultCache({}), /\/\.cache\/pacemaker-explorer$/);
  });
});
