import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ofStopped } from '../../../src/core/change/ofStopped';
import { planChange } from '../../../src/core/change/planChange';
import type { Words } from '../../../src/core/change/plan';
import type { TaskOf } from '../../../src/core/change/task';
import { readDialect } from '../../../src/core/commands/dialect';
import { statusCommand } from '../../../src/core/commands/status';
import { Secret } from '../../../src/core/secret';
import { IsolatedRoot } from '../../../src/practice/isolatedRoot';
import { scratchInside } from '../../../src/practice/wayIn';
import { skip } from '../../skip';
import { valueOf } from '../../unit/core/fixtures';
import { realPrograms } from './practiceClient';

/** The programs of a host that is in no cluster. pcs writes to a file what it would bring to the hosts, since there is no daemon to bring it. */
describe('A host that is in no cluster', function () {
  this.timeout(60_000);
  let inside: IsolatedRoot;
  const scratch = mkdtempSync(join(tmpdir(), 'pacemaker-explorer-'));

  before(async function () {
    const started = await IsolatedRoot.start({ root: realPrograms(this).root, scratch, hostname: 'host1' });
    if (!started.ok) return skip(this, `the kernel refuses namespaces: ${JSON.stringify(started.fault)}`);
    inside = started.value;
  });
  after(async () => {
    await inside?.dispose();
    rmSync(scratch, { recursive: true, force: true });
  });

  const setup = async (more: Partial<TaskOf<'createCluster'>>) => {
    const dialect = valueOf(readDialect().parse(valueOf(await inside.run(readDialect().argv)), 'host1'));
    const hosts = ['127.0.0.1', '127.0.0.2'].map((name) => ({ name, address: null }));
    const task = { kind: 'createCluster', cluster: 'new', hosts, user: 'hacluster', password: new Secret('s3cret', 'password'), start: false, enable: false, ...more } as const;
    const [, words] = valueOf(planChange(task, dialect, ofStopped('host1', 0, null))).commands;
    const local: Words = [...(words ?? assert.fail('nothing sets it up')), '--corosync_conf', `${scratchInside}/corosync.conf`];
    return valueOf(await inside.run(local));
  };

  it('says so to whoever asks for its status, as one does on which the cluster is stopped', async () => {
    const command = statusCommand('xml');
    const status = command.parse(valueOf(await inside.run(command.argv)), 'host1');
    assert.ok(!status.ok && status.fault.code === 'not-running', JSON.stringify(status));
  });

  it('is set up by the words of the plan', async () => {
    const { exitCode, stderr } = await setup({});
    assert.equal(exitCode, 0, stderr);
    const written = readFileSync(join(scratch, 'corosync.conf'), 'utf8');
    assert.match(written, /^ {4}cluster_name: new$/m);
    assert.deepEqual([...written.matchAll(/^ +name: (.*)$/gm)].map(([, name]) => name), ['127.0.0.1', '127.0.0.2']);
  });

  it('takes a name as it was typed, and refuses one that GFS2 could not use, unless forced', async () => {
    const { exitCode, stderr } = await setup({ cluster: "it's $(id)" });
    assert.equal(exitCode, 1);
    assert.match(stderr, /Chosen cluster name 'it's \$\(id\)' will prevent mounting GFS2 volumes.*use --force to override/);
  });
});
