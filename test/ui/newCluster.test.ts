import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { startSshServer, type Executed, type SshServer } from '../unit/remote/sshServer';
import { healthy, stopped } from '../unit/session/scriptedCluster';
import { useWorkbench } from './workbench';

/** All that an editor may take for something else than text: HTML, Markdown, a link to a command, an icon, an entity, quotes, a pattern. */
const awkward = `<img src=x> **b** [go](command:workbench.action.quit) $(trash) &amp; 'q" \`c\` .*`;
const inXml = awkward.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A host that is in no cluster until pcs has set one up, in which a resource has that name. */
class Newborn {
  readonly changes: { readonly line: string; readonly input: string }[] = [];
  private isSetUp = false;

  constructor(private readonly password: string) {}

  answer = ({ line, reply, stdin }: Executed): void => {
    const command = line.replace(/^env LC_ALL=C TZ=UTC /, '').replace(/^(?:\S*\/)?env \S+ /, '').replace(/^\S*\/(?=[\w-]+ )/, '');
    if (/^ls -d \/etc\/corosync/.test(command)) return this.isSetUp ? reply('/etc/corosync/corosync.conf\n', 2, "ls: cannot access '/etc/cluster/cluster.conf': No such file or directory\n")
      : reply('', 2, ['corosync/corosync', 'cluster/cluster'].map((file) => `ls: cannot access '/etc/${file}.conf': No such file or directory\n`).join(''));
    if (command.startsWith('pcs --version')) return reply(readFileSync('test/fixtures/pcs/0.11.5.out', 'utf8'));
    if (/^pcs (?:host auth|cluster setup) /.test(command)) {
      void stdin().then((input) => {
        this.changes.push({ line: command, input });
        if (command.startsWith('pcs host auth ') && input !== `${this.password}\n`) return reply('', 1, 'Error: host1: Username and/or password is incorrect\n');
        this.isSetUp ||= command.startsWith('pcs cluster setup ');
        reply('');
      });
      return;
    }
    const known = Object.entries(healthy).sort(([a], [b]) => b.length - a.length).find(([start]) => command.startsWith(start))?.[1];
    if (known === undefined || 'fault' in known) return reply('', 127, 'not found\n');
    if (!this.isSetUp && /^(?:crm_mon --one-shot|cibadmin|crm_node)/.test(command)) return reply(command.startsWith('crm_mon') && 'stdout' in stopped ? stopped.stdout : '', 102);
    reply(known.stdout.replaceAll('"FAKE1"', `"${inXml}"`), known.exitCode ?? undefined, known.stderr);
  };
}

describe('A new cluster', () => {
  const workbench = useWorkbench({ height: 1100 });
  const password = randomBytes(12).toString('hex');
  const newborn = new Newborn(password);
  let server: SshServer;

  before(async function () {
    server = await startSshServer({ programs: ['/usr/bin/ls', '/usr/sbin/crm_mon', '/usr/sbin/cibadmin', '/usr/sbin/crm_node', '/usr/sbin/pcs', '/usr/bin/virsh'], execute: newborn.answer });
    await workbench().runCommand('Pacemaker: Add Cluster…');
    await step('(1/4)');
    await type('Plan B');
    await step('(2/4)');
    await input().fill(`root@127.0.0.1:${server.port}`);
    await quickInput().getByRole('option', { name: `root@127.0.0.1:${server.port}` }).first().waitFor();
    await input().press('Enter');
    await workbench().pick(/^Done/);
    await step('(3/4)');
    await input().press('Enter');
    await step('(4/4)');
    await workbench().pick(/^Changes may be made/);
    await dialog().getByRole('button', { name: 'Trust This Key' }).click();
    await cluster('no cluster').waitFor();
    await workbench().notification(/is in no cluster/).getByRole('button', { name: 'Set Up Hosts…' }).waitFor();
  });
  after(async () => server?.close());

  const dialog = () => workbench().dialog();
  const quickInput = () => workbench().quickInput();
  const input = () => quickInput().locator('input').first();
  const step = (text: string) => quickInput().locator('.quick-input-title').filter({ hasText: text }).waitFor();
  const cluster = (state: string) => workbench().row('Clusters', new RegExp(`^Cluster Plan B: ${state}`));
  const back = () => quickInput().getByRole('button', { name: 'Back' }).click();
  const type = async (text: string) => {
    await input().fill(text);
    await input().press('Enter');
  };
  const begin = async () => {
    await workbench().contextMenu(cluster('no cluster'));
    await workbench().chooseFromMenu('Create Cluster…', { within: 'Hosts' });
    await step('Create a Cluster (1/4)');
  };
  const giveUp = async () => {
    await workbench().page.keyboard.press('Escape');
    await quickInput().or(dialog()).filter({ visible: true }).waitFor({ state: 'hidden' });
  };
  const untilConfirmed = async (typed = password) => {
    await begin();
    await type('plan-b');
    await step('(2/4)');
    await type('host1');
    await step('(3/4)');
    await type('hacluster');
    await step('(4/4)');
    await workbench().pick(/^Start It Now and at Each Boot/);
    await step('Password of hacluster on host1');
    assert.equal(await input().getAttribute('type'), 'password');
    await type(typed);
    await dialog().getByText('Create the cluster').waitFor();
  };

  it('is asked for in four steps, each with a way back to what was typed and with a word to what cannot be', async () => {
    await begin();
    await type('two words');
    await workbench().page.getByText('Type a name without blanks.').waitFor();
    await type('plan-b');
    await step('(2/4)');
    await type('=');
    await workbench().page.getByText('Type names with blanks between them').first().waitFor();
    await type('host1');
    await step('(3/4)');
    assert.equal(await input().inputValue(), 'hacluster');
    await back();
    await step('(2/4)');
    assert.equal(await input().inputValue(), 'host1');
    await input().press('Enter');
    await step('(3/4)');
    await input().press('Enter');
    await step('(4/4)');
    await back();
    await step('(3/4)');
    await giveUp();
    assert.deepEqual(newborn.changes, []);
  });

  it('is shown with its commands before it is made, but for the password, and left alone without a trace', async () => {
    await untilConfirmed();
    const said = await dialog().innerText();
    await workbench().screenshot('new-cluster');
    assert.match(said, /pcs host auth host1 -u hacluster[^]*pcs cluster setup plan-b host1 --start --enable/);
    assert.ok(!said.includes(password));
    await giveUp();
    assert.deepEqual(newborn.changes, []);
    await cluster('no cluster').waitFor();
  });

  it('is asked anew for a password that its hosts refuse, and nothing of it is set up by that', async () => {
    const wrong = randomBytes(12).toString('hex');
    await untilConfirmed(wrong);
    await dialog().getByRole('button', { name: 'Create', exact: true }).click();
    await step('Password of hacluster on host1');
    await workbench().page.getByText('That was not accepted. Try again').first().waitFor();
    await giveUp();
    assert.deepEqual(newborn.changes.splice(0), [{ line: 'pcs host auth host1 -u hacluster', input: `${wrong}\n` }]);
  });

  it('is made by these commands, the password on standard input alone, and is there', async () => {
    await untilConfirmed();
    await dialog().getByRole('button', { name: 'Create', exact: true }).click();
    await cluster('connected').waitFor();
    assert.deepEqual(newborn.changes.map(({ line }) => line), ['pcs host auth host1 -u hacluster', 'pcs cluster setup plan-b host1 --start --enable']);
    assert.deepEqual([newborn.changes[0]?.input.includes(password), server.lines.some((line) => line.includes(password))], [true, false]);
    await workbench().runCommand('Pacemaker: Show Changes');
    await workbench().tab(/Changes\.sh/).waitFor();
    assert.ok(!(await workbench().editorText(/pcs cluster setup plan-b host1/)).includes(password));
  });

  it('shows a name as it is, wherever it is shown, and never as anything else', async () => {
    const row = workbench().view('Resources').getByRole('treeitem').filter({ hasText: awkward }).first();
    await row.waitFor();
    await row.hover();
    const tooltip = workbench().page.locator('.monaco-hover').filter({ hasText: 'ocf:pacemaker:Dummy' });
    await tooltip.waitFor();
    assert.ok((await tooltip.innerText()).includes(awkward));
    assert.deepEqual(await tooltip.locator('strong').allInnerTexts(), [awkward], 'its only heading');
    assert.equal(await tooltip.locator('img, b, code, a, .codicon').count(), 0);
    await workbench().contextMenu(row);
    await workbench().chooseFromMenu('Disable Resource');
    await dialog().waitFor();
    const said = await dialog().innerText();
    assert.ok(said.includes(`Disable ${awkward}?`) && said.includes(`pcs resource disable '${awkward.replace("'", "'\\''")}'`), said);
    assert.equal(await dialog().locator('.dialog-message-container').locator('img, b, strong, code, a').count(), 0);
    await giveUp();
    await workbench().contextMenu(row);
    await workbench().chooseFromMenu('Move Resource…');
    await step('Move ');
    assert.ok((await quickInput().locator('.quick-input-title').innerText()).includes(awkward));
    await giveUp();
  });

  it('ticks off the first card of the walkthrough that leads to it, each time that its host answers', async () => {
    await workbench().contextMenu(cluster('connected'));
    await workbench().chooseFromMenu('Disconnect');
    const row = cluster('not connected');
    await row.waitFor();
    await workbench().runCommand('Welcome: Open Walkthrough...');
    await workbench().pick(/Set Up Physical Hosts for a Cluster/);
    const card = (done: string) => workbench().page.getByRole('checkbox', { name: `Connect to the hosts: ${done}` });
    await card('Not completed').waitFor();
    await row.hover();
    await row.getByRole('button', { name: 'Connect' }).click();
    await card('Completed').waitFor();
    await workbench().screenshot('walkthrough');
    await workbench().runCommand('Pacemaker: Show Set-up Checklist');
    await workbench().tab(/Set-up Checklist/).waitFor();
    await workbench().tab(/Welcome/).click();
    await card('Completed').waitFor();
  });

  // The list of clusters is a setting on the server, which the windows of all suites have in common.
  it('is taken off the list again', async () => {
    await giveUp();
    await workbench().contextMenu(cluster(''));
    await workbench().chooseFromMenu('Remove Cluster from List…');
    await dialog().getByRole('button', { name: 'Remove from List' }).click();
    await workbench().page.getByText('See your Pacemaker clusters live').waitFor();
  });
});
