import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { waitForStatus } from './cluster';
import { guestState } from './guestState';
import { stateOf } from './lab';
import type { LabHost } from './labHost';
import { mustRunOn, useLab } from './labTests';
import { layoutOf } from './layout';
import { run } from './run';

describe('Guests of the lab', function () {
  this.timeout(240_000);
  const { lab, hosts, test, afterwards } = useLab();
  const [host1, host2] = [lab.host('host1'), lab.host('host2')];
  const layout = layoutOf(lab.release);
  before(() => assert.equal(stateOf(layout), 'guest', `These tests need the state: npm run lab -- up --release ${lab.release} --state guest`));

  const isWhole = () => waitForStatus(layout, guestState, 120);

  /** Takes back a move. The resource may go back at once, which has to be over before anything else is tried. */
  async function clear(resource: string): Promise<void> {
    await mustRunOn(host1, `crm_resource --resource ${resource} --clear; crm_resource --wait --timeout 180`);
    await isWhole();
  }

  async function overSsh(alias: string, script: string): Promise<string> {
    const { stdout, stderr, exitCode } = await run('ssh', ['-F', lab.sshConfig, '-o', 'ConnectTimeout=10', alias, script], { timeoutMs: 60_000 });
    assert.equal(exitCode, 0, `${alias}: ${stderr}`);
    return stdout.trim();
  }

  async function becomesTrue(what: string, seconds: number, isSo: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + seconds * 1000; !(await isSo()); await pause(250)) assert.ok(Date.now() < end, `${what} within ${seconds} s`);
  }

  /** The host whose libvirt runs a guest. */
  async function homeOf(guest: string): Promise<LabHost> {
    for (const host of hosts) if ((await host.run(`virsh domstate ${guest}`)).stdout.trim() === 'running') return host;
    throw new assert.AssertionError({ message: `${guest} runs on no host` });
  }

  test('a guest node lets in whoever has the lab\'s key, and Pacemaker\'s tools answer in it', async () => {
    assert.equal(await overSsh('guest1', 'hostname'), 'guest1');
    assert.equal(await overSsh('guest1-keeper', 'id -un'), 'keeper');
    assert.match(await overSsh('guest1', 'crm_mon -1'), /GuestOnline: \[ guest1/);
  });

  test('a remote node runs resources and knows the cluster', async () => {
    assert.match(await overSsh('remote1', 'crm_mon -1'), /RemoteOnline: \[ remote1 \]/);
    const runsThere = async () => (await lab.host('remote1').run('test -e /run/Dummy-FAKE1.state')).exitCode === 0;
    // Nothing says where the lab's resources run, and what runs there already cannot be moved there.
    if (!(await runsThere())) {
      afterwards(() => clear('FAKE1'));
      await mustRunOn(host1, 'crm_resource --resource FAKE1 --move --node remote1');
    }
    await becomesTrue('FAKE1 runs on remote1', 60, runsThere);
  });

  test('the serial console asks for a name and a password and lets in', async () => {
    const home = await homeOf('guest1');
    const client = spawn('ssh', ['-F', lab.sshConfig, '-tt', home.name, 'virsh console guest1'], { stdio: 'pipe' });
    afterwards(() => void client.kill());
    let text = '';
    client.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    const answer = async (question: RegExp, words: string) => {
      await becomesTrue(`The console shows ${question.source}; it shows ${JSON.stringify(text)}`, 30, async () => question.test(text));
      text = '';
      client.stdin.write(words);
    };
    await answer(/Escape character/, '\r');
    await answer(/guest1 login: $/, 'root\r');
    await answer(/Password: $/, `${lab.password}\r`);
    await answer(/# $/, 'echo "$(hostname) $(tty)"; exit\r');
    await answer(/guest1 \/dev\/ttyS0[^]*login: $/, '\x1d');
    const [status] = (await once(client, 'close')) as [number];
    assert.equal(status, 0);
  });

  test('the screen is a VNC server on the host', async () => {
    const home = await homeOf('guest1');
    const display = await mustRunOn(home, 'virsh vncdisplay guest1');
    const [, number] = /^127\.0\.0\.1:(\d+)\n/.exec(display) ?? [];
    assert.ok(number !== undefined, display);
    // The server speaks first (RFC 6143, 7.1.1).
    assert.equal((await home.run(`sleep 2 | timeout 5 nc 127.0.0.1 ${5900 + Number(number)} | head -c 12`)).stdout, 'RFB 003.008\n');
  });

  test('a guest that the cluster does not manage starts, migrates while it runs, and hears the power button', async () => {
    afterwards(async () => void (await Promise.all(hosts.map((host) => host.run('virsh destroy guest2')))));
    await mustRunOn(host2, 'virsh start guest2');
    await becomesTrue('guest2 lets in', 60, async () => (await run('ssh', ['-F', lab.sshConfig, '-o', 'ConnectTimeout=2', 'guest2', 'true'])).exitCode === 0);
    const boot = await overSsh('guest2', 'cat /proc/sys/kernel/random/boot_id');
    // libvirt cannot know that a folder that is bound into both hosts is the same one.
    await mustRunOn(host2, 'virsh migrate --live --unsafe guest2 qemu+ssh://host1/system');
    assert.equal((await homeOf('guest2')).name, 'host1');
    assert.equal(await overSsh('guest2', 'cat /proc/sys/kernel/random/boot_id'), boot);
    await mustRunOn(host1, 'virsh shutdown guest2');
    await becomesTrue('guest2 is off', 60, async () => !(await host1.run('virsh list --name')).stdout.includes('guest2'));
  });

  test('the cluster starts its guest on either host', async () => {
    const home = await homeOf('guest1');
    const other = home.name === 'host1' ? host2 : host1;
    afterwards(() => clear('vm-guest1'));
    await mustRunOn(host1, `crm_resource --resource vm-guest1 --move --node ${other.name}`);
    await becomesTrue('guest1 runs on the other host', 120, async () => (await other.run('virsh list --name')).stdout.includes('guest1'));
    await isWhole();
    assert.equal(await overSsh('guest1', 'hostname'), 'guest1');
  });
});
