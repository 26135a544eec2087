import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { command, view } from '../../src/actions/ids';
import type { Application } from '../../src/compose';
import type { TestAccess } from '../../src/ui/testAccess';
import { startPractice } from '../../src/ui/practiceCommands';
import { access, until } from './access';

const cluster = 'practice-one-host';

describe('The form of a resource in VS Code', () => {
  let tested: TestAccess;
  let application: Application;

  /** The titles of the forms that are open. */
  const forms = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('pacemaker.resourceForm')).map(({ label }) => label);
  const element = (on: Parameters<TestAccess['sidebar']['view']>[0], label: string) => tested.sidebar.view(on).element((row) => row.label === label) ?? assert.fail(`no row ${label}`);

  before(async function () {
    this.timeout(60_000);
    tested = await access();
    application = await tested.load();
    assert.deepEqual(await startPractice('one-host', application.clusters, application.practice, { mayAsk: false }), { ok: true, value: undefined });
    await tested.sidebar.drawn();
  });

  after(async () => {
    await application.practice.stop(cluster, application.clusters);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('opens for a resource that is there, once however often it is asked for', async () => {
    const row = element(view.resources, 'FAKE1');
    await vscode.commands.executeCommand(command.updateResource, row, [row]);
    await vscode.commands.executeCommand(command.updateResource, row, [row]);
    await until('it is open', () => forms().length > 0);
    assert.deepEqual(forms(), ['Update the resource FAKE1']);
  });
});
