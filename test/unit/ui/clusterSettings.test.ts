import assert from 'node:assert/strict';
import { readClusters, settingOf } from '../../../src/ui/clusterSettings';

describe('the setting with the clusters', () => {
  it('reads what it writes', () => {
    const definitions = [
      { id: 'a1', name: 'Production', hosts: [{ target: 'host1', libvirtUri: 'qemu:///system' }, { target: 'root@host2:2222', libvirtUri: 'xen:///' }], practice: false, readOnly: false },
    ];
    assert.deepEqual(settingOf(definitions[0]!), { id: 'a1', name: 'Production', hosts: [{ target: 'host1' }, { target: 'root@host2:2222', libvirtUri: 'xen:///' }] });
    assert.deepEqual(readClusters(definitions.map(settingOf)), { definitions, problems: [] });
  });

  it('takes hosts written as plain words, and the name where the id is missing', () => {
    const { definitions, problems } = readClusters([{ name: ' lab ', hosts: ['host1'] }]);
    assert.deepEqual(definitions, [{ id: 'lab', name: 'lab', hosts: [{ target: 'host1', libvirtUri: 'qemu:///system' }], practice: false, readOnly: false }]);
    assert.deepEqual(problems, []);
  });

  it('leaves out what cannot be used, says which entry and why, and keeps the rest', () => {
    const good = { id: 'g', name: 'good', hosts: [{ target: 'host1' }] };
    const { definitions, problems } = readClusters([
      'host1', { id: 'x', hosts: [{ target: 'h' }] }, { name: 'empty', hosts: [] }, { name: 'blank', hosts: [{ target: ' ' }] }, good, good, { ...good, id: '__proto__' },
    ]);
    assert.deepEqual(definitions.map(({ id }) => id), ['g', '__proto__']);
    assert.deepEqual(problems, [
      { entry: 1, reason: 'not-an-object' },
      { entry: 2, reason: 'no-name' },
      { entry: 3, reason: 'no-hosts' },
      { entry: 4, reason: 'no-target' },
      { entry: 6, reason: 'id-used-twice' },
    ]);
  });

  it('reads nothing from a value that is not a list', () => {
    assert.deepEqual(readClusters({ name: 'x' }), { definitions: [], problems: [] });
  });

  it('takes a cluster to be read-only where the setting says just that, and writes it only then', () => {
    const written = (readOnly: unknown) => readClusters([{ id: 'x', name: 'x', hosts: ['h'], readOnly }]).definitions[0]!;
    assert.deepEqual([true, false, undefined, 'yes', 1].map((value) => written(value).readOnly), [true, false, false, false, false]);
    assert.deepEqual(settingOf(written(true)), { id: 'x', name: 'x', hosts: [{ target: 'h' }], readOnly: true });
    assert.equal('readOnly' in settingOf(written(false)), false);
    assert.deepEqual(readClusters([settingOf(written(true))]).definitions, [written(true)]);
  });

  it('never makes a practice cluster of what someone wrote', () => {
    assert.equal(readClusters([{ name: 'x', hosts: ['h'], practice: true }]).definitions[0]?.practice, false);
  });
});
