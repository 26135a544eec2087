import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { view, type ViewId } from '../../src/actions/ids';
import { readCluster } from '../../src/core/readCluster';
import type { ClusterSnapshot } from '../../src/core/snapshot';
import type { Row } from '../../src/render/row';
import type { ClusterState } from '../../src/session/clusterState';
import type { TestAccess } from '../../src/ui/testAccess';
import { liveState } from '../liveState';
import { access, extension, until } from './access';

/** A cluster as a real host described it. */
function recorded(stage: string): ClusterSnapshot {
  const output = (name: string) => ({ stdout: readFileSync(join(extension().extensionPath, 'test/fixtures', stage, `${name}.out`), 'utf8'), stderr: '', exitCode: 0 });
  const read = readCluster({ status: { form: 'xml', output: output('crm_mon-xml') }, cib: output('cibadmin-Q'), cibVersion: null, domains: [], takenAt: Date.now(), host: 'host1' });
  assert.ok(read.ok);
  return read.value;
}

function labels(rows: readonly Row[]): readonly string[] {
  return rows.flatMap((row) => [row.label, ...labels(row.children)]);
}

describe('The views', () => {
  const definition = { id: 'recorded', name: 'Recorded', hosts: [{ target: 'host1', libvirtUri: 'qemu:///system' }], practice: false };
  const snapshot = () => recorded('bookworm/10-guest-online-5-dummies');
  let tested: TestAccess;

  const show = async (state: ClusterState) => {
    tested.sidebar.update({ clusters: [{ definition, state }], active: definition.id, now: Date.now() });
    await tested.sidebar.drawn();
  };
    const rowsOf = (id: ViewId) => tested.sidebar.view(id).rows;

  before(async () => {
    tested = await access();
    // Visible, so that the editor asks for rows as it does for a person.
    for (const id of Object.values(view)) await vscode.commands.executeCommand(`${id}.focus`);
  });

  after(async () => {
    tested.sidebar.update({ clusters: [], active: null, now: Date.now() });
    await tested.sidebar.drawn();
  });

  it('show one cluster, each its part', async () => {
    await show(liveState(snapshot()));
    assert.deepEqual(rowsOf(view.clusters).map(({ label }) => label), ['Recorded']);
    assert.ok(labels(rowsOf(view.nodes)).includes('guest1'));
    assert.deepEqual(rowsOf(view.guests).map(({ label }) => label), ['guest1']);
    assert.ok(labels(rowsOf(view.resources)).includes('FAKE1'));
    assert.ok(rowsOf(view.constraints).length > 0);
  });

  it('redraw nothing when a newer reading says the same', async () => {
    await show(liveState(snapshot()));
    tested.takeRedraws();
    await show(liveState(snapshot()));
    // The row of the cluster itself tells when it was read.
    assert.deepEqual(tested.takeRedraws().filter((redraw) => redraw.view !== view.clusters), []);
  });

  it('redraw the row that changed and no other, and keep its element', async () => {
    const before = snapshot();
    await show(liveState(before));
    const element = tested.sidebar.view(view.resources).element((row) => row.label === 'FAKE1');
    tested.takeRedraws();
    const resources = before.resources.map((resource) => (resource.id === 'FAKE1' ? { ...resource, failed: true } : resource));
    await show(liveState({ ...before, resources }));
    const redrawn = tested.takeRedraws().filter((redraw) => redraw.view === view.resources);
    assert.deepEqual(redrawn, [{ view: view.resources, rows: [element?.row.id] }]);
    assert.equal(tested.sidebar.view(view.resources).element((row) => row.label === 'FAKE1'), element);
    assert.match(element?.row.description ?? '', /^FAILED/);
  });

  it('keep their rows when contact is lost, and say that they are old', async () => {
    const last = snapshot();
    await show(liveState(last));
    const before = labels(rowsOf(view.nodes));
    await show({ kind: 'stale', last, fault: { code: 'link-lost', host: 'host1', reason: 'no answer' }, since: Date.now(), retryAt: null });
    assert.deepEqual(labels(rowsOf(view.nodes)), before);
    assert.notEqual(tested.sidebar.view(view.nodes).message, '');
    await show(liveState(last));
    assert.equal(tested.sidebar.view(view.nodes).message, '');
  });

  it('let the editor find and select any row, however deep', async () => {
    await show(liveState(snapshot()));
    for (const id of [view.nodes, view.resources, view.guests, view.constraints]) {
      const deepest = (rows: readonly Row[]): Row | undefined => rows.map((row) => deepest(row.children) ?? row).at(-1);
      const row = deepest(rowsOf(id));
      assert.ok(row);
      assert.equal(await tested.sidebar.view(id).reveal(row.id), true);
      await until(`${row.id} is selected`, () => tested.sidebar.view(id).selected.some((each) => each.row.id === row.id));
    }
  });

  it('give a tooltip in which nothing is a link or markup', async () => {
    const [node] = snapshot().nodes;
    assert.ok(node);
    const name = '[x](command:evil) <b>$(trash)</b> https://a.example';
    await show(liveState({ ...snapshot(), nodes: [{ ...node, name }] }));
    const shown = tested.sidebar.view(view.nodes);
    const element = shown.element((row) => row.subject.kind === 'node');
    assert.ok(element);
    const { tooltip } = shown.resolveTreeItem(shown.getTreeItem(element), element);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.equal(tooltip.isTrusted, false);
    assert.equal(tooltip.supportHtml, false);
    assert.equal(tooltip.supportThemeIcons, false);
    assert.doesNotMatch(tooltip.value, /[[\]()<>$]|https?:/);
  });
});
