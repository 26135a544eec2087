import assert from 'node:assert/strict';
import { findMachines } from '../../../src/session/findMachines';
import { changeable } from './changedCluster';
import { answer } from './scriptedLink';

const list = (...rows: readonly string[]) => answer(` Id   Name     State\n------------------------\n${rows.map((row) => `${row}\n`).join('')}`);

describe('The virtual machines of a cluster', () => {
  it('are those that it was read with', async () => {
    const { session } = await changeable({ hosts: ['host1'] });
    const found = await findMachines(session, {});
    assert.ok(found.length > 0);
    assert.deepEqual(found.map(({ name }) => name), session.state.last?.guests.map(({ name }) => name));
  });

  it('are those that each host lists where it does not run, and none of one that does not say', async () => {
    const { session, links } = await changeable({ hosts: ['host1', 'host2', 'host3'] });
    for (const link of links) {
      link.script = (line) => (line !== 'virsh -c qemu:///system list --all' ? answer('') : link.target === 'host3' ? { fault: { code: 'program-missing', host: 'host3', program: 'virsh' } } : list(link.target === 'host1' ? ' 1    web      running' : ' -    web      shut off'));
    }
    const found = await findMachines({ definition: session.definition, state: { kind: 'disconnected', fault: null, last: null }, run: (...asked) => session.run(...asked) }, {});
    assert.deepEqual(found, [{ name: 'web', state: 'running', hosts: ['host1', 'host2'], node: null }]);
  });
});
