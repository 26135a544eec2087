import assert from 'node:assert/strict';
import { useWorkbench } from '../ui/workbench';
import { waitForStatus } from './cluster';
import { guestState } from './guestState';
import { labUnderTest, mustRunOn } from './labTests';
import { layoutOf } from './layout';
import { run } from './run';

/** Milliseconds in which a guest has started as a node, or is back after it failed, on a busy machine too. */
const guestMs = 240_000;
const fakes = ['FAKE1', 'FAKE2', 'FAKE3', 'FAKE4', 'FAKE5'];

/**
 * The tutorial's sections “Integrate Guest into Cluster” and “Starting Resources on KVM Guest” and the cleanup at its end, by nothing but
 * what can be seen and clicked. The lab's guest is taken out of the cluster before, and what was configured is put back afterwards.
 */
describe('The integration of a guest, on the screen', function () {
  this.timeout(guestMs + 60_000);
  const workbench = useWorkbench({ height: 1100 });
  const lab = labUnderTest();
  const host1 = lab.host('host1');
  const dialog = () => workbench().page.getByRole('dialog').filter({ has: workbench().page.locator('.dialog-message-text') });
  const quickInput = () => workbench().page.locator('.quick-input-widget');
  const form = () => workbench().page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  const outlook = () => form().getByRole('contentinfo');
  const resource = (name: string, state = 'Started') => workbench().row('Resources', new RegExp(`^Resource ${name}: .*${state}`));
  const confirm = async (command: RegExp, verb: string) => {
    await dialog().getByText(command).waitFor();
    await dialog().getByRole('button', { name: verb, exact: true }).click();
  };
  const until = async (what: string, isSo: () => Promise<boolean>, withinMs: number) => {
    for (const end = Date.now() + withinMs; !(await isSo()); await workbench().page.waitForTimeout(500)) assert.ok(Date.now() < end, `${what} within ${String(withinMs)} ms`);
  };

  /** Opens the form for a new resource of this agent, and fills in its name. */
  async function create(agent: string, name: string): Promise<void> {
    await workbench().runCommand('Pacemaker: Create Resource…');
    await quickInput().getByRole('option', { name: /ocf:/ }).first().waitFor();
    await quickInput().locator('input').first().fill(agent);
    await quickInput().getByRole('option', { name: new RegExp(agent) }).first().click();
    await form().getByRole('heading', { level: 1, name: `Create a resource: ${agent}` }).waitFor();
    await form().getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  }

  async function submit(command: RegExp): Promise<void> {
    await outlook().getByText(command).waitFor();
    await outlook().getByRole('button', { name: 'Create…' }).click();
    await confirm(command, 'Create');
  }

  before(async () => {
    await mustRunOn(host1, `
      cibadmin --query --scope configuration >/root/before.xml
      cibadmin --delete-all --force --xpath '//constraints/*'
      for each in ${fakes.join(' ')} vm-guest1 remote1; do crm_resource --resource $each --meta --set-parameter target-role --parameter-value Stopped; done
      crm_resource --wait
      cibadmin --delete-all --force --xpath '//resources/primitive[@class="ocf"]'
      crm_resource --wait
      for each in guest1 remote1; do crm_node --force --remove $each || true; done
      crm_resource --cleanup`);
    await workbench().row('Clusters', /^Cluster lab \(\w+\): .*connected/).waitFor({ timeout: 60_000 });
    await workbench().row('Resources', /^Resource FAKE1/).waitFor({ state: 'hidden', timeout: 60_000 });
  });

  after(async () => {
    await mustRunOn(host1, 'cibadmin --replace --scope configuration --xml-file /root/before.xml; rm /root/before.xml; crm_resource --wait; crm_resource --cleanup');
    await waitForStatus(layoutOf(lab.release), guestState, 240);
  });

  it('makes the machine a resource and a guest node, by the form', async () => {
    await create('ocf:heartbeat:VirtualDomain', 'vm-guest1');
    await form().getByRole('textbox', { name: 'config', exact: true }).fill('/etc/pacemaker/guest1.xml');
    await form().getByRole('textbox', { name: 'hypervisor', exact: true }).fill('qemu:///system');
    await form().locator('summary', { hasText: 'Guest node' }).click();
    await form().getByRole('textbox', { name: 'remote-node', exact: true }).fill('guest1');
    await form().getByRole('textbox', { name: 'remote-connect-timeout', exact: true }).fill('240s');
    await outlook().getByText(/Starts vm-guest1 on /).waitFor();
    await workbench().screenshot('integrate');
    await submit(/pcs resource create vm-guest1 .*VirtualDomain.* meta .*remote-node=guest1/);
    await resource('vm-guest1').waitFor({ timeout: guestMs });
    await workbench().row('Nodes', /^Guest node guest1: .*online/).waitFor({ timeout: guestMs });
  });

  for (const fake of fakes) {
    it(`starts ${fake}`, async () => {
      await create('ocf:pacemaker:Dummy', fake);
      await submit(new RegExp(`pcs resource create ${fake} ocf:pacemaker:Dummy`));
      await resource(fake).waitFor({ timeout: 60_000 });
      await workbench().tab(/Create a resource/).waitFor({ state: 'hidden', timeout: 60_000 });
    });
  }

  it('has FAKE3 prefer guest1, and sees it there', async () => {
    await workbench().contextMenu(resource('FAKE3'));
    await workbench().chooseFromMenu('Prefer or Avoid a Node…', { within: 'Constrain' });
    await quickInput().getByText('(1/2)').waitFor();
    await workbench().pick(/guest1/);
    await quickInput().getByText('(2/2)').waitFor();
    await workbench().pick(/^Prefer( |,|$)(?!.*Score)/);
    await confirm(/pcs constraint location .*FAKE3.* prefers guest1/, 'Add');
    await resource('FAKE3', 'Started, on guest1').waitFor({ timeout: 60_000 });
    await workbench().row('Constraints', /FAKE3 prefers guest1/).waitFor();
  });

  it('sees the guest fail and come back, and cleans up what is left of that', async () => {
    await run('ssh', ['-F', lab.sshConfigOutside, 'guest1', 'kill -9 $(pidof pacemaker-remoted pacemaker_remoted)'], { timeoutMs: 60_000 });
    const failure = () => workbench().row('Nodes', /^Failed action: .*connection to guest guest1/);
    await failure().waitFor({ timeout: guestMs });
    await until('the guest is back', async () => (await workbench().row('Nodes', /^Guest node guest1: .*online/).count()) > 0 && (await resource('FAKE3', 'Started, on guest1').count()) > 0, guestMs);
    await mustRunOn(host1, 'crm_resource --wait');
    await workbench().contextMenu(failure());
    await workbench().chooseFromMenu('Clean Up Failed Action');
    await confirm(/pcs resource cleanup/, 'Clean Up');
    await failure().waitFor({ state: 'hidden', timeout: guestMs });
    await resource('FAKE3', 'Started, on guest1').waitFor({ timeout: guestMs });
  });
});
