import type { Lab } from '../../lab/lab';
import type { Editor } from './editor';

/**
 * Milliseconds from the end of the answering host to the first row that says that the other one answers. A host that loses its power says
 * nothing any more; here the kernel would still close its connections for it, so its plug is pulled first and stays out until that is seen.
 */
export async function measureTakeover(lab: Lab, editor: Editor): Promise<number> {
  const host1 = lab.host('host1');
  const begin = Date.now();
  await host1.cutLink();
  await host1.powerOff();
  try {
    // The row of the cluster in the first view: its state, then the host that answers.
    return (await editor.next(begin, { view: 'pacemaker.clusters', line: /^lab: connected, host2\b/ }, 60_000)).at - begin;
  } finally {
    await host1.restoreLink();
  }
}
