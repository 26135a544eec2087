import assert from 'node:assert/strict';
import { useWorkbench } from './workbench';

describe('The configuration of a practice cluster as a document', () => {
  const workbench = useWorkbench({ height: 1300 });
  const page = () => workbench().page;
  const keyboard = () => page().keyboard;
  const dialog = () => workbench().dialog();
  const cluster = () => workbench().row('Clusters', /^Cluster One host/);
  const resource = (name: string, state: string) => workbench().row('Resources', new RegExp(`^Resource ${name}: .*${state}`));
  const constraint = (text: string) => workbench().row('Constraints', new RegExp(text));
  const tab = () => workbench().tab(/^configuration\.xml/);
  const problem = (text: RegExp) => page().locator('.markers-panel').getByRole('treeitem', { name: text });
  const save = () => keyboard().press('Control+S');
  const press = (name: string) => dialog().getByRole('button', { name, exact: true }).click();
  const dirty = () => tab().and(page().locator('.dirty'));
  /** Opens it, or brings it to the front. */
  const open = async () => {
    await workbench().contextMenu(cluster());
    await workbench().chooseFromMenu('Edit Configuration (CIB)…', { within: 'Configure' });
    await page().locator('.editor-group-container.active').getByRole('tab', { name: /^configuration\.xml/, selected: true }).waitFor();
  };
  const front = async () => {
    await tab().click();
    await tab().and(page().locator('[aria-selected="true"]')).waitFor();
    await page().locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
  };
  /** Writes one text in place of another in the editor that has the focus. */
  const replace = async (text: string, by: string) => {
    await page().locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
    await keyboard().press('Control+F');
    const find = page().locator('.editor-group-container.active .find-widget.visible');
    await find.getByRole('textbox', { name: 'Find' }).fill(text);
    await find.getByText(/ of 1$/).waitFor();
    await keyboard().press('Enter');
    await page().locator('.statusbar-item').filter({ hasText: `(${text.length} selected)` }).waitFor();
    // Where news are shown the key Escape would be for them.
    await find.getByRole('button', { name: /^Close/ }).click();
    await find.waitFor({ state: 'hidden' });
    await keyboard().insertText(by);
    await dirty().waitFor();
  };

  before(async () => {
    await workbench().runCommand('Pacemaker: Start Practice Cluster…');
    await workbench().pick(/One host/);
    await workbench().row('Clusters', /One host: practice cluster, connected/).waitFor({ timeout: 60_000 });
    for (const name of ['FAKE3', 'FAKE5']) await resource(name, 'Started').waitFor();
  });

  it('is not pushed with an error, which is a problem at its line', async () => {
    await open();
    await replace('rsc_location', 'rsc_nowhere');
    await save();
    await workbench().notification(/The configuration was not pushed: it has 1 error\./).waitFor();
    await workbench().runCommand('Problems: Focus on Problems View');
    await problem(/rsc_nowhere/).waitFor();
    await constraint('FAKE3 prefers guest1, score INFINITY').waitFor();
  });

  it('is pushed when it is right, after its difference was shown and it was confirmed', async () => {
    await front();
    await replace('rsc_nowhere', 'rsc_location');
    await replace('score="INFINITY', 'score="50');
    await save();
    await workbench().tab(/Configuration Now ↔ Configuration to Push/).waitFor();
    await dialog().getByText('cibadmin --patch').waitFor();
    assert.match(await dialog().innerText(), /Push the edited configuration\?[^]*<change-attr name="score" operation="set" value="50"\/>/);
    await press('Push');
    await constraint('FAKE3 prefers guest1, score 50').waitFor();
    await dirty().waitFor({ state: 'hidden' });
    await problem(/rsc_nowhere/).waitFor({ state: 'hidden' });
  });

  it('is not pushed over what somebody else has done, until the person has seen that', async () => {
    await workbench().contextMenu(workbench().row('Clusters', /^Host example-host/));
    await workbench().chooseFromMenu('Open Terminal');
    await workbench().runInTerminal('example-host', 'pcs resource disable FAKE5');
    await resource('FAKE5', 'disabled').waitFor();
    await front();
    await replace('score="50', 'score="60');
    await save();
    await dialog().getByText('The configuration of One host has changed since it was read.').waitFor();
    await keyboard().press('Escape');
    await workbench().notification(/Failed to save/).first().waitFor();
    await constraint('FAKE3 prefers guest1, score 50').waitFor();
    await front();
    await save();
    await press('Compare and Take Over');
    await workbench().tab(/Configuration Now ↔ Yours/).waitFor();
    await front();
    await save();
    await press('Push');
    await constraint('FAKE3 prefers guest1, score 60').waitFor();
    await resource('FAKE5', 'Started').waitFor();
    await dirty().waitFor({ state: 'hidden' });
  });

  it('changes nothing when it is closed without being saved', async () => {
    await front();
    await replace('score="60', 'score="70');
    await tab().getByRole('button', { name: /^Close/ }).click();
    await press("Don't Save");
    await tab().waitFor({ state: 'hidden' });
    await open();
    await constraint('FAKE3 prefers guest1, score 60').waitFor();
    await replace('score="60', 'score="80');
  });

  it('is compared with one that it was, and put back to it', async () => {
    await workbench().contextMenu(cluster());
    await workbench().chooseFromMenu('Show Checkpoints…', { within: 'Configure' });
    await workbench().quickInput().getByText('(1/2)').waitFor();
    await workbench().quickInput().getByRole('option').first().click();
    await workbench().quickInput().getByText('(2/2)').waitFor();
    await workbench().pick(/^Compare with Now/);
    await workbench().tab(/Checkpoint .* ↔ Configuration Now/).waitFor();
    await workbench().contextMenu(cluster());
    await workbench().chooseFromMenu('Show Checkpoints…', { within: 'Configure' });
    await workbench().quickInput().getByText('(1/2)').waitFor();
    await workbench().quickInput().getByRole('option').first().click();
    await workbench().pick(/^Restore…/);
    await dialog().getByText(/^Restore checkpoint \d+\?$/).waitFor();
    assert.match(await dialog().innerText(), /Stops FAKE5 on example-host\.[^]*name="score" operation="set" value="50"/);
    await press('Restore');
    await constraint('FAKE3 prefers guest1, score 50').waitFor();
    await resource('FAKE5', 'disabled').waitFor();
  });

  it('that the editor has kept from before is not pushed unseen', async () => {
    await dirty().waitFor();
    page().on('dialog', (asked) => void asked.accept());
    await page().reload();
    await page().getByRole('tab', { name: 'Pacemaker' }).waitFor({ timeout: 60_000 });
    await workbench().openPacemaker();
    await workbench().runCommand('Pacemaker: Start Practice Cluster…');
    await workbench().pick(/One host/);
    await workbench().row('Clusters', /One host: practice cluster, connected/).waitFor({ timeout: 60_000 });
    await workbench().contextMenu(cluster());
    await workbench().chooseFromMenu('Edit Configuration (CIB)…', { within: 'Configure' });
    await dialog().getByText('The editor has kept a configuration of One host that you edited before.').waitFor();
    await press('Start Anew');
    await dirty().waitFor({ state: 'hidden' });
    await constraint('FAKE3 prefers guest1, score INFINITY').waitFor();
  });
});
