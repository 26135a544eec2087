import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { useWorkbench } from './workbench';

describe('The form of a resource', () => {
  const workbench = useWorkbench({ height: 1100 });
  const keyboard = () => workbench().page.keyboard;
  const dialog = () => workbench().dialog();
  const quickInput = () => workbench().quickInput();
  const form = () => workbench().page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  const outlook = () => form().getByRole('contentinfo');
  /** Presses a key until something has the focus. */
  const pressUntil = async (key: string, reached: () => Promise<boolean>) => {
    for (let count = 0; !(await reached()); count += 1) {
      assert.ok(count < 40, `${key} leads there`);
      await keyboard().press(key);
    }
  };
  const row = (name: string, state: RegExp) => workbench().row('Resources', new RegExp(`^Resource ${name}: .*${state.source}`));

  before(async () => {
    await workbench().runCommand('Pacemaker: Start Practice Cluster…');
    await workbench().pick(/One host/);
    await workbench().row('Clusters', /One host: practice cluster, connected/).waitFor({ timeout: 60_000 });
    await row('FAKE1', /Started/).waitFor();
  });

  it('is opened by keyboard for an agent that is found by its name, and begins in its first field', async () => {
    await keyboard().press('F1');
    await keyboard().type('Pacemaker: Create Resource…');
    await quickInput().getByRole('option', { name: 'Pacemaker: Create Resource…' }).first().waitFor();
    await keyboard().press('Enter');
    await quickInput().getByRole('option', { name: /ocf:heartbeat:/ }).first().waitFor();
    await keyboard().type('pacemaker:Dummy');
    await quickInput().getByRole('option', { name: /ocf:pacemaker:Dummy/ }).first().waitFor();
    await keyboard().press('Enter');
    await form().getByRole('heading', { level: 1, name: 'Create a resource: ocf:pacemaker:Dummy' }).waitFor();
    await form().locator('vscode-text-field:focus-within').waitFor();
    assert.match(await outlook().innerText(), /as soon as “Name” is right/);
  });

  it('says beside the field what is wrong with a name', async () => {
    await keyboard().type('FAKE1');
    await keyboard().press('Tab');
    await form().getByText('The cluster has something of this name already. Choose another.').waitFor();
    await keyboard().press('Shift+Tab');
    await keyboard().press('End');
    await keyboard().press('Backspace');
    await keyboard().type('6');
  });

  it('shows the command and what would happen, while one types', async () => {
    await outlook().getByText(/pcs resource create .*FAKE6/).waitFor();
    await outlook().getByText(/Starts FAKE6 on /).waitFor();
    await workbench().screenshot('form');
  });

  it('goes the way of every change, and closes when it is done', async () => {
    await keyboard().press('Control+Enter');
    await dialog().getByText(/pcs resource create .*FAKE6/).waitFor();
    const create = dialog().getByRole('button', { name: 'Create', exact: true });
    await pressUntil('Tab', () => create.evaluate((button) => button === (button as unknown as { readonly ownerDocument: { readonly activeElement: unknown } }).ownerDocument.activeElement));
    await keyboard().press('Enter');
    await row('FAKE6', /Started/).waitFor();
    await workbench().tab(/Create a resource/).waitFor({ state: 'hidden' });
  });

  it('takes a fence device, whose agent is found while one types and whose password nobody sees', async () => {
    const password = randomBytes(12).toString('hex');
    await workbench().runCommand('Pacemaker: Create Fence Device…');
    await quickInput().getByRole('option', { name: /stonith:/ }).first().waitFor();
    await keyboard().type('virsh');
    await quickInput().getByRole('option', { name: /stonith:(?!fence_virsh)/ }).first().waitFor({ state: 'hidden' });
    await quickInput().getByRole('option', { name: /stonith:fence_virsh/ }).click();
    await form().getByRole('heading', { level: 1, name: 'Create a fence device: stonith:fence_virsh' }).waitFor();
    for (const [name, value] of [['Name', 'fence-host'], ['ip', '192.0.2.1'], ['username', 'admin'], ['password', password]] as const) await form().getByRole('textbox', { name, exact: true }).fill(value);
    await outlook().getByText(/^cibadmin --create .* name="password" value="••••••"/).waitFor();
    assert.ok(!(await outlook().innerText()).includes(password));
    await outlook().getByRole('button', { name: 'Create…' }).click();
    await dialog().getByText('fence-host does not say which nodes it fences').waitFor();
    assert.ok(!(await dialog().innerText()).includes(password));
    await dialog().getByRole('button', { name: 'Create', exact: true }).click();
    await workbench().tab(/Create a fence device/).waitFor({ state: 'hidden' });
    await row('fence-host', /Started/).waitFor();
    await workbench().runCommand('Pacemaker: Show Changes');
    await workbench().tab(/Changes\.sh/).waitFor();
    const script = await workbench().editorText(/Create fence-host [^]*read -r secret1/);
    assert.ok(!script.includes(password));
  });

  it('of one that is there holds only what differs', async () => {
    await workbench().contextMenu(row('FAKE6', /Started/));
    await workbench().chooseFromMenu('Update Resource…');
    await form().getByRole('heading', { level: 1, name: 'Update the resource FAKE6' }).waitFor();
    await outlook().getByText('Nothing is changed yet.').waitFor();
    await form().getByRole('textbox', { name: 'fake', exact: true }).fill('<new> & "old" it’s');
    const command = outlook().getByText(/pcs resource update/);
    await command.waitFor();
    assert.equal(await command.innerText(), `pcs resource update FAKE6 'fake=<new> & "old" it’s'`);
    await outlook().getByText(/^FAKE6 |Pacemaker would/).first().waitFor();
    await outlook().getByRole('button', { name: 'Copy Command' }).click();
    await workbench().page.getByText('The command is on the clipboard.').waitFor();
    assert.equal(await workbench().page.evaluate<string>('navigator.clipboard.readText()'), `pcs resource update FAKE6 'fake=<new> & "old" it’s'`);
  });

  it('keeps what was typed while another tab is before it', async () => {
    await workbench().contextMenu(workbench().row('Clusters', /^Cluster One host/));
    await workbench().chooseFromMenu('Open CIB');
    await workbench().tab(/CIB\.xml/).waitFor();
    await workbench().tab(/Update the resource FAKE6/).click();
    const fake = form().getByRole('textbox', { name: 'fake', exact: true });
    await fake.waitFor();
    assert.equal(await fake.inputValue(), '<new> & "old" it’s');
    await outlook().getByText(/pcs resource update/).waitFor();
  });
});
