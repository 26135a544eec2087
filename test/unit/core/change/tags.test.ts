import assert from 'node:assert/strict';
import { planChange } from '../../../../src/core/change/planChange';
import { tagsWith } from '../../../../src/core/change/tags';
import { fixture } from '../fixtures';
import { clusters } from './plannedClusters';
import { dialects } from './recordedDialects';

const cib = fixture('rendered/mixed/cib.xml').replace(/<tags>[^]*?<\/tags>/, '').replace('</configuration>', '<tags><tag id="floor-1">\n<obj_ref id="vm-plain"/><obj_ref id="vm-web"/></tag><tag id="vm-plain-alone" ><obj_ref id="vm-plain"/></tag><tag id="x"><obj_ref id="vm-plain-2"/></tag></tags></configuration>');

describe('A resource that is in a tag', () => {
  it('is found by its own id alone', () => {
    assert.deepEqual(tagsWith(['vm-plain'], cib), [{ id: 'vm-plain', tag: 'floor-1' }, { id: 'vm-plain', tag: 'vm-plain-alone' }]);
    assert.deepEqual(tagsWith(['floor-1', 'vm'], cib), []);
  });

  it('is deleted only where pcs takes it out of its tags, which is said and cannot be taken back', () => {
    for (const host of dialects) {
      const planned = planChange({ kind: 'deleteResources', resources: ['vm-plain'] }, host, clusters.mixed(), null, cib);
      if (!host.capabilities.has('pcmk.resource.delete.list')) {
        assert.deepEqual(planned, { ok: false, fault: { code: 'change-impossible', why: 'tagged', name: 'vm-plain', of: 'floor-1' } }, host.pcs);
        continue;
      }
      assert.ok(planned.ok);
      assert.deepEqual(planned.value.cautions.find(({ code }) => code === 'out-of-tags'), { code: 'out-of-tags', tags: ['floor-1', 'vm-plain-alone'] });
      assert.equal(planned.value.undo, null);
    }
    assert.ok(dialects.some(({ capabilities }) => capabilities.has('pcmk.resource.delete.list')));
  });
});
