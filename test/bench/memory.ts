import { ChangeLog } from '../../src/session/changeLog';
import { ClusterSession } from '../../src/session/clusterSession';
import { readInPlace } from '../../src/session/documentReader';
import { dependentViews, viewRows } from '../../src/render/viewFrame';
import { ManualClock } from '../unit/session/manualClock';
import { healthy, scriptOf } from '../unit/session/scriptedCluster';
import { ScriptedLink } from '../unit/session/scriptedLink';

/** Clusters held open at once; the figure is their share. */
const clusters = 50;

/**
 * Bytes of the JavaScript heap that one connected cluster of three nodes and seven resources takes: session, documents,
 * snapshot and the rows of its views. Without the SSH connection's own buffers. Needs `--expose-gc`.
 */
export async function memoryBytesPerCluster(): Promise<number> {
  const ports = { documents: readInPlace, clock: new ManualClock(), intervalMs: () => 10_000, changeLog: new ChangeLog() };
  const kept: unknown[] = [];
  const open = async (id: string) => {
    // Each cluster keeps texts of its own, as it would over its own connection.
    const answers = Object.fromEntries(Object.entries(healthy).map(([line, answer]) => [line, structuredClone(answer)]));
    const definition = { id, name: id, practice: false, readOnly: false, hosts: [{ target: 'alpha', libvirtUri: 'qemu:///system' }] };
    const session = new ClusterSession(definition, { ...ports, openLink: ({ target }) => new ScriptedLink(target, scriptOf(answers)) });
    const connected = await session.connect({ mayAsk: false });
    if (!connected.ok) throw new Error(`the cluster could not be read: ${connected.fault.code}`);
    const rows = Object.keys(dependentViews).map((name) => viewRows(name as keyof typeof dependentViews, { definition, state: session.state }, (text) => text));
    kept.push(session, rows);
  };
  await open('warm-up');
  const before = heapInUse();
  for (let index = 0; index < clusters; index++) await open(`cluster-${index}`);
  const after = heapInUse();
  if (kept.length !== 2 * (clusters + 1)) throw new Error('a cluster was not kept');
  return Math.round((after - before) / clusters);
}

function heapInUse(): number {
  if (globalThis.gc === undefined) throw new Error('run with --expose-gc');
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

