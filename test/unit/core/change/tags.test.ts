import assert from 'node:assert/strict';
import { planChange } from '../../../../src/core/change/planChange';
import { isReferred, tagsWith } from '../../../../src/core/change/tags';
import type { Task } from '../../../../src/core/change/task';
import { fixture, snapshotOf, valueOf } from '../fixtures';
import { clusters } from './plannedClusters';
import { dialect, dialects } from './recordedDialects';

const cib = fixture('rendered/mixed/cib.xml').replace(/<tags>[^]*?<\/tags>/, '').replace('</configuration>', '<tags><tag id="floor-1">\n<obj_ref id="vm-plain"/><obj_ref id="vm-web"/></tag><tag id="vm-plain-alone" ><obj_ref id="vm-plain"/></tag><tag id="x"><obj_ref id="vm-plain-2"/></tag></tags></configuration>');

describe('A resource that is in a tag', () => {
  it('is found by its own id alone', () => {
    assert.deepEqual(tagsWith(['vm-plain'], cib), [{ id: 'vm-plain', tag: 'floor-1' }, { id: 'vm-plain', tag: 'vm-plain-alone' }]);
    assert.deepEqual(tagsWith(['floor-1', 'vm'], cib), []);
  });

  it('is deleted only where pcs takes it out of its tags, which is said and cannot be taken back', () => {
    for (const host of dialects) {
      const planned = planChange({ kind: 'deleteResources', resources: ['vm-plain'] }, host, clusters['no-templates'](), null, cib);
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

describe('A clone or group that pcs takes away', () => {
  const plain = fixture('rendered/mixed/cib.xml');
  const within = (section: string, text: string) => plain.replace(`</${section}>`, `${text}</${section}>`);
  const tagged = (id: string) => within('tags', `<tag id="floor"><obj_ref id="vm-web"/><obj_ref id="${id}"/></tag>`);
  const permitted = (id: string) => within('acl_role', `<acl_permission id="may" kind="write" reference="${id}"/>`);
  const changes = [
    { id: 'state-clone', task: { kind: 'unclone', resource: 'state-clone' } }, { id: 'stack-clone', task: { kind: 'unclone', resource: 'stack-clone' } },
    { id: 'db_group', task: { kind: 'ungroup', group: 'db_group', resources: ['db_ip', 'db_server'] } },
  ] as const satisfies readonly { readonly id: string; readonly task: Task }[];
  const planned = (task: Task, cib: string | null, on = clusters.mixed()) => valueOf(planChange(task, dialect('0.11.5'), on, null, cib));

  it('is found in tags and permissions, by its own id alone', () => {
    assert.deepEqual(['x', 'may', 'x-2'].map((id) => [isReferred([id], tagged('x')), isReferred([id], permitted('x'))]), [[true, true], [false, false], [false, false]]);
    assert.equal(isReferred(['x'], '<acl_permission reference="x" id="may" kind="read"/>'), true);
  });

  for (const { id, task } of changes) {
    it(`is not put back where a tag or a permission names it, which is said of tags: ${id}`, () => {
      const said = (cib: string | null) => planned(task, cib).cautions.filter(({ code }) => code === 'out-of-tags' || code === 'no-way-back');
      assert.notEqual(planned(task, plain).undo, null);
      assert.deepEqual([planned(task, tagged(id)).undo, said(tagged(id))], [null, [{ code: 'out-of-tags', tags: ['floor'] }]]);
      assert.deepEqual([planned(task, permitted(id)).undo, said(permitted(id))], [null, []]);
      assert.deepEqual([planned(task, null).undo, said(null)], [null, [{ code: 'no-way-back' }]]);
      assert.deepEqual(said(plain), []);
    });

    it(`is not put back where it has more than a task tells: ${id}`, () => {
      const [pair, start] = ['<nvpair id="own-1" name="x" value="y"/>', new RegExp(`<(?:clone|group) id="${id}"[^>]*>`)];
      const having = (set: string) => plain.replace(start, (tag) => tag + set);
      const read = (cib: string) => snapshotOf({ status: fixture('rendered/mixed/status.xml'), cib });
      const undo = (set: string) => planned(task, having(set), read(having(set))).undo;
      assert.notEqual(undo(`<meta_attributes id="own">${pair}</meta_attributes>`), null);
      assert.equal(undo(`<instance_attributes id="own">${pair}</instance_attributes>`), null);
      assert.equal(undo(`<meta_attributes id="own"><rule id="own-rule" score="INFINITY"><expression id="own-e" attribute="#uname" operation="eq" value="alpha"/></rule>${pair}</meta_attributes>`), null);
    });
  }

  it('is not taken away to take a change back where somebody has named it since', () => {
    const located = (of: string) => ({ id: 'l', section: 'constraints', xml: [`<rsc_location id="l" rsc="${of}" node="alpha" score="1"/>`], within: null }) as const;
    const bare = plain.replace(/<constraints>[^]*<\/constraints>/, '<constraints></constraints>');
    const named = (cib: string, id: string) => cib.replace('</constraints>', `<rsc_location id="l" rsc="${id}" node="alpha" score="1"/></constraints>`);
    const status = fixture('rendered/mixed/status.xml');
    const cases = [
      { id: 'state-clone', task: { kind: 'unclone', resource: 'state-clone', putBack: [located('state')] }, left: named(bare, 'state-clone') },
      { id: 'state-clone', task: { kind: 'unclone', resource: 'state-clone', putBack: [] }, left: bare },
      { id: 'db_group', task: { kind: 'ungroup', group: 'db_group', resources: ['db_ip', 'db_server'], putBack: [] }, left: bare },
    ] as const satisfies readonly { readonly id: string; readonly task: Task; readonly left: string }[];
    for (const { id, task, left } of cases) {
      const fault = (cib: string, of: Task = task) => {
        const result = planChange(of, dialect('0.11.5'), snapshotOf({ status, cib }), null, cib);
        return result.ok ? null : result.fault;
      };
      assert.equal(fault(left), null);
      const since = [
        left.replace('</tags>', `<tag id="floor"><obj_ref id="vm-web"/><obj_ref id="${id}"/></tag></tags>`), left.replace('</acl_role>', `<acl_permission id="may" kind="write" reference="${id}"/></acl_role>`),
        named(left, id).replace(/id="l"(?=[^]*id="l")/, 'id="other"').replace('</constraints>', `<rsc_location id="another" rsc="${id}" node="beta" score="1"/></constraints>`),
      ];
      for (const cib of since) {
        assert.deepEqual(fault(cib), { code: 'undo-refused', why: 'changed-since' });
        const { putBack: _, ...asked } = task;
        assert.equal(fault(cib, asked), null, 'a person who asks for it is told what goes');
      }
    }
  });

  it('has that said by the change that it takes back, also where nothing is to be put back', () => {
    const bare = plain.replace(/<constraints>[^]*<\/constraints>/, '<constraints></constraints>');
    const undo = (task: Task) => planned(task, bare, snapshotOf({ status: fixture('rendered/mixed/status.xml'), cib: bare })).undo;
    assert.deepEqual(undo({ kind: 'clone', resource: 'vm-plain', clone: null, promotable: false, meta: {} }), [{ kind: 'unclone', resource: 'vm-plain', putBack: [] }]);
    assert.deepEqual(undo({ kind: 'groupResources', group: 'new', resources: ['vm-plain'], place: null, meta: {} }), [{ kind: 'ungroup', group: 'new', resources: ['vm-plain'], putBack: [] }]);
  });
});
