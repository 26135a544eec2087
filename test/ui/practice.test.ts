import assert from 'node:assert/strict';
import { useWorkbench } from './workbench';

describe('A practice cluster in the sidebar', () => {
  const workbench = useWorkbench({ height: 1100 });

  before(async () => {
    await workbench().runCommand('Pacemaker: Start Practice Cluster…');
    await workbench().pick(/One host/);
    await workbench().row('Clusters', /One host: practice cluster, connected/).waitFor({ timeout: 60_000 });
    await workbench().row('Nodes', /example-host.*online/).waitFor();
  });

  it('is shown in all five views', async () => {
    await workbench().row('Guests', /guest1.*online/).waitFor();
    await workbench().row('Resources', /vm-guest1.*[Ss]tarted/).waitFor();
    assert.notEqual((await workbench().rows('Constraints')).length, 0);
    await workbench().screenshot('practice');
  });

  it('has what fits in the menu of a row', async () => {
    const entries = await workbench().contextMenu(workbench().row('Resources', /vm-guest1/));
    assert.deepEqual(entries.filter((entry) => entry !== ''), [
      'Open Resource', 'Reveal Node', 'What If…', 'Copy ID', 'Copy as pcs Command', 'Disable Resource', 'Restart Resource', 'Unmanage Resource', 'Update Resource…', 'Shape',
      'Move Resource…', 'Ban Resource from Node…', 'Place on Node…', 'Constrain', 'Clean Up Resource', 'Refresh Resource', 'Delete Resource',
    ]);
    await workbench().chooseFromMenu('Open Resource');
    await workbench().tab(/vm-guest1\.xml/).waitFor();
    await workbench().editorText(/<primitive .*id="vm-guest1"/);
  });

  it('opens the CIB as a document that cannot be changed', async () => {
    await workbench().contextMenu(workbench().row('Clusters', /^Cluster One host/));
    await workbench().chooseFromMenu('Open CIB');
    await workbench().tab(/CIB\.xml/).waitFor();
    await workbench().editorText(/^<cib /);
    await workbench().page.keyboard.type('x');
    await workbench().page.getByText('Cannot edit in read-only editor').first().waitFor();
    await workbench().editorText(/^<cib /);
  });

  it('is asked for by the palette only where several things fit', async () => {
    await workbench().runCommand('Pacemaker: Open Domain XML');
    await workbench().tab(/guest1 on example-host\.xml/).waitFor();
    await workbench().runCommand('Pacemaker: Open Resource');
    await workbench().pick(/FAKE3/);
    await workbench().tab(/FAKE3\.xml/).waitFor();
  });

  it('keeps what is expanded and selected when it is read again', async () => {
    const node = workbench().row('Nodes', /example-host/);
    await workbench().expand(node);
    const child = workbench().row('Nodes', /vm-guest1/);
    await child.click();
    const before = await workbench().rows('Nodes');
    await workbench().runCommand('Pacemaker: Refresh');
    await workbench().page.waitForTimeout(1500);
    assert.deepEqual(await workbench().rows('Nodes'), before);
    assert.equal(await node.getAttribute('aria-expanded'), 'true');
    assert.equal(await child.getAttribute('aria-selected'), 'true');
  });

  it('tells in the status bar, which leads back to the Clusters view', async () => {
    const item = workbench().page.locator('.statusbar-item').filter({ hasText: 'One host (practice)' });
    assert.match(await item.innerText(), /2 of 2 nodes online/);
    assert.match((await item.locator('a').getAttribute('aria-label')) ?? '', /^Cluster One host \(practice\): /);
    await workbench().page.getByRole('tab', { name: /^Explorer/ }).click();
    await workbench().row('Clusters', /^Cluster One host/).waitFor({ state: 'hidden' });
    await item.click();
    await workbench().row('Clusters', /^Cluster One host/).waitFor();
  });

  it('shows a tooltip with the rest', async () => {
    await workbench().row('Resources', /vm-guest1/).hover();
    const tooltip = workbench().page.locator('.workbench-hover').filter({ hasText: 'VirtualDomain' });
    await tooltip.waitFor();
    assert.match(await tooltip.innerText(), /guest1/);
    await workbench().page.keyboard.press('Escape');
  });

  it('can be made to fail, and is seen recovering', async () => {
    await workbench().runCommand('Pacemaker: Inject Failure…');
    await workbench().pick(/Kill pacemaker_remoted in guest1/);
    await workbench().row('Nodes', /guest1.*offline|guest1.*UNCLEAN|guest1.*lost/i).or(workbench().row('Guests', /lost|recovering/)).first().waitFor();
    await workbench().row('Guests', /guest1.*online/).waitFor({ timeout: 60_000 });
  });

  it('ticks off the cards of its own walkthrough, and none of one that is about real hosts', async () => {
    const card = (name: string) => workbench().page.getByRole('checkbox', { name });
    await workbench().runCommand('Welcome: Open Walkthrough...');
    await workbench().pick(/Practise Setting Up Hosts/);
    // By the button of a card: the page takes the focus when it comes up, and the palette from under who is typing.
    const cards = workbench().page.locator('.getting-started-step');
    await cards.nth(1).click();
    await cards.nth(1).locator('.monaco-button').filter({ hasText: 'Show Set-up Checklist' }).click();
    await workbench().tab(/Set-up Checklist/).waitFor();
    await workbench().tab(/Welcome/).click();
    await card('Start bare practice hosts: Completed').waitFor();
    await card('Start the cluster: Completed').waitFor();
    await workbench().screenshot('practice-walkthrough');
    await workbench().runCommand('Welcome: Open Walkthrough...');
    await workbench().pick(/Set Up Physical Hosts for a Cluster/);
    await card('Connect to the hosts: Not completed').waitFor();
    await card('Start the cluster: Not completed').waitFor();
    assert.equal(await workbench().page.getByRole('checkbox', { name: /: Completed$/ }).count(), 0);
    await workbench().tab(/Welcome/).getByRole('button', { name: /Close/ }).click();
    await workbench().tab(/Welcome/).waitFor({ state: 'hidden' });
  });

  it('keeps its rows when it is disconnected, says so, and is connected by a click', async () => {
    await workbench().contextMenu(workbench().row('Clusters', /^Cluster One host/));
    await workbench().chooseFromMenu('Disconnect');
    const row = workbench().row('Clusters', /^Cluster One host.*not connected/);
    await row.waitFor();
    assert.ok((await workbench().rows('Nodes')).length > 0);
    await row.hover();
    await row.getByRole('button', { name: 'Connect' }).click();
    await workbench().row('Clusters', /^Cluster One host: practice cluster, connected/).waitFor();
  });

  it('is gone when it is stopped', async () => {
    await workbench().contextMenu(workbench().row('Clusters', /^Cluster One host/));
    await workbench().chooseFromMenu('Stop Practice Cluster');
    await workbench().page.getByText('See your Pacemaker clusters live').waitFor();
    assert.deepEqual(await workbench().rows('Nodes'), []);
  });
});
