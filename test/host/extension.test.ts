import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Manifest {
  readonly contributes: {
    readonly commands?: readonly { readonly command: string }[];
    readonly views: { readonly pacemaker: readonly { readonly id: string }[] };
  };
}

describe('The extension in VS Code', () => {
  const extension = vscode.extensions.getExtension('pacemaker-explorer.pacemaker-explorer');
  const { contributes } = extension?.packageJSON as Manifest;

  it('activates', async () => {
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('registers every command of its manifest, and no other', async () => {
    const promised = (contributes.commands ?? []).map(({ command }) => command).sort();
    const views = contributes.views.pacemaker.map(({ id }) => id);
    // VS Code itself makes commands of each view's id: focus, open, resetViewLocation and more.
    const madeForViews = (command: string) => views.some((id) => command.startsWith(`${id}.`));
    const registered = (await vscode.commands.getCommands(true)).filter((command) => command.startsWith('pacemaker.') && !madeForViews(command));
    assert.ok(promised.length > 0);
    assert.deepEqual(registered.sort(), promised);
  });

  it('has five views that can be opened', async () => {
    const views = contributes.views.pacemaker.map(({ id }) => id);
    assert.deepEqual(views, ['pacemaker.clusters', 'pacemaker.nodes', 'pacemaker.guests', 'pacemaker.resources', 'pacemaker.constraints']);
    for (const id of views) await vscode.commands.executeCommand(`${id}.focus`);
  });
});
