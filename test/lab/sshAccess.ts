import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accounts, type Credentials } from './accounts';
import { addressOf, type Layout, type MachineName } from './layout';
import { inNamespace } from './network';
import { mustRun } from './run';

/** Carries its standard input and output to ADDRESS PORT. What else does that is not on every machine. */
const connectProgram = `
const [address, port] = process.argv.slice(2);
const socket = require('node:net').connect(Number(port), address);
socket.once('error', ({ message }) => { console.error(message); process.exit(1); });
process.stdin.pipe(socket).pipe(process.stdout);
`;

/** The files by which any ssh client gets into the machines of a lab. */
export interface SshAccess extends Credentials {
  /** OpenSSH's configuration with an alias for every machine (root) and for every account on it (`host1-admin`). */
  readonly sshConfig: string;
  /** The same for a client of root that is not in the operator's namespace: it goes there by a ProxyCommand. */
  readonly sshConfigOutside: string;
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
  const common = ['Host *', `  IdentityFile ${files.identity}`, '  IdentitiesOnly yes', `  UserKnownHostsFile ${files.knownHosts}`, '  GlobalKnownHostsFile /dev/null', '  StrictHostKeyChecking ask', ''];
  writeFileSync(files.sshConfig, [...hosts, ...common].join('\n'), { mode: 0o600 });
  const connect = join(layout.folder, 'connect.cjs');
  writeFileSync(connect, connectProgram);
  const proxy = [...inNamespace(layout.namespace), process.execPath, connect, '%h', '%p'].join(' ');
  writeFileSync(files.sshConfigOutside, [...hosts, ...common, `  ProxyCommand ${proxy}`, ''].join('\n'), { mode: 0o600 });
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
    sshConfigOutside: join(folder, 'ssh_config_outside'),
    identity: join(folder, 'identity'),
    knownHosts: join(folder, 'known_hosts'),
    passwordFile: join(folder, 'password'),
  };
}

function alias(name: string, machine: MachineName, user: string, layout: Layout): string {
  return [`Host ${name}`, `  HostName ${addressOf(layout, machine)}`, `  User ${user}`, ''].join('\n');
}
