import assert from 'node:assert/strict';
import { useWorkbench } from '../ui/workbench';
import { labUnderTest, mustRunOn } from './labTests';

describe('The set-up of hosts, on the screen', function () {
  this.timeout(120_000);
  const workbench = useWorkbench({ height: 1100 });
  const host2 = labUnderTest().host('host2');

  before(async () => {
    await mustRunOn(host2, 'systemctl disable --now pcsd');
    await workbench().row('Clusters', /^Cluster lab \(\w+\): .*connected/).waitFor({ timeout: 60_000 });
  });
  after(async () => void (await mustRunOn(host2, 'systemctl enable --now pcsd')));

  it('does the step that is missing, on the host that it is missing on, once it was confirmed', async () => {
    await workbench().runCommand('Pacemaker: Set Up Hosts…');
    const step = workbench().quickInput().getByRole('option', { name: /3\. Run pcs’s daemon/ });
    await step.getByText(/host2: pcsd is (inactive|failed), at boot disabled\./).waitFor();
    await workbench().screenshot('set-up');
    // The next that can be done is what Enter takes.
    await workbench().page.keyboard.press('Enter');
    await workbench().dialog().getByText(/On host2:\s+systemctl enable --now pcsd/).waitFor();
    assert.equal(await workbench().dialog().getByText('host1').count(), 0);
    await workbench().dialog().getByRole('button', { name: 'Run', exact: true }).click();
    await workbench().notification('Run pcs’s daemon: done.').waitFor();
    assert.match(await mustRunOn(host2, 'systemctl is-active pcsd; systemctl is-enabled pcsd'), /^active\nenabled\n$/);
  });

  it('is shown as a list in which nothing is missing then', async () => {
    await workbench().runCommand('Pacemaker: Show Set-up Checklist');
    await workbench().tab(/Set-up Checklist/).waitFor();
    const text = await workbench().editorText(/^9\. Install what runs virtual machines: done$/m);
    await workbench().screenshot('checklist');
    assert.doesNotMatch(text, /to be done|needs you|not known/);
  });

  it('is led by a walkthrough, whose cards are ticked off by what was found', async () => {
    await workbench().runCommand('Welcome: Open Walkthrough...');
    await workbench().pick(/Set Up Physical Hosts for a Cluster/);
    const cards = workbench().page.locator('.getting-started-step');
    await cards.nth(4).waitFor();
    await cards.nth(1).click();
    await cards.nth(1).locator('.monaco-button').filter({ hasText: 'Show Set-up Checklist' }).click();
    // It is still open from before, and comes to the front when the hosts have been looked at.
    await workbench().page.locator('.tabs-container').getByRole('tab', { name: /Set-up Checklist/, selected: true }).waitFor();
    await workbench().tab(/Welcome/).click();
    await cards.getByRole('checkbox', { name: /: Completed$/ }).nth(4).waitFor();
    assert.equal(await cards.count(), 5);
    await workbench().screenshot('walkthrough');
  });
});
