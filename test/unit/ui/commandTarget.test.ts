import assert from 'node:assert/strict';
import { command } from '../../../src/actions/ids';
import { actionOf } from '../../../src/actions/table';
import type { Row } from '../../../src/render/row';
import { commandTarget } from '../../../src/ui/commandTarget';
import { row } from './row';

const element = (row: Row) => ({ row, parent: null });
const cluster = (id: string, ...flags: string[]) => row(id, { subject: { kind: 'cluster', cluster: id }, flags: ['connected', ...flags].sort() });

const lab = cluster('lab', 'active', 'read');
const production = cluster('production', 'read');
const vm = row('vm', { subject: { kind: 'resource', cluster: 'lab', resource: 'vm' }, flags: ['placed', 'primitive'] });
const stopped = row('stopped', { subject: { kind: 'resource', cluster: 'lab', resource: 'stopped' }, flags: ['primitive'] });
const node = row('node', { subject: { kind: 'node', cluster: 'lab', node: 'host1' }, flags: ['clusterNode'], children: [{ ...vm, id: 'node/vm' }] });
const rows = [lab, production, node, vm, stopped];

describe('the target of a command', () => {
  const target = (id: Parameters<typeof actionOf>[0], handed: readonly unknown[], shown: readonly Row[] = rows) => commandTarget(actionOf(id), handed, shown, 'lab');

  it('is the row that was clicked', () => {
    assert.deepEqual(target(command.openResource, [element(vm), undefined]), { kind: 'known', subjects: [vm.subject] });
  });

  it('is every selected row that fits, where the action allows several', () => {
    const selected = [element(vm), element(stopped), element(node)];
    assert.deepEqual(target(command.copyId, [element(vm), selected]), { kind: 'known', subjects: [vm.subject, stopped.subject] });
    assert.deepEqual(target(command.openResource, [element(vm), selected]), { kind: 'known', subjects: [vm.subject] });
  });

  it('is the clicked row alone when that is not among the selected', () => {
    assert.deepEqual(target(command.copyId, [element(vm), [element(stopped)]]), { kind: 'known', subjects: [vm.subject] });
  });

  it('is the cluster of the row that happens to have the focus when a title bar asks', () => {
    assert.deepEqual(target(command.refresh, [element(vm), [element(vm)]]), { kind: 'known', subjects: [lab.subject] });
  });

  it('is the active cluster when a title bar has no row to hand', () => {
    assert.deepEqual(target(command.refresh, [null, undefined]), { kind: 'known', subjects: [lab.subject] });
  });

  it('is never another cluster than the one that is shown when a title bar asks', () => {
    const lost = row('lab', { subject: { kind: 'cluster', cluster: 'lab' }, flags: ['active', 'stale'] });
    assert.deepEqual(target(command.openCib, [null, undefined], [lost, production, vm]), { kind: 'none' });
    assert.deepEqual(target(command.openCib, [element(vm), undefined], [lost, production, vm]), { kind: 'none' });
    assert.deepEqual(target(command.openCib, [], [lost, production, vm]), { kind: 'known', subjects: [production.subject] });
  });

  it('is the cluster whose checklist is shown when its title bar asks', () => {
    const checklist = (query: string) => ({ scheme: 'pacemaker', path: '/production/Set-up Checklist.txt', query });
    assert.deepEqual(target(command.exportRunbook, [checklist('held=checklist-production'), { groupId: 0 }]), { kind: 'known', subjects: [production.subject] });
    assert.deepEqual(target(command.exportRunbook, [checklist('held=checklist-gone'), { groupId: 0 }]), { kind: 'none' });
    assert.deepEqual(target(command.exportRunbook, [checklist('held=whatif-1'), { groupId: 0 }]), { kind: 'known', subjects: [lab.subject] });
  });

  it('is chosen by the person when the palette hands nothing and several fit', () => {
    assert.deepEqual(target(command.refresh, []), { kind: 'choose', candidates: [lab, production] });
  });

  it('is the cluster where the palette asks for what can be done to a cluster and to parts of it', () => {
    const guest = row('guest', { subject: { kind: 'guest', cluster: 'lab', guest: 'guest1', host: 'host1' }, flags: ['domain'] });
    assert.deepEqual(target(command.setUpGuest, [], [lab, guest]), { kind: 'known', subjects: [lab.subject] });
    assert.deepEqual(target(command.setUpGuest, [], [lab, production, guest]), { kind: 'choose', candidates: [lab, production] });
    assert.deepEqual(target(command.setUpGuest, [element(guest)], [lab, guest]), { kind: 'known', subjects: [guest.subject] });
  });

  it('offers a thing once that has a row in two views, and nothing that does not fit', () => {
    const { kind, ...rest } = target(command.openResource, []);
    assert.equal(kind, 'choose');
    assert.deepEqual('candidates' in rest && rest.candidates.map(({ subject }) => subject), [vm.subject, stopped.subject]);
    assert.deepEqual(target(command.revealNode, []), { kind: 'known', subjects: [vm.subject] });
  });

  it('is nothing where no row fits', () => {
    assert.deepEqual(target(command.openDomainXml, []), { kind: 'none' });
    assert.deepEqual(target(command.refresh, [], []), { kind: 'none' });
  });

  it('is not asked for where the action needs none', () => {
    assert.deepEqual(target(command.addCluster, []), { kind: 'known', subjects: [] });
    assert.deepEqual(target(command.showLog, []), { kind: 'known', subjects: [] });
  });
});
