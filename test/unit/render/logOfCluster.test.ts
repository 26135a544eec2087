import assert from 'node:assert/strict';
import { logOfCluster } from '../../../src/render/logOfCluster';
import { definition } from './clusterParts';

const at = (second: number, text: string, level = 'info') => `2026-11-23 01:02:${String(second).padStart(2, '0')}.456 [${level}] ${text}`;
const of = (id: string, name: string, ...targets: readonly string[]) => definition({ id, name, hosts: targets.map((target) => ({ target, libvirtUri: 'qemu:///system' })) });

const lab = of('c1', 'Lab', 'ada@host1', 'host2:2222');
const two = of('c2', 'Lab: two', 'host3', 'host2:2222:9');
const other = of('c3', 'Other', 'ada@host1.example.com', 'ada@host1');

describe('the log of one cluster', () => {
  it('has what is about it and about its hosts, in order, and nothing of other clusters or of none', () => {
    const mine = [at(1, 'Lab: Disable web: done in 1 s.'), at(2, 'ada@host1: connecting to 192.0.2.1 port 22 as ada'), at(5, 'host2:2222: connection lost (closed)', 'warning')];
    const lines = [mine[0]!, at(1, 'Other: no quorum'), mine[1]!, at(3, 'ada@host1.example.com: connecting to jump7 port 22 as ops'), at(4, 'the SSH agent does not answer and is left out'), mine[2]!, at(6, 'Laboratory: is read again')];
    assert.deepEqual(logOfCluster(lines, lab, [lab, two, other]), mine);
  });

  it('keeps the lines of an entry together, whatever they say', () => {
    const own = [at(1, 'Lab: Error: no'), 'Other: this is a second line', '', '2026 [info] Other: and a third'];
    const others = [at(2, 'Other: Error: no'), 'Lab: this is of the other cluster', 'ada@host1: so is this'];
    assert.deepEqual(logOfCluster([...own, ...others, ...own], lab, [lab, other]), [...own, ...own]);
  });

  it('tells names apart of which one begins like the other', () => {
    assert.deepEqual(logOfCluster([at(1, 'Lab: two: no quorum'), at(2, 'host2:2222:9: lost')], lab, [lab, two]), []);
    assert.deepEqual(logOfCluster([at(1, 'Lab: two: no quorum'), at(2, 'Lab: fine')], two, [lab, two]), [at(1, 'Lab: two: no quorum')]);
  });

  it('leaves out what was cut off before the first entry, and all where nothing has a name', () => {
    assert.deepEqual(logOfCluster(['Lab: half an entry', at(1, 'Other: x'), 'Lab: y'], lab, [lab, other]), []);
    assert.deepEqual(logOfCluster([at(1, ': x'), at(2, 'x')], of('c4', '', ''), [lab]), []);
  });
});
