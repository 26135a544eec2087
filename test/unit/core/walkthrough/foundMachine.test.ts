import assert from 'node:assert/strict';
import { machinesListed, machinesOf } from '../../../../src/core/walkthrough/foundMachine';
import { leadsOn } from '../../../../src/core/walkthrough/readAddresses';
import { whole } from './guestSituations';

describe('The virtual machines that could become guest nodes', () => {
  it('are those that a cluster was read with', () => {
    const guests = whole.guests.map((guest) => ({ ...guest, domainState: null, domains: [] }));
    assert.deepEqual(machinesOf(whole).map(({ name, state, hosts, node }) => [name, state, hosts, node]), [['guest1', 'running', ['host1'], 'guest1']]);
    assert.deepEqual(machinesOf({ ...whole, guests }), [{ name: 'guest1', state: null, hosts: [], node: 'guest1' }]);
  });

  it('are those that hosts list, each once, as it is where it runs', () => {
    const domain = (name: string, state: string) => ({ name, state, id: null });
    assert.deepEqual(machinesListed([{ target: 'a', domains: [domain('web', 'shut off'), domain('db', 'shut off')] }, { target: 'b', domains: [domain('web', 'running')] }]), [
      { name: 'web', state: 'running', hosts: ['a', 'b'], node: null },
      { name: 'db', state: 'shut off', hosts: ['a'], node: null },
    ]);
  });
});

it('An address leads on where another machine could be reached by it', () => {
  const good = ['192.168.122.10', '10.0.0.7', 'fd00::10', '2001:db8::1'];
  assert.deepEqual([...good, '127.0.0.1', '::1', 'fe80::1', '256.1.1.1', 'guest1', '10.0.0.7/24', '-oProxyCommand', ''].filter(leadsOn), good);
});
