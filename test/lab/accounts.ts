import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { layFiles } from './debianRoot';
import { mustRun } from './run';

/** Accounts of every machine beside root. All take the lab's key and the lab's password. */
export const accounts = ['admin', 'operator', 'keeper'] as const;

export interface Credentials {
  /** Of all accounts, and of hacluster, by which pcs hosts trust each other. */
  readonly password: string;
  /** A line for authorized_keys. */
  readonly publicKey: string;
}

/**
 * Puts the accounts into a root file system that no one else uses, before it is booted: `admin` may do all by sudo with its password,
 * `operator` without one what the README's rule lists, `keeper` is in the groups of Pacemaker and libvirt and may use no sudo.
 * Groups that are not there are left out; hacluster gets the password where it is.
 */
export async function addAccounts(root: string, { password, publicKey }: Credentials): Promise<void> {
  const script = `
    for account in ${accounts.join(' ')}; do
      # Debian has a group called operator.
      groupadd --force "$account"
      useradd --create-home --shell /bin/bash --gid "$account" "$account"
    done
    for group in haclient libvirt; do ! getent group "$group" >/dev/null || usermod --append --groups "$group" keeper; done
    for account in root ${accounts.join(' ')}; do
      home=$(getent passwd "$account" | cut -d: -f6)
      install -d -m 0700 -o "$account" -g "$account" "$home/.ssh"
      printf '%s\\n' '${publicKey}' >"$home/.ssh/authorized_keys"
      chown "$account:$account" "$home/.ssh/authorized_keys"
    done
    getent passwd hacluster >/dev/null && chage -E -1 hacluster || true`;
  await mustRun('The accounts could not be made', 'chroot', [root, '/bin/sh', '-e'], { stdin: script });
  const known = readFileSync(join(root, 'etc/passwd'), 'utf8');
  const names = ['root', ...accounts, 'hacluster'].filter((name) => new RegExp(`^${name}:`, 'm').test(known));
  await mustRun('The passwords could not be set', 'chroot', [root, 'chpasswd'], { stdin: names.map((name) => `${name}:${password}\n`).join('') });
  layFiles(root, {
    '/etc/sudoers.d/lab': { content: `admin ALL=(ALL) ALL\n${documentedRule('operator')}\n`, mode: 0o440 },
  });
}

/** The rule that the README shows for an account that only looks, for an account of this name. */
function documentedRule(account: string): string {
  const [rule] = /^monitor ALL=\(root\) NOPASSWD:(?:.*\\\n)+.*$/m.exec(readFileSync('README.md', 'utf8')) ?? [];
  if (rule === undefined) throw new Error('README.md shows no sudo rule for `monitor` any more: the lab\'s account `operator` is to have it.');
  return rule.replace(/^monitor/, account);
}

/** Host keys of a machine's own, and its public ones as lines for known_hosts under these names. */
export async function makeHostKeys(root: string, names: readonly string[]): Promise<readonly string[]> {
  const types = ['ed25519', 'ecdsa', 'rsa'];
  return Promise.all(types.map(async (type) => {
    const file = join(root, `etc/ssh/ssh_host_${type}_key`);
    rmSync(file, { force: true });
    await mustRun('A host key could not be made', 'ssh-keygen', ['-q', '-t', type, '-N', '', '-C', '', '-f', file]);
    const [kind = '', key = ''] = readFileSync(`${file}.pub`, 'utf8').split(' ');
    return `${names.join(',')} ${kind} ${key.trim()}`;
  }));
}
