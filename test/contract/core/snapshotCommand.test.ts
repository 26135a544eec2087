import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const stage = 'test/fixtures/bookworm/10-guest-online-5-dummies';
const stopped = 'test/fixtures/bookworm/00-cluster-stopped';

function snapshot(...args: readonly string[]): { readonly lines: readonly Record<string, unknown>[]; readonly stderr: string; readonly status: number | null } {
  const { stdout, stderr, status } = spawnSync('npm', ['run', '-s', 'snapshot', '--', ...args], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return { lines: stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>), stderr, status };
}

describe('npm run -s snapshot', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'pacemaker-explorer-'));
  after(() => rmSync(scratch, { recursive: true, force: true }));

  it('prints one line for each status, with the CIB of its place and the domains of all', () => {
    const { lines, stderr, status } = snapshot('--status', `${stage}/crm_mon-xml.out`, '--status', `${stage}/crm_mon-as-xml.out`, '--cib', `${stage}/cibadmin-Q.out`, '--domains', `host1=${stage}/virsh-list.out`);
    assert.deepEqual([lines.length, stderr, status], [2, '', 0]);
    assert.deepEqual(Object.keys(lines[0] ?? {}).slice(0, 7), ['cluster', 'nodes', 'resources', 'fencing', 'guests', 'constraints', 'failures']);
    const names = lines.map((line) => (line['cluster'] as { name: string | null }).name);
    assert.deepEqual(names, ['mycluster', null]);
    for (const line of lines) assert.equal((line['guests'] as { domainState: string }[])[0]?.domainState, 'running');
  });

  it('prints a line for what is no status, and then ends with status 1', () => {
    writeFileSync(join(scratch, 'cut.xml'), '<pacemaker-result><nodes>');
    writeFileSync(join(scratch, 'large.xml'), `<a>${' '.repeat(40_000_000)}</a>`);
    const { lines, status } = snapshot(...[`${stopped}/crm_mon-xml.out`, `${stopped}/crm_mon-as-xml.out`, join(scratch, 'cut.xml'), join(scratch, 'large.xml'), `${stage}/cibadmin-Q.out`, `${stage}/crm_mon-text.out`, `${stage}/crm_mon-xml.out`].flatMap((file) => ['--status', file]));
    assert.deepEqual(lines.map((line) => (line['error'] as { code: string } | undefined)?.code), ['not-running', 'not-running', 'cut', 'too-large', 'not-a-status', 'malformed', undefined]);
    assert.equal(status, 1);
  });

  it('says on stderr alone what it cannot do, and ends with status 2', () => {
    for (const [args, sentence] of [
      [['--status', join(scratch, 'missing.xml')], /missing\.xml cannot be read/],
      [['--what'], /Unknown option '--what'/],
      [[], /No --status is given/],
      [['--status', `${stage}/crm_mon-xml.out`, '--cib', 'a', '--cib', 'b'], /more --cib than --status/],
      [['--status', `${stage}/crm_mon-xml.out`, '--domains', 'no-host'], /does not name a host/],
    ] as const) {
      const { lines, stderr, status } = snapshot(...args);
      assert.deepEqual([lines, status], [[], 2]);
      assert.match(stderr, sentence);
    }
  });
});
