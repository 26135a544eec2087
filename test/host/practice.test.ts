import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { command, view } from '../../src/actions/ids';
import type { Application } from '../../src/compose';
import type { Row, Subject } from '../../src/render/row';
import type { ClusterSession } from '../../src/session/clusterSession';
import { startPractice } from '../../src/ui/practiceCommands';
import type { TestAccess } from '../../src/ui/testAccess';
import { access, until } from './access';

const cluster = 'practice-one-host';

function flat(rows: readonly Row[]): readonly Row[] {
  return rows.flatMap((row) => [row, ...flat(row.children)]);
}

describe('A practice cluster in VS Code', () => {
  let tested: TestAccess;
  let application: Application;
  let session: ClusterSession;

  const rowsOf = (id: Parameters<TestAccess['sidebar']['view']>[0]) => flat(tested.sidebar.view(id).rows);
  const rowOf = (id: Parameters<TestAccess['sidebar']['view']>[0], label: string) => {
    const row = rowsOf(id).find((each) => each.label === label);
    assert.ok(row, `${label} is in ${id}, which has ${rowsOf(id).map((each) => each.label).join(', ')}`);
    return row;
  };
  /** Runs a command as a menu does: with the element of a row. */
  const onRow = (id: string, on: Parameters<TestAccess['sidebar']['view']>[0], is: (subject: Subject, row: Row) => boolean) => {
    const element = tested.sidebar.view(on).element((row) => is(row.subject, row));
    assert.ok(element, `${id} has a row to run on`);
    return vscode.commands.executeCommand(id, element, undefined);
  };
  const text = () => vscode.window.activeTextEditor?.document;

  before(async function () {
    this.timeout(60_000);
    tested = await access();
    application = await tested.load();
    const started = await startPractice('one-host', application.clusters, application.practice, { mayAsk: false });
    assert.deepEqual(started, { ok: true, value: undefined });
    const found = application.clusters.session(cluster);
    assert.ok(found);
    session = found;
    await tested.sidebar.drawn();
  });

  after(async () => {
    await application.practice.stop(cluster, application.clusters);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('fills the five views', () => {
    assert.equal(session.state.kind, 'live');
    assert.match(rowOf(view.clusters, 'One host').description, /practice/);
    assert.deepEqual(rowsOf(view.nodes).filter(({ subject }) => subject.kind === 'node').map(({ label }) => label), ['example-host', 'guest1']);
    assert.match(rowOf(view.guests, 'guest1').description, /online/);
    for (const name of ['vm-guest1', 'FAKE1', 'FAKE5']) assert.match(rowOf(view.resources, name).description, /Started/);
    assert.ok(rowsOf(view.constraints).length > 0);
  });

  it('is read again by the command, and keeps every element', async () => {
    const before = session.state.last;
    const element = tested.sidebar.view(view.resources).element((row) => row.label === 'FAKE1');
    await onRow(command.refresh, view.clusters, ({ kind }) => kind === 'cluster');
    await tested.sidebar.drawn();
    assert.notEqual(session.state.last, before);
    assert.equal(tested.sidebar.view(view.resources).element((row) => row.label === 'FAKE1'), element);
  });

  it('shows the CIB, a resource and a domain as XML that cannot be changed', async () => {
    await onRow(command.openCib, view.clusters, ({ kind }) => kind === 'cluster');
    assert.equal(text()?.languageId, 'xml');
    assert.equal(text()?.uri.scheme, 'pacemaker');
    assert.match(text()?.getText() ?? '', /^<cib [^]*<primitive [^>]*id="vm-guest1"/);
    assert.equal(vscode.workspace.fs.isWritableFileSystem('pacemaker') ?? false, false);

    await onRow(command.openResource, view.resources, (_, row) => row.label === 'vm-guest1');
    assert.match(text()?.getText() ?? '', /^<primitive [^>]*id="vm-guest1"[^]*<\/primitive>\n$/);

    await onRow(command.openDomainXml, view.guests, (_, row) => row.label === 'guest1');
    assert.match(text()?.getText() ?? '', /<domain [^]*<name>guest1<\/name>/);
  });

  it('shows the status as its host sees it, in words', async () => {
    await onRow(command.openHostStatus, view.clusters, ({ kind }) => kind === 'host');
    assert.equal(text()?.languageId, 'plaintext');
    assert.match(text()?.getText() ?? '', /^Cluster One host: practice cluster, connected\n[^]*\nNodes:\n {2}example-host: online/);
  });

  it('shows the log of a host, from its row and from its node', async () => {
    for (const [shown, kind] of [[view.clusters, 'host'], [view.nodes, 'node']] as const) {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await onRow(command.openHostLog, shown, (subject, row) => subject.kind === kind && (kind === 'host' || row.label === 'example-host'));
      assert.match(text()?.getText() ?? '', /^The log of example-host\.\n[^]*\n\S+ example-host pacemaker-controld\[1\]: {2}notice: Result of start operation for FAKE1 on \S+: ok\n/);
    }
  });

  it('gives an open document the newer text', async () => {
    await onRow(command.openCib, view.clusters, ({ kind }) => kind === 'cluster');
    const before = text()?.getText() ?? '';
    const changed = await session.run(null, { ...pcs('property', 'set', 'batch-limit=7'), parse: (output) => ({ ok: true, value: output.exitCode }) });
    assert.deepEqual(changed, { ok: true, value: 0 });
    assert.doesNotMatch(before, /batch-limit/);
    await onRow(command.openCib, view.clusters, ({ kind }) => kind === 'cluster');
    await until('the document has the newer text', () => /name="batch-limit" value="7"/.test(text()?.getText() ?? ''));
  });

  it('follows what a command does to it', async () => {
    const disabled = await session.run(null, { ...pcs('resource', 'disable', 'FAKE1'), parse: (output) => ({ ok: true, value: output.exitCode }) });
    assert.deepEqual(disabled, { ok: true, value: 0 });
    await until('FAKE1 is stopped in the tree', () => /[Ss]topped|disabled/.test(rowOf(view.resources, 'FAKE1').description));
    await session.run(null, { ...pcs('resource', 'enable', 'FAKE1'), parse: (output) => ({ ok: true, value: output.exitCode }) });
    await until('FAKE1 runs again in the tree', () => /Started/.test(rowOf(view.resources, 'FAKE1').description));
  });

  it('copies names, ids and the whole status', async () => {
    await onRow(command.copyName, view.guests, (_, row) => row.label === 'guest1');
    assert.equal(await vscode.env.clipboard.readText(), 'guest1');
    await onRow(command.copyId, view.resources, (_, row) => row.label === 'FAKE1');
    assert.equal(await vscode.env.clipboard.readText(), 'FAKE1');
    await onRow(command.copyStatusAsText, view.clusters, ({ kind }) => kind === 'cluster');
    assert.match(await vscode.env.clipboard.readText(), /practice cluster[^]*example-host[^]*vm-guest1/);
    await onRow(command.copyStatusAsJson, view.clusters, ({ kind }) => kind === 'cluster');
    const copied = JSON.parse(await vscode.env.clipboard.readText()) as { nodes: { name: string }[] };
    assert.deepEqual(copied.nodes.map(({ name }) => name), ['example-host', 'guest1']);
  });

  it("reveals a guest's resource and a resource's node", async () => {
    await onRow(command.revealResource, view.guests, (_, row) => row.label === 'guest1');
    await until('the resource is selected', () => tested.sidebar.view(view.resources).selected[0]?.row.label === 'vm-guest1');
    await onRow(command.revealNode, view.resources, (_, row) => row.label === 'vm-guest1');
    await until('the node is selected', () => tested.sidebar.view(view.nodes).selected[0]?.row.label === 'example-host');
  });

  it('opens a terminal on its host', async () => {
    const opened = new Promise<vscode.Terminal>((resolve) => {
      const listener = vscode.window.onDidOpenTerminal((terminal) => {
        listener.dispose();
        resolve(terminal);
      });
    });
    await onRow(command.openTerminal, view.clusters, ({ kind }) => kind === 'host');
    const terminal = await opened;
    assert.equal(terminal.name, 'example-host');
    const closed = new Promise<void>((resolve) => vscode.window.onDidCloseTerminal((each) => each === terminal && resolve()));
    terminal.sendText('exit');
    await closed;
  });

  it('tells of a failure and its recovery in the tree', async () => {
    const practice = application.practice.get(cluster);
    assert.ok(practice);
    const failure = practice.listFailures().find(({ kind }) => kind === 'connection-lost');
    assert.ok(failure);
    assert.deepEqual(await practice.inject(failure), { ok: true, value: undefined });
    await until('the failed action is in the Nodes view', () => rowsOf(view.nodes).some(({ subject }) => subject.kind === 'failedAction'));
    await onRow(command.openFailureLog, view.nodes, ({ kind }) => kind === 'failedAction');
    assert.match(text()?.getText() ?? '', /^monitor every 30 s of the connection to guest guest1 [^]*\nexample-host\n=+\n[^]* error: Result of monitor operation for guest1 on example-host: error \(Lost connection to remote executor\)\n/);
    await practice.settled();
    await until('the guest is online again', () => /online/.test(rowOf(view.guests, 'guest1').description));
  });

  it('keeps its rows when it is disconnected, and connects again', async () => {
    await onRow(command.disconnect, view.clusters, ({ kind }) => kind === 'cluster');
    await tested.sidebar.drawn();
    assert.equal(session.state.kind, 'disconnected');
    assert.ok(rowsOf(view.nodes).length > 0);
    assert.notEqual(tested.sidebar.view(view.nodes).message, '');
    await onRow(command.connect, view.clusters, ({ kind }) => kind === 'cluster');
    assert.equal(session.state.kind, 'live');
  });
});

function pcs(...args: readonly string[]) {
  return { argv: ['pcs', ...args] as [string, ...string[]], rights: 'root', mutates: true, timeoutMs: 30_000, maxBytes: 100_000 } as const;
}
