import assert from 'node:assert/strict';
import { useWorkbench } from '../ui/workbench';
import { labUnderTest, mustRunOn } from './labTests';
import { addressOf, layoutOf, powerPort } from './layout';

/** Milliseconds in which a guest is an online node, or back: its machine boots, emulated, on a busy machine too. */
const guestMs = 240_000;
/** Milliseconds in which a step is done on the hosts and looked at again. */
const stepMs = 120_000;

/** The tutorial by nothing but what can be seen and clicked, from hosts on which packages alone are installed. Only the fence device is made by hand: it is the lab's own. */
describe('The tutorial, on the screen', function () {
  this.timeout(2 * guestMs + stepMs);
  const workbench = useWorkbench({ height: 1100 });
  const lab = labUnderTest();
  const layout = layoutOf(lab.release);
  const host1 = lab.host('host1');
  const dialog = () => workbench().dialog();
  const quickInput = () => workbench().quickInput();
  const input = () => quickInput().locator('input').first();
  const asked = (text: string) => quickInput().locator('.quick-input-title').filter({ hasText: text }).waitFor({ timeout: stepMs });
  const answer = async (title: string, text?: string) => {
    await asked(title);
    if (text !== undefined) await input().fill(text);
    await input().press('Enter');
  };
  const confirm = async (text: RegExp, verb: string) => {
    const said = dialog().getByText(text).first();
    await said.waitFor({ timeout: stepMs });
    await dialog().getByRole('button', { name: verb, exact: true }).click();
    // Another may come in its place at once.
    await said.waitFor({ state: 'hidden' });
  };
  const done = (title: string) => workbench().notification(`${title}: done.`).first().waitFor({ timeout: stepMs });

  /** Opens the list of steps, and takes the one that is at hand, which is to be this. */
  async function next(title: string, opened = 'Pacemaker: Set Up Guest Node…'): Promise<void> {
    await workbench().runCommand('Notifications: Clear All Notifications');
    await workbench().runCommand(opened);
    await taken(title);
  }

  async function taken(title: string): Promise<void> {
    await asked('Set Up');
    const atHand = quickInput().locator('.monaco-list-row.focused');
    await atHand.filter({ hasText: title }).waitFor({ timeout: stepMs });
    await workbench().page.keyboard.press('Enter');
  }

  before(async () => {
    await workbench().row('Clusters', /^Cluster lab \(\w+\): .*no cluster/).waitFor({ timeout: 60_000 });
  });

  it('makes one cluster of the hosts, from a card of the walkthrough, and starts it', async () => {
    await workbench().runCommand('Welcome: Open Walkthrough...');
    await workbench().pick(/Set Up Physical Hosts for a Cluster/);
    const cards = workbench().page.locator('.getting-started-step');
    await cards.nth(2).click();
    await cards.nth(2).locator('.monaco-button').filter({ hasText: 'Set Up Hosts…' }).click();
    await taken('Set up the hosts as one cluster');
    await answer('(1/4)', 'lab');
    await answer('(2/4)');
    await answer('(3/4)');
    await asked('(4/4)');
    await workbench().pick(/^Only Set It Up/);
    await answer('Password of hacluster on', lab.password);
    await confirm(/pcs cluster setup lab /, 'Create');
    await workbench().row('Clusters', /^Cluster lab \(\w+\): .*stopped/).waitFor({ timeout: stepMs });
    await next('Start the cluster', 'Pacemaker: Set Up Hosts…');
    await confirm(/pcs cluster start --all/, 'Start');
    await workbench().row('Nodes', /host2: .*online/).waitFor({ timeout: stepMs });
    await mustRunOn(host1, `pcs stonith create power fence_lab ip=${layout.operatorAddress} ipport=${powerPort} passwd_file=/etc/fence_lab.secret pcmk_host_list=host1,host2`);
  });

  it('finds the guest, starts it, and makes it ready', async () => {
    await workbench().runCommand('Notifications: Clear All Notifications');
    await workbench().runCommand('Pacemaker: Set Up Guest Node…');
    await asked('(1/5)');
    await workbench().pick(/^guest1/);
    await answer('(2/5)');
    await answer('(3/5)');
    await answer('(4/5)', addressOf(layout, 'guest1'));
    await answer('(5/5)');
    await taken('Start it and log in');
    await workbench().screenshot('guest-steps');
    await confirm(/virsh --connect qemu:\/\/\/system start --domain guest1/, 'Run');
    // Nobody has seen its key here.
    await dialog().getByRole('button', { name: 'Trust This Key' }).click({ timeout: guestMs });
    await done('Start it and log in');
    await next('Give the guest the hosts’ key');
    await confirm(/On guest guest1, with the key of host1/, 'Run');
    await done('Give the guest the hosts’ key');
    await next('Write down what the machine is made of');
    await confirm(/On host1, host2, with what virsh .* dumpxml .* prints on host1/, 'Run');
    await done('Write down what the machine is made of');
    await next('Leave starting the guest to the cluster');
    await confirm(/virsh .*guest1/, 'Run');
    await confirm(/nobody need guest1/, 'Shut Down');
    await done('Leave starting the guest to the cluster');
  });

  it('makes the guest a node, starts five resources, and has one of them go there', async () => {
    await next('Have the cluster run it as a guest node');
    await confirm(/Nobody could look into guest1/, 'Run');
    await confirm(/pcs resource create vm-guest1 .*VirtualDomain.* meta .*remote-node=guest1/, 'Create');
    await workbench().row('Nodes', /^Guest node guest1: .*online/).waitFor({ timeout: guestMs });
    await next('Start five resources');
    for (const fake of ['FAKE1', 'FAKE2', 'FAKE3', 'FAKE4', 'FAKE5']) await confirm(new RegExp(`pcs resource create ${fake} ocf:pacemaker:Dummy`), 'Create');
    await workbench().row('Resources', /^Resource FAKE5: .*Started/).waitFor({ timeout: stepMs });
    await next('Have FAKE3 prefer the guest');
    await confirm(/pcs constraint location FAKE3 prefers guest1/, 'Add');
    await workbench().row('Resources', /^Resource FAKE3: .*Started, on guest1/).waitFor({ timeout: stepMs });
  });

  it('lets the guest fail, sees it come back, and cleans up', async () => {
    await workbench().runCommand('Notifications: Clear All Notifications');
    await workbench().runCommand('Pacemaker: Set Up Guest Node…');
    await asked('Set Up');
    // Nothing is at hand: nobody is led to that.
    await input().fill('Kill');
    await workbench().pick(/Kill pacemaker_remote in the guest/);
    await confirm(/pacemaker/, 'Run');
    await confirm(/guest1 to fail now/, 'Let It Fail');
    await workbench().notification(/See the guest come back: /).first().waitFor({ timeout: guestMs });
    await workbench().screenshot('recovery');
    await workbench().row('Resources', /^Resource FAKE3: .*Started, on guest1/).waitFor({ timeout: guestMs });
    await next('Clean up the failure');
    await confirm(/pcs resource cleanup/, 'Clean Up');
    // With fencing on the guest is stopped and started for that, as its confirmation says.
    await mustRunOn(host1, `timeout 300 sh -c 'until crm_mon -1 >/run/seen && grep -q "GuestOnline: .* guest1 " /run/seen && ! grep -q "Failed Resource" /run/seen; do sleep 1; done'`);
    const status = await mustRunOn(host1, 'pcs status; pcs constraint');
    assert.match(status, /Online: \[ host1 host2 \]\s+\* GuestOnline: \[ guest1 \]/);
    assert.match(status, /resource 'FAKE3' prefers node 'guest1' with score INFINITY|Node: guest1 \(score:INFINITY\)/);
    assert.doesNotMatch(status, /Failed Resource Actions/);
  });
});
