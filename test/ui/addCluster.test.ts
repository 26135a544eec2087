import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { startSshServer, type Executed, type SshServer } from '../unit/remote/sshServer';
import { healthy } from '../unit/session/scriptedCluster';
import { useWorkbench } from './workbench';

/** A host that answers as one of the real two-node cluster did. */
function answerAsRecorded({ line, reply }: Executed): void {
  const command = line.replace(/^env LC_ALL=C TZ=UTC /, '').replace(/^\S*\/(?=\w+ )/, '');
  const known = Object.entries(healthy).sort(([a], [b]) => b.length - a.length).find(([start]) => command.startsWith(start));
  const answer = known?.[1];
  if (answer === undefined || 'fault' in answer) reply('', 127, 'not found\n');
  else reply(answer.stdout, answer.exitCode ?? undefined, answer.stderr);
}

describe('Adding a cluster', () => {
  const workbench = useWorkbench({ height: 1100 });
  const password = randomBytes(12).toString('hex');
  let server: SshServer;
  let asked = 0;

  before(async () => {
    server = await startSshServer({
      authenticate: (context) => {
        if (context.method !== 'password') return context.reject(['password']);
        asked += 1;
        if (context.password === password) context.accept();
        else context.reject(['password']);
      },
      programs: ['/usr/sbin/crm_mon', '/usr/sbin/cibadmin', '/usr/sbin/crm_node', '/usr/bin/virsh'],
      execute: answerAsRecorded,
    });
  });

  after(async () => server.close());

  const dialog = () => workbench().dialog();
  const type = async (text: string) => {
    const input = workbench().page.locator('.quick-input-widget input').first();
    await input.fill(text);
    await input.press('Enter');
  };
  const title = (text: string) => workbench().page.locator('.quick-input-title').filter({ hasText: text }).waitFor();
  const step = (number: number) => title(`(${number}/4)`);

  it('asks for a name, hosts and libvirt, and goes back to what was asked before', async () => {
    await workbench().page.getByText('See your Pacemaker clusters live').waitFor();
    await workbench().page.getByRole('button', { name: 'Add Cluster…' }).last().click();
    await step(1);
    await type('');
    await workbench().page.getByText('A cluster needs a name.').waitFor();
    await type('Lab $(trash)');
    await step(2);
    await workbench().page.locator('.quick-input-widget').getByRole('button', { name: 'Back' }).click();
    await step(1);
    assert.equal(await workbench().page.locator('.quick-input-widget input').first().inputValue(), 'Lab $(trash)');
    await type('Lab $(trash)');
    await step(2);
    await type('two words');
    await workbench().page.getByText(/is not a host that SSH could connect to/).first().waitFor();
    await type(`admin@127.0.0.1:${server.port}`);
    await workbench().pick(/^Done/);
    await step(3);
    await workbench().page.locator('.quick-input-widget input').first().press('Enter');
    await step(4);
    await workbench().pick(/^Changes may be made/);
  });

  it('shows the fingerprint of an unknown host and connects only when it is trusted', async () => {
    const blob = Buffer.from(server.hostKey.publicKey, 'base64');
    const fingerprint = `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
    await dialog().getByText(fingerprint).waitFor();
    assert.match(await dialog().innerText(), /127\.0\.0\.1.*ssh-ed25519/s);
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await workbench().row('Clusters', /^Cluster Lab \$\(trash\): not connected/).waitFor();
    await workbench().row('Clusters', /decision about its host key/).waitFor();
    assert.equal(asked, 0, 'no password was sent to a host that is not trusted');
    assert.equal(await workbench().notification(/host key/).count(), 0, 'who declines needs no notification');
  });

  it('asks again when told to, and for the password once more when it was wrong', async () => {
    await workbench().contextMenu(workbench().row('Clusters', /^Cluster Lab/));
    await workbench().chooseFromMenu('Connect');
    await dialog().getByRole('button', { name: 'Trust This Key' }).click();
    await title('Password of admin on');
    assert.equal(await workbench().page.locator('.quick-input-widget input').first().getAttribute('type'), 'password');
    await type('wrong');
    await workbench().page.getByText('That was not accepted.').waitFor();
    await workbench().page.locator('.quick-input-widget').getByRole('button', { name: /^Will be forgotten/ }).click();
    await workbench().page.locator('.quick-input-widget').getByRole('button', { name: /^Will be remembered/ }).waitFor();
    await type(password);
    await workbench().row('Clusters', /^Cluster Lab \$\(trash\): connected/).waitFor();
    await workbench().row('Nodes', /host1/).waitFor();
    await workbench().row('Guests', /guest1/).waitFor();
    assert.equal(asked, 2);
    await workbench().screenshot('added');
  });

  it('keeps the rows, marked old, when the host goes away, and says what happened', async () => {
    const before = await workbench().rows('Resources');
    server.drop();
    await workbench().row('Clusters', /^Cluster Lab \$\(trash\): (?!connected)/).waitFor();
    assert.deepEqual(await workbench().rows('Resources'), before);
    await workbench().row('Clusters', /^Cluster Lab \$\(trash\): connected/).waitFor({ timeout: 60_000 });
    assert.equal(asked, 3, 'the password is not asked for again, but sent again');
  });

  it('does not ask again for a password that is remembered', async () => {
    await workbench().contextMenu(workbench().row('Clusters', /^Cluster Lab/));
    await workbench().chooseFromMenu('Disconnect');
    await workbench().row('Clusters', /^Cluster Lab \$\(trash\): not connected/).waitFor();
    await workbench().runCommand('Pacemaker: Refresh');
    await workbench().row('Clusters', /^Cluster Lab \$\(trash\): connected/).waitFor();
    assert.equal(asked, 4);
  });

  it('names the cluster before it is taken off the list', async () => {
    await workbench().contextMenu(workbench().row('Clusters', /^Cluster Lab/));
    await workbench().chooseFromMenu('Remove Cluster from List…');
    await dialog().getByText('Remove Lab $(trash) from the list of clusters?').waitFor();
    await dialog().getByRole('button', { name: 'Remove from List' }).click();
    await workbench().page.getByText('See your Pacemaker clusters live').waitFor();
    assert.equal(server.connections.size, 0);
  });
});
