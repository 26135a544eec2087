import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { view, type ViewId } from '../../src/actions/ids';
import { readCluster } from '../../src/core/readCluster';
import type { ClusterSnapshot } from '../../src/core/snapshot';
import type { Row } from '../../src/render/row';
import type { ClusterState } from '../../src/session/clusterState';
import { timeToRead } from '../../src/ui/heldTooltips';
import { plainMarkdown } from '../../src/ui/plainText';
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
  const hosts = ['host1', 'host2'].map((target) => ({ target, libvirtUri: 'qemu:///system' }));
  const definition = { id: 'recorded', name: 'Recorded', hosts, practice: false, readOnly: false };
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
    assert.deepEqual(tested.takeRedraws(), []);
  });

  describe('while a program tells of changes', () => {
    const last = snapshot();
    const eventAt = (at: number) => liveState(last, {
      checkedAt: Date.now(),
      watch: { cluster: { kind: 'told', host: 'host1', program: 'crm_mon' }, libvirt: ['host1'], lastEvent: { at, host: 'host1', program: 'crm_mon' } },
    });
    /** Does what the editor does when a person points at a row, and answers the tooltip's words. */
    const pointAt = (id: ViewId): string => {
      const shown = tested.sidebar.view(id);
      const element = shown.element(({ subject }) => subject.kind === 'cluster');
      assert.ok(element);
      const { tooltip } = shown.resolveTreeItem(shown.getTreeItem(element), element);
      return tooltip instanceof vscode.MarkdownString ? tooltip.value : '';
    };
    const minute = 60_000;
    const first = new Date(2026, 10, 22, 21, 3, 5).getTime();

    it('redraw nothing for an event that changed nothing, and tell of the newest to who points at the cluster', async () => {
      await show(eventAt(first));
      tested.takeRedraws();
      for (let event = 1; event <= 20; event++) await show(eventAt(first + event * minute));
      assert.deepEqual(tested.takeRedraws(), []);
      assert.ok(pointAt(view.clusters).includes(plainMarkdown('2026-11-22 21:23:05, crm_mon on host1')));
    });

    it('redraw the cluster once after that, when there was time to read', async () => {
      await show(eventAt(first));
      const before = pointAt(view.clusters);
      tested.takeRedraws();
      await show(eventAt(first + minute));
      assert.deepEqual(tested.takeRedraws(), [], 'the tooltip stays while it may be read');
      await new Promise((resolve) => setTimeout(resolve, timeToRead));
      for (let event = 1; event <= 20; event++) await show(eventAt(first + event * minute));
      const row = tested.sidebar.view(view.clusters).element(({ subject }) => subject.kind === 'cluster')?.row;
      assert.deepEqual(tested.takeRedraws(), [{ view: view.clusters, rows: [row?.id] }]);
      assert.notEqual(pointAt(view.clusters), before);
    });
  });

  it('say that hosts disagree, and how each sees the cluster', async () => {
    const last = snapshot();
    const other = { ...last, host: 'host2', nodes: last.nodes.map((node) => (node.name === 'host1' ? { ...node, online: false } : node)), cluster: { ...last.cluster, quorum: false } };
    const rowOf = (id: ViewId, label: string) => tested.sidebar.view(id).element((row) => row.label === label)?.row;
    await show(liveState(last));
    await show(liveState(last, { otherViews: [{ host: 'host2', snapshot: other }] }));
    assert.match(rowOf(view.clusters, 'Recorded')?.description ?? '', /^hosts disagree, /);
    assert.match(rowOf(view.clusters, 'host1')?.description ?? '', /^answers; sees host1, host2; quorum; /);
    assert.deepEqual(rowOf(view.clusters, 'host2')?.children.map(({ label }) => label), ['Members online', 'Quorum']);
    assert.match(rowOf(view.nodes, 'host1')?.description ?? '', /; host2 sees it offline$/);
    assert.match(tested.sidebar.view(view.resources).message, /^This is how host1 sees the cluster/);
    await show(liveState(last));
    assert.doesNotMatch(rowOf(view.nodes, 'host1')?.description ?? '', /sees it/);
    assert.equal(tested.sidebar.view(view.resources).message, '');
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
