import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { accounts } from './accounts';
import { labUnderTest } from './labTests';
import { layoutOf } from './layout';
import { mustRun, run } from './run';
import { statusGaps } from './statusGaps';
import { leftovers } from './teardown';

const machines = ['host1', 'host2', 'remote1'] as const;

describe('the lab', () => {
  const lab = labUnderTest();
  const ssh = (alias: string, command: string, { options = [], ...rest }: { options?: readonly string[]; stdin?: string; env?: NodeJS.ProcessEnv } = {}) =>
    run('ssh', ['-F', lab.sshConfig, '-o', 'ConnectTimeout=2', ...options, alias, command], { timeoutMs: 20_000, ...rest });
  const inCluster = async (...online: string[]) => statusGaps((await lab.host('host1').run('crm_mon -1 -r --output-as=xml')).stdout, { online, started: ['power'] });
  const reaches = async (machine: string) => (await ssh(machine, 'echo reached')).stdout === 'reached\n';

  describe('its accounts', () => {
    for (const account of ['root', ...accounts]) {
      it(`${account} gets into every host with the lab's key, and each host proves its name`, async () => {
        for (const machine of machines) {
          const { stdout, stderr } = await ssh(account === 'root' ? machine : `${machine}-${account}`, 'whoami; hostname');
          assert.equal(stdout, `${account}\n${machine}\n`, stderr);
        }
      });
    }

    for (const method of ['password', 'keyboard-interactive']) {
      it(`get in with the lab's password by ${method}`, async () => {
        const passwordFile = join(lab.folder, 'password');
        const askpass = join(lab.folder, 'askpass');
        await mustRun('The program that tells the password could not be made', 'install', ['-m', '0700', '/dev/null', askpass]);
        await mustRun('The program that tells the password could not be made', 'tee', [askpass], { stdin: `#!/bin/sh\ncat ${passwordFile}\n` });
        const options = ['-o', `PreferredAuthentications=${method}`, '-o', 'PubkeyAuthentication=no', '-o', 'NumberOfPasswordPrompts=1'];
        const env = { ...process.env, SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force' };
        for (const alias of ['host1', 'host1-admin', 'host1-keeper']) {
          const { stdout, stderr } = await ssh(alias, 'echo reached', { options, env });
          assert.equal(stdout, 'reached\n', stderr);
        }
      });
    }

    it('admin may do everything with its password, and nothing without', async () => {
      assert.equal((await ssh('host1-admin', 'sudo -S -p "" id -u', { stdin: `${lab.password}\n` })).stdout, '0\n');
      assert.equal((await ssh('host1-admin', 'sudo -n id -u')).exitCode, 1);
    });

    it('operator may without a password what the README lists, and nothing else', async () => {
      const allowed = await ssh('host1-operator', 'sudo -n /usr/sbin/cibadmin --query');
      assert.match(allowed.stdout, /^<cib /, allowed.stderr);
      assert.equal((await ssh('host1-operator', 'sudo -n /usr/bin/virsh -c qemu:///system list --all')).exitCode, 0);
      assert.match((await ssh('host1-operator', 'sudo -n /usr/sbin/cibadmin --erase --force')).stderr, /password is required/);
    });

    it('keeper needs no sudo for Pacemaker and libvirt, and has none', async () => {
      const { stdout, stderr } = await ssh('host1-keeper', '/usr/sbin/cibadmin --query --xpath /cib --no-children && virsh -c qemu:///system list --all');
      assert.match(stdout, /<cib [^]*Id +Name +State/, stderr);
      assert.equal((await ssh('host1-keeper', 'sudo -S -p "" id -u', { stdin: `${lab.password}\n` })).exitCode, 1);
    });

    it('have secrets that only root can read', () => {
      for (const path of [lab.folder, lab.identity, join(lab.folder, 'password')]) assert.equal(statSync(path).mode & 0o077, 0, path);
      assert.match(lab.password, /^[0-9a-f]{24}$/);
    });
  });

  describe('a machine of it', () => {
    const machine = lab.host('remote1');

    it('is cut off at once, and boots again with what was written to its disk', async () => {
      await machine.run('echo kept >/root/note; sync');
      await machine.powerOff();
      await assert.rejects(machine.run('true'), /remote1 is off/);
      assert.equal(await reaches('remote1'), false);
      await machine.powerOn();
      assert.equal((await ssh('remote1', 'cat /root/note')).stdout, 'kept\n');
    });

    it('is frozen and thawed, with all that runs on it', async () => {
      const banner = async () => (await run('ssh-keyscan', ['-T', '1', '-t', 'ed25519', machine.address])).stdout;
      const before = await banner();
      await machine.freeze();
      try {
        assert.equal(await banner(), '');
      } finally {
        await machine.thaw();
      }
      assert.equal(await banner(), before);
      assert.match(before, /ssh-ed25519/);
    });

    it('loses its network and gets it back, and runs on meanwhile', async () => {
      await machine.cutLink();
      try {
        assert.equal(await reaches('remote1'), false);
        assert.equal((await machine.run('hostname')).stdout, 'remote1\n');
        assert.equal(await reaches('host2'), true);
      } finally {
        await machine.restoreLink();
      }
      await becomes('remote1 is reached again', () => reaches('remote1'));
    });

    it('has no way out of the lab', async () => {
      assert.equal((await machine.run('ip route show default')).stdout, '');
    });
  });

  describe('its cluster', () => {
    it('is whole, and nothing of how it was made is left in it', async () => {
      await becomes('both hosts are online', async () => (await inCluster('host1', 'host2')).length === 0);
      const { stdout } = await lab.host('host1').run('pcs status --full && cibadmin -Q');
      assert.match(stdout, /Cluster name: lab/);
      assert.doesNotMatch(stdout, /dc-deadtime/);
    });

    /** Online is not enough: a host that is cut off before it has joined again counts as one that was fenced already, and stays off. */
    const isBack = async () => {
      await becomes('host2 is back', async () => (await inCluster('host1', 'host2')).length === 0);
      await becomes('host2 has joined', async () => /join="member" expected="member"/.test((await lab.host('host1').run(`cibadmin --query --xpath "//node_state[@uname='host2']" --no-children`)).stdout));
      await lab.host('host1').run('crm_resource --wait --timeout=60');
    };

    it('powers a host off when it is told to, and the host comes back into it', async () => {
      const booted = async () => (await lab.host('host2').run('stat -c %Z /proc/1')).stdout;
      const before = await booted();
      const { exitCode, stdout, stderr } = await lab.host('host1').run('pcs stonith fence host2');
      assert.equal(exitCode, 0, stdout + stderr);
      await isBack();
      assert.ok(Number(await booted()) > Number(before), 'host2 was never off');
    });

    it('notices that a host was cut off, has it switched on by fencing it, and takes it in again', async () => {
      await lab.host('host2').powerOff();
      await becomes('host1 sees that host2 has gone', async () => (await inCluster('host1', 'host2')).length > 0);
      await isBack();
    });

    it('fences a host only for who knows the password', async () => {
      const { stdout } = await lab.host('host1').run(`printf 'wrong off host2\\n' | nc -N operator 6230`);
      assert.equal(stdout, 'error: the password is wrong\n');
      assert.equal(await reaches('host2'), true);
    });
  });

  describe('another one beside it', () => {
    const layout = layoutOf(lab.release, 'beside');
    const labCommand = (...words: string[]) => {
      const child = spawn(process.execPath, ['.scripts/lab.mjs', ...words, '--release', lab.release], { env: { ...process.env, PACEMAKER_LAB: 'beside' }, stdio: 'ignore' });
      return { child, ended: once(child, 'exit') };
    };
    afterEach(async function () {
      this.timeout(60_000);
      await labCommand('down').ended;
    });

    it('comes up bare, as hosts are when the packages have just been installed, and goes without a trace', async () => {
      assert.deepEqual(await labCommand('up', '--state', 'bare').ended, [0, null]);
      const config = join(layout.folder, 'ssh_config');
      const [program, ...inside] = ['nsenter', `--net=/run/netns/${layout.namespace}`, 'ssh', '-F', config] as const;
      const bare = await run(program, [...inside, 'host1', 'ls /etc/corosync/corosync.conf /var/lib/pacemaker/cib/cib.xml; systemctl is-enabled pcsd corosync pacemaker; systemctl is-active corosync pacemaker; which pcs virsh']);
      assert.equal(bare.stdout, 'enabled\ndisabled\ndisabled\ninactive\ninactive\n/usr/sbin/pcs\n/usr/bin/virsh\n', bare.stderr);
      assert.notDeepEqual(await leftovers(layout), []);
      assert.deepEqual(await labCommand('down').ended, [0, null]);
      assert.deepEqual(await leftovers(layout), []);
    }).timeout(120_000);

    it('is taken down without a trace also when who brought it up was killed half-way', async () => {
      const { child, ended } = labCommand('up', '--state', 'cluster');
      await becomes('a machine has booted', async () => existsSync(join(layout.folder, 'host1/console.log')));
      child.kill('SIGKILL');
      await ended;
      assert.equal(existsSync(join(layout.folder, 'state')), false);
      assert.notDeepEqual(await leftovers(layout), []);
      assert.deepEqual(await labCommand('down').ended, [0, null]);
      assert.deepEqual(await leftovers(layout), []);
    }).timeout(120_000);

    it('leaves nothing when who brings it up is told to stop half-way', async () => {
      const { child, ended } = labCommand('up', '--state', 'cluster');
      await becomes('a machine has booted', async () => existsSync(join(layout.folder, 'host1/console.log')));
      child.kill('SIGTERM');
      assert.deepEqual(await ended, [143, null]);
      assert.deepEqual(await leftovers(layout), []);
    }).timeout(120_000);

    it('is taken down when it is not there', async () => {
      assert.deepEqual(await labCommand('down').ended, [0, null]);
    });
  });
});

/** Rejects after a minute and a half in which it is not so. */
async function becomes(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 90_000; !(await isSo()); await pause(500)) assert.ok(Date.now() < end, `not within 90 s: ${what}`);
}
