import assert from 'node:assert/strict';
import { descend, findAll, valueOf } from '../../../../src/practice/cibTree';
import { hostFiles } from '../../../../src/practice/hostFiles';
import { onlineNodes } from '../../../../src/practice/nodeMembership';
import { firstCib } from '../../../../src/practice/templates/firstCib';
import { oneHost } from '../../../../src/practice/templates/oneHost';
import { twoHosts } from '../../../../src/practice/templates/twoHosts';

const versions = { pacemaker: '2.1.5', featureSet: '3.16.1', schema: 'pacemaker-3.9' };

describe('Templates of the practice cluster', () => {
  const first = firstCib(oneHost, versions, Date.UTC(2026, 10, 22, 17, 4, 34));

  it('are configured and up, with nothing running', () => {
    assert.deepEqual(onlineNodes(first), ['example-host']);
    assert.deepEqual(findAll(first, 'lrm_resource'), []);
    assert.deepEqual(['crm_feature_set', 'validate-with', 'dc-uuid', 'have-quorum', 'cib-last-written'].map((name) => valueOf(first, name)), ['3.16.1', 'pacemaker-3.9', '1', '1', 'Sun Nov 22 17:04:34 2026']);
  });

  it('have the names of the walk-through', () => {
    const value = (name: string) => findAll(first, 'nvpair').filter((pair) => valueOf(pair, 'name') === name).map((pair) => valueOf(pair, 'value'));
    assert.deepEqual(findAll(first, 'primitive').map((primitive) => valueOf(primitive, 'id')), ['vm-guest1', 'FAKE1', 'FAKE2', 'FAKE3', 'FAKE4', 'FAKE5']);
    assert.deepEqual([value('cluster-name'), value('remote-node'), value('config'), value('stonith-enabled'), value('no-quorum-policy')], [['mycluster'], ['guest1'], ['/etc/pacemaker/guest1.xml'], ['false'], ['ignore']]);
  });

  it('have one of each thing to see', () => {
    const two = firstCib(twoHosts, versions, 0);
    const kinds = new Set(descend(two, 'configuration', 'resources')!.children.map(({ name }) => name));
    assert.deepEqual([...kinds].sort(), ['clone', 'group', 'primitive']);
    assert.deepEqual([...new Set(descend(two, 'configuration', 'constraints')!.children.map(({ name }) => name))].sort(), ['rsc_colocation', 'rsc_location', 'rsc_order', 'rsc_ticket']);
    assert.equal(findAll(two, 'fencing-level').length, 2);
    assert.equal(findAll(two, 'ticket_state').length, 1);
  });

  it('use every id once', () => {
    for (const template of [oneHost, twoHosts]) {
      const configuration = descend(firstCib(template, versions, 0), 'configuration')!;
      const ids = ['primitive', 'group', 'clone', 'op', 'nvpair', 'instance_attributes', 'meta_attributes', 'rsc_location', 'rsc_order', 'rsc_colocation', 'rsc_ticket', 'rule', 'expression', 'node']
        .flatMap((name) => findAll(configuration, name).map((element) => valueOf(element, 'id')));
      assert.deepEqual(ids.filter((id, index) => ids.indexOf(id) !== index), []);
    }
  });

  it('bring the files that a host would have', () => {
    const files = hostFiles(twoHosts);
    assert.match(files.get('/etc/corosync/corosync.conf')!, /ring0_addr: host2\n[^]*two_node: 1/);
    assert.match(files.get('/etc/hosts')!, /^192\.168\.122\.10 guest1$/m);
    assert.match(files.get('/etc/pacemaker/guest2.xml')!, /<name>guest2<\/name>/);
  });
});
