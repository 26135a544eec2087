import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useWorkbench } from './workbench';

describe('A change of a practice cluster', () => {
  const workbench = useWorkbench({ height: 1100 });
  const dialog = () => workbench().dialog();
  const quickInput = () => workbench().quickInput();
  const fake1 = (state: string | RegExp) => workbench().row('Resources', new RegExp(`^Resource FAKE1: .*${typeof state === 'string' ? state : state.source}`));

  before(async () => {
    await workbench().runCommand('Pacemaker: Start Practice Cluster…');
    await workbench().pick(/One host/);
    await workbench().row('Clusters', /One host: practice cluster, connected/).waitFor({ timeout: 60_000 });
    await fake1('Started').waitFor();
  });

  it('is shown before it happens: what stops, and the command that is run', async () => {
    await workbench().contextMenu(fake1('Started'));
    await workbench().chooseFromMenu('Disable Resource');
    await dialog().waitFor();
    const said = await dialog().innerText();
    assert.match(said, /Disable FAKE1\?/);
    assert.match(said, /Stops FAKE1 on /);
    assert.match(said, /pcs resource disable FAKE1/);
    await workbench().screenshot('change');
  });

  it('is not begun by the key Enter: that shows it in full, and asks again beside it', async () => {
    await workbench().page.keyboard.press('Enter');
    await workbench().tab(/Preview of Disable FAKE1/).waitFor();
    await workbench().editorText(/^Disable FAKE1/);
    const question = workbench().notification(/Disable FAKE1\?.*pcs resource disable FAKE1/);
    await question.waitFor();
    assert.equal(await fake1('Started').count(), 1);
    await question.getByRole('button', { name: 'Disable', exact: true }).click();
  });

  it('stops the resource, and is taken back by a click and a confirmation', async () => {
    await fake1('disabled').waitFor();
    const done = workbench().notification(/Disable FAKE1: done in/);
    await done.getByRole('button', { name: 'Undo' }).click();
    await dialog().getByText(/This takes back “Disable FAKE1”/).waitFor();
    await dialog().getByRole('button', { name: 'Enable', exact: true }).click();
    await fake1('Started').waitFor();
    assert.equal(await fake1('disabled').count(), 0);
  });

  it('asks for what it needs in steps, by keyboard alone, with a way back', async () => {
    await workbench().contextMenu(fake1('Started'));
    await workbench().chooseFromMenu('Prefer or Avoid a Node…', { within: 'Constrain' });
    await quickInput().getByText('(1/2)').waitFor();
    await workbench().page.keyboard.type('guest1');
    await workbench().page.keyboard.press('Enter');
    await quickInput().getByText('(2/2)').waitFor();
    await quickInput().getByRole('button', { name: 'Back' }).click();
    await quickInput().getByText('(1/2)').waitFor();
    await workbench().pick(/guest1/);
    await workbench().pick(/^Prefer with a Score…/);
    // The box for the score takes the place of the list a moment later.
    await quickInput().getByRole('option').first().waitFor({ state: 'hidden' });
    await workbench().page.keyboard.type('many');
    await workbench().page.keyboard.press('Enter');
    await workbench().page.getByText('A score is a whole number from 1 to 999999.').waitFor();
    await quickInput().locator('input').first().fill('50');
    await workbench().page.keyboard.press('Enter');
    await dialog().getByText(/pcs constraint location .*FAKE1/).waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    assert.equal(await workbench().row('Constraints', /FAKE1 prefers guest1/).count(), 0);
  });

  it('is written down as a script', async () => {
    await workbench().runCommand('Pacemaker: Show Changes');
    await workbench().tab(/Changes\.sh/).waitFor();
    await workbench().editorText(/Disable FAKE1\n# done; took .*\npcs resource disable FAKE1\n/);
  });

  it('is told in a support bundle, without names where that is wished', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pacemaker-explorer-'));
    await workbench().runCommand('Pacemaker: Save Support Bundle…');
    await workbench().pick(/^Without names/);
    await workbench().tab(/Support Bundle\.json/).waitFor();
    await workbench().notification('This is all that the support bundle holds.').getByRole('button', { name: 'Save…' }).click();
    await quickInput().getByText('Save Support Bundle').waitFor();
    const file = join(folder, 'bundle.json');
    const path = quickInput().locator('input').first();
    // The editor's own box for files completes what is typed, a moment later and not always.
    do {
      await path.fill(file);
      await workbench().page.waitForTimeout(1000);
    } while ((await path.inputValue()) !== file);
    await quickInput().getByRole('button', { name: 'OK' }).click();
    await quickInput().waitFor({ state: 'hidden' });
    const isWritten = () => existsSync(file) && readFileSync(file, 'utf8').endsWith('}\n');
    for (const end = Date.now() + 20_000; !isWritten() && Date.now() < end;) await workbench().page.waitForTimeout(50);
    const saved = readFileSync(file, 'utf8');
    assert.doesNotMatch(saved, /example-host|guest1|FAKE1|One host|mycluster/);
    const { hosts, changes } = JSON.parse(saved) as { readonly hosts: readonly { readonly target: string }[]; readonly changes: readonly { readonly commands: readonly (readonly string[])[] }[] };
    assert.deepEqual(hosts.map(({ target }) => target), ['node-1']);
    assert.equal(JSON.stringify(changes.map(({ commands }) => commands)).replace(/resource-\d+/g, 'NAME'), '[[["pcs","resource","disable","NAME"]],[["pcs","resource","enable","NAME"]]]');
    rmSync(folder, { recursive: true });
    await workbench().runCommand('Pacemaker: Save Support Bundle…');
    await workbench().pick(/^With names/);
    await workbench().page.locator('.view-line').filter({ hasText: 'example-host' }).first().waitFor();
  });
});
