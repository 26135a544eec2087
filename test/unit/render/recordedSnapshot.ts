import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { readCluster } from '../../../src/core/readCluster';
import type { ClusterSnapshot } from '../../../src/core/snapshot';
import { takenAt } from './snapshotParts';

/** The snapshot of what real hosts answered at one stage, `bookworm/20-after-kill` for one. */
export function recordedSnapshot(stage: string): ClusterSnapshot {
  const output = (name: string) => ({ stdout: readFileSync(`test/fixtures/${stage}/${name}.out`, 'utf8'), stderr: '', exitCode: 0 });
  const domains = existsSync(`test/fixtures/${stage}/virsh-list.out`) ? [{ host: 'host1', output: output('virsh-list') }] : [];
  const read = readCluster({
    status: { form: 'xml', output: output('crm_mon-xml') },
    cib: output('cibadmin-Q'),
    cibVersion: null,
    domains,
    takenAt,
    host: 'host1',
  });
  assert.ok(read.ok, `${stage} can be read`);
  return { ...read.value, source: 'crm_mon' };
}
