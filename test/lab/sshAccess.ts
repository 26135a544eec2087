import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accounts, type Credentials } from './accounts';
import { addressOf, type Layout, type MachineName } from './layout';
import { mustRun } from './run';

/** The files by which any ssh client gets into the machines of a lab. */
export interface SshAccess extends Credentials {
  /** OpenSSH's configuration with an alias for every machine (root) and for every account on it (`host1-admin`). */
  readonly sshConfig: string;
  readonly identity: string;
  readonly knownHosts: string;
  /** Holds the password and nothing else. Only root may read it, as everything here. */
  readonly passwordFile: string;
}

/** Makes a key and a password, known to nobody before, and writes what a client needs into the run folder. */
export async function makeAccess(layout: Layout, machines: readonly MachineName[]): Promise<SshAccess> {
  const files = accessFiles(layout);
  await mustRun('The key of the lab could not be made', 'ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', layout.prefix, '-f', files.identity]);
  writeFileSync(files.passwordFile, randomBytes(12).toString('hex'), { mode: 0o600 });
  writeFileSync(files.knownHosts, '', { mode: 0o600 });
  const hosts = machines.flatMap((machine) => [
    alias(machine, machine, 'root', layout),
    ...accounts.map((account) => alias(`${machine}-${account}`, machine, account, layout)),
  ]);
  const common = ['Host *', `  IdentityFile ${files.identity}`, '  IdentitiesOnly yes', `  UserKnownHostsFile ${files.knownHosts}`, '  GlobalKnownHostsFile /dev/null', '  StrictHostKeyChecking yes', ''];
  writeFileSync(files.sshConfig, [...hosts, ...common].join('\n'), { mode: 0o600 });
  return readAccess(layout);
}

/** What `makeAccess` made. */
export function readAccess(layout: Layout): SshAccess {
  const files = accessFiles(layout);
  return { ...files, password: readFileSync(files.passwordFile, 'utf8'), publicKey: readFileSync(`${files.identity}.pub`, 'utf8').trim() };
}

function accessFiles({ folder }: Layout) {
  return {
    sshConfig: join(folder, 'ssh_config'),
    identity: join(folder, 'identity'),
    knownHosts: join(folder, 'known_hosts'),
    passwordFile: join(folder, 'password'),
  };
}

function alias(name: string, machine: MachineName, user: string, layout: Layout): string {
  return [`Host ${name}`, `  HostName ${addressOf(layout, machine)}`, `  User ${user}`, ''].join('\n');
}
