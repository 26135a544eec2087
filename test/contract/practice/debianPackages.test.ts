import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aptIn } from '../../../src/practice/aptConfiguration';
import { describeDebianPackages, packageProgressText, unpackDebianPackages } from '../../../src/practice/debianPackages';
import { programFile } from '../../../src/practice/programFiles';
import { skip } from '../../skip';

/** A small package that is in every release, without what it depends on. */
const small = { packages: ['no-such-package-as-this|hostname'], exclude: [/^(?!hostname$)/] };

describe('Debian packages for any user', () => {
  let folder: string;
  const environment = { ...process.env };

  before(function () {
    if (!programFile('apt-get') || !programFile('dpkg-deb')) skip(this, 'this is not Debian or its kin');
  });
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'packages-test-'))));
  afterEach(() => {
    process.env = { ...environment };
    rmSync(folder, { recursive: true, force: true });
  });

  it('come from the machine\'s own sources, and nothing is written but into the folder', async () => {
    const apt = await aptIn(join(folder, 'apt'), 'own');
    assert.ok(apt.ok);
    const read = (env: NodeJS.ProcessEnv) => execFileSync('apt-config', ['dump'], { env, encoding: 'utf8' }).split('\n');
    const [ours, theirs] = [read(apt.value.env), read({ ...process.env, LC_ALL: 'C' })];
    const value = (lines: readonly string[], name: string) => lines.find((line) => line.startsWith(`${name} `));
    for (const same of ['Dir::Etc', 'Dir::Etc::sourcelist', 'Dir::Etc::sourceparts', 'Dir::Etc::trustedparts', 'Dir::Etc::preferences']) assert.equal(value(ours, same), value(theirs, same), same);
    for (const own of ['Dir::State', 'Dir::State::lists', 'Dir::State::status', 'Dir::Cache', 'Dir::Cache::archives', 'Dir::Log']) assert.ok(value(ours, own)?.includes(folder), own);
    assert.equal(value(ours, 'APT::Sandbox::User'), 'APT::Sandbox::User "";');
    assert.deepEqual(ours.filter((line) => /^APT::Update::.*Invoke.*:: /.test(line)), [], 'no hook of the machine runs');
  });

  it('are refused a folder that apt cannot name', async () => {
    const apt = await aptIn(join(folder, 'a"b'), 'own');
    assert.equal(apt.ok ? '' : apt.fault.code, 'packages-not-fetched');
  });

  it('are described, fetched and unpacked, by two at once', async function () {
    const aptFolder = join(folder, 'apt');
    const steps: string[] = [];
    const roots = ['one', 'two'].map((name) => join(folder, name));
    for (const root of roots) mkdirSync(root);
    const both = await Promise.all(roots.map((root, index) =>
      unpackDebianPackages({ ...small, aptFolder, folder: root, onProgress: (progress) => index === 0 && steps.push(packageProgressText(progress)) })));
    const fault = both.map((result) => (result.ok ? null : result.fault)).find((one) => one !== null);
    if (fault?.code === 'packages-not-fetched') skip(this, `the package sources cannot be reached: ${fault.reason}`);
    assert.deepEqual(both, [{ ok: true, value: undefined }, { ok: true, value: undefined }]);
    for (const root of roots) {
      assert.ok(existsSync(join(root, 'usr/bin/hostname')) || existsSync(join(root, 'bin/hostname')));
      assert.ok(existsSync(join(root, 'bin/hostname')), 'a program is found at either path');
      assert.equal(readdirSync(root).includes('.debs'), false);
    }
    assert.deepEqual([steps[0], steps.at(-1)], ['reading the package lists', 'unpacking package 1 of 1']);
    const described = await describeDebianPackages({ ...small, aptFolder });
    assert.ok(described.ok && described.value);
    assert.equal(described.value.packages, 1);
    assert.ok(described.value.downloadBytes > 5_000 && described.value.downloadBytes < 100_000);
  }).timeout(120_000);

  it('are a fault in apt\'s words when their sources cannot be reached, or do not have them', async () => {
    // Nothing listens on the discard port.
    Object.assign(process.env, { http_proxy: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9' });
    const unreachable = await unpackDebianPackages({ ...small, aptFolder: join(folder, 'apt'), folder });
    assert.equal(unreachable.ok ? '' : unreachable.fault.code, 'packages-not-fetched');
    assert.match(JSON.stringify(unreachable), /127\.0\.0\.1|hostname/);
    const described = await describeDebianPackages({ packages: ['no-such-package-as-this'], aptFolder: join(folder, 'apt') });
    assert.deepEqual(described, { ok: true, value: null });
  }).timeout(60_000);

  it('are not fetched any more when nobody wants them', async () => {
    const cancel = new AbortController();
    const fetching = unpackDebianPackages({ ...small, aptFolder: join(folder, 'apt'), folder, signal: cancel.signal, onProgress: () => cancel.abort() });
    assert.deepEqual(await fetching, { ok: false, fault: { code: 'cancelled' } });
  });
});
