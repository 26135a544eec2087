import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { command, setting, view } from '../../src/actions/ids';
import type { Application } from '../../src/compose';
import type { TestAccess } from '../../src/ui/testAccess';
import { access, until } from './access';

const configured = (id: string, ...targets: readonly string[]) => ({ id, name: `Cluster ${id}`, hosts: targets.map((target) => ({ target })) });

describe('The settings', () => {
  let tested: TestAccess;
  let application: Application;
  const ids = () => application.clusters.sessions.map(({ definition }) => definition.id);
  const write = (value: unknown) => vscode.workspace.getConfiguration().update(setting.clusters, value, vscode.ConfigurationTarget.Global);

  before(async () => {
    tested = await access();
    application = await tested.load();
  });

  after(async () => {
    await write(undefined);
    await until('the list is empty again', () => ids().length === 0);
  });

  it('decide which clusters there are, whenever they change', async () => {
    await write([configured('a', 'nobody@127.0.0.1:1'), configured('b', 'nobody@127.0.0.1:1')]);
    await until('both clusters are there', () => ids().join() === 'a,b');
    await tested.sidebar.drawn();
    assert.deepEqual(tested.sidebar.view(view.clusters).rows.map(({ label }) => label), ['Cluster a', 'Cluster b']);
    const kept = application.clusters.session('b');
    const element = tested.sidebar.view(view.clusters).element(({ label }) => label === 'Cluster b');
    await vscode.commands.executeCommand(command.makeActive, element);
    assert.equal(application.clusters.active, kept);
    await tested.sidebar.drawn();
    assert.match(element?.row.description ?? '', /active/);
    await write([configured('a', 'nobody@127.0.0.1:2'), configured('b', 'nobody@127.0.0.1:1')]);
    await until('the host of the first has changed', () => application.clusters.session('a')?.definition.hosts[0]?.target === 'nobody@127.0.0.1:2');
    assert.equal(application.clusters.session('b'), kept);
    await write([configured('b', 'nobody@127.0.0.1:1')]);
    await until('the first is gone', () => ids().join() === 'b');
  });

  it('may hold entries that cannot be used, which stay out of the list and in the settings', async () => {
    const broken = { name: 'no hosts' };
    await write([broken, configured('c', 'nobody@127.0.0.1:1')]);
    await until('the entry that can be used is there', () => ids().join() === 'c');
    assert.deepEqual(vscode.workspace.getConfiguration().inspect(setting.clusters)?.globalValue, [broken, configured('c', 'nobody@127.0.0.1:1')]);
  });

  it('are those of this machine: a workspace does not decide where to connect', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    assert.ok(folder);
    const file = join(folder, '.vscode', 'settings.json');
    await mkdir(join(folder, '.vscode'), { recursive: true });
    const tabSize = () => vscode.workspace.getConfiguration('editor').get('tabSize');
    const before = ids();
    try {
      await writeFile(file, JSON.stringify({ 'editor.tabSize': 7, [setting.clusters]: [configured('evil', 'evil@127.0.0.1')], [setting.startPracticeAutomatically]: 'two-hosts' }));
      await until('the settings of the workspace are in force', () => tabSize() === 7);
      assert.deepEqual(ids(), before);
    } finally {
      await rm(join(folder, '.vscode'), { recursive: true });
    }
    await until('the settings of the workspace are gone', () => tabSize() !== 7);
  });
});
