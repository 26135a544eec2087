import assert from 'node:assert/strict';
import { hostWithDomain } from '../../../src/ui/hostWithDomain';
import { live } from '../render/clusterParts';
import { guest } from '../render/snapshotParts';

describe('the host whose libvirt has a guest', () => {
  const place = (host: string) => ({ host, state: 'running', id: 1 });
  const hosts = ['alpha', 'beta'].map((target) => ({ target, libvirtUri: 'qemu:///system' }));
  const session = {
    definition: { id: 'c1', name: 'mycluster', hosts, practice: false, readOnly: false },
    state: live({ guests: [guest('web', { host: 'host1', domains: [place('host1')] }), guest('web', { host: 'beta', domains: [place('beta')] })] }),
    hostOfNode: (node: string) => (node === 'host1' ? 'alpha' : null),
  };
  const of = (name: string, host: string | null) => hostWithDomain(session, { kind: 'guest', cluster: 'c1', guest: name, host });

  it('is that of the row, where two machines on two hosts have one name', () => {
    assert.equal(of('web', 'host1'), 'alpha');
    assert.equal(of('web', 'beta'), 'beta');
  });

  it('is any that has it where the row names none, and none for a guest that no libvirt has', () => {
    assert.equal(of('web', null), 'alpha');
    assert.equal(of('mail', 'host1'), null);
  });
});
