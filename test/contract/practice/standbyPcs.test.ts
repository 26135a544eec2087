import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openNamespaces } from '../../../src/practice/namespaces';
import { StandbyPcs } from '../../../src/practice/standbyPcs';
import { openTracedRoot } from '../../../src/practice/tracedRoot';
import { runInside, type WayIn } from '../../../src/practice/wayIn';
import { skip } from '../../skip';
import { realPrograms } from './practiceClient';

const cib = '<cib validate-with="pacemaker-3.7" epoch="1" num_updates="0" admin_epoch="0"><configuration><crm_config/><nodes/><resources/><constraints/></configuration><status/></cib>';

const endPython = 'while :; do for each in /proc/[0-9]*; do case "$(readlink $each/exe)" in */python3*) kill -9 ${each#/proc/} && echo ended && exit;; esac; done; done';

describe('pcs that stands by', function () {
  this.timeout(60_000);
  let scratch: string;
  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), 'practice-test-'));
    writeFileSync(join(scratch, 'cib.xml'), cib);
  });
  afterEach(() => rmSync(scratch, { recursive: true, force: true }));

  /** Whether the last one that was started was there already; and the answer. */
  async function told(wayIn: WayIn, pcs: StandbyPcs, args: readonly string[], stdin?: string) {
    const [standing, cold] = [await pcs.run(args, { stdin }), await runInside(wayIn, ['pcs', ...args], { stdin })];
    assert.deepEqual(standing, cold, args.join(' '));
    return standing.ok ? standing.value : assert.fail(standing.fault.code);
  }

  for (const [name, open] of [['by namespaces', openNamespaces], ['by tracing', openTracedRoot]] as const) {
    it(`answers as one that is started for its command, ${name}`, async function () {
      const { root } = realPrograms(this);
      const opened = await open({ root, scratch, hostname: 'host1' });
      const wayIn = opened !== null && 'ok' in opened ? (opened.ok ? opened.value : null) : opened;
      if (wayIn === null) return skip(this, 'this machine lets nobody in that way');
      const pcs = new StandbyPcs(wayIn);
      try {
        assert.match((await told(wayIn, pcs, ['--version'])).stdout, /^0\.\d+\.\d+/);
        assert.match((await told(wayIn, pcs, ['-f', '/mnt/cib.xml', 'property', 'set', 'a name=1'])).stderr, /^Error: /);
        assert.equal((await told(wayIn, pcs, ['no-such-command', '"\'\n$(id)'])).exitCode, 1);
        assert.match((await told(wayIn, pcs, ['-f', '/mnt/cib.xml', 'cluster', 'cib'], 'what it does not read\n')).stdout, /validate-with/);
      } finally {
        await Promise.all([pcs.dispose(), wayIn.close()]);
      }
    });
  }

  it('is not needed: one that was ended, or has not this environment, is replaced by one that is started then', async function () {
    const { root } = realPrograms(this);
    const opened = await openNamespaces({ root, scratch, hostname: 'host1' });
    if (!opened.ok) return skip(this, 'this machine lets nobody in that way');
    const wayIn = opened.value;
    const pcs = new StandbyPcs(wayIn);
    try {
      const version = await pcs.run(['--version']);
      const ended = await runInside(wayIn, ['timeout', '20', 'sh', '-c', endPython]);
      assert.equal(ended.ok ? ended.value.stdout : '', 'ended\n');
      assert.deepEqual(await pcs.run(['--version']), version);
      assert.deepEqual(await pcs.run(['--version'], { env: { ANOTHER: 'x' } }), version);
      const cancel = new AbortController();
      const cancelled = pcs.run(['--version'], { signal: cancel.signal });
      cancel.abort();
      assert.deepEqual(await cancelled, { ok: false, fault: { code: 'cancelled' } });
      assert.deepEqual(await pcs.run(['--version']), version);
    } finally {
      await Promise.all([pcs.dispose(), wayIn.close()]);
    }
  });
});
