import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { homedir, hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import SSHConfig from 'ssh-config';
import type { Result } from '../core/result';
import { failure, success } from '../core/result';
import type { Endpoint, Route } from './endpoint';
import { directRoute, endpointFromSettings, jumpHosts, type LocalMachine, parseSshSettings, type SshSettings } from './sshSettings';
import { parseTarget, type Target } from './target';

/** Reads what the ssh configuration says of a target. Fault: `target-invalid`. */
export type SettingsReader = (target: Target, text: string) => Promise<Result<SshSettings>>;

/** More hops than anybody has: a configuration whose jump hosts name each other would go on for ever. */
const mostHops = 8;

/**
 * Resolves what a person would type to ssh, and every host on the way there. Fault: `target-invalid`.
 * Of `ProxyJump a,b` the connection to `a` follows `a`'s own configuration, as OpenSSH has it; `b` is reached through `a` whatever its own says.
 */
export async function resolveTarget(text: string, read: SettingsReader = settingsReader(), local: LocalMachine = thisMachine(), hops = 0): Promise<Result<Endpoint>> {
  if (hops > mostHops) return failure({ code: 'target-invalid', target: text, reason: 'too-many-jumps' });
  const resolved = await resolveOne(text, read, local);
  if (!resolved.ok) return resolved;
  const { endpoint, settings, alias } = resolved.value;
  const route = directRoute(settings, endpoint, alias);
  if (route) return success({ ...endpoint, route });

  const [first = '', ...further] = jumpHosts(settings);
  let last = await resolveTarget(first, read, local, hops + 1);
  for (const hop of further) {
    if (!last.ok) return last;
    const next = await resolveOne(hop, read, local);
    if (!next.ok) return next;
    const through: Route = { kind: 'jump', through: last.value };
    last = success({ ...next.value.endpoint, route: through });
  }
  return last.ok ? success({ ...endpoint, route: { kind: 'jump', through: last.value } }) : last;
}

async function resolveOne(text: string, read: SettingsReader, local: LocalMachine) {
  const target = parseTarget(text);
  if (!target.ok) return target;
  const settings = await read(target.value, text);
  if (!settings.ok) return settings;
  const alias = target.value.host;
  return success({ endpoint: endpointFromSettings(settings.value, text, alias, local), settings: settings.value, alias });
}

export function thisMachine(): LocalMachine {
  return { home: homedir(), user: userInfo().username, hostname: hostname(), platform: process.platform, env: process.env };
}

/**
 * Asks OpenSSH, whose own answer covers Include, Match and all defaults; where it is not installed reads the configuration file.
 * Without `file` both take the user's own.
 */
export function settingsReader(file?: string): SettingsReader {
  return async (target, text) => {
    const asked = await askOpenSsh(target, file === undefined ? [] : ['-F', file]);
    if (asked === 'not-installed') return success(await readConfigFile(target, file ?? join(homedir(), '.ssh', 'config')));
    return typeof asked === 'string' ? failure({ code: 'target-invalid', target: text, reason: asked }) : success(asked);
  };
}

/** The settings, or what ssh said of them. A `Match exec` in the user's own configuration runs, as it does for ssh. */
function askOpenSsh({ user, host, port }: Target, options: readonly string[]): Promise<SshSettings | string> {
  const args = [...options, '-G', ...(user === null ? [] : ['-l', user]), ...(port === null ? [] : ['-p', String(port)]), '--', host];
  return new Promise((resolve) => {
    // In the home folder: Windows would look for the program in the current one first, which may be a workspace.
    const ssh = spawn('ssh', args, { cwd: homedir(), stdio: ['ignore', 'pipe', 'pipe'], timeout: 10_000, windowsHide: true });
    let stdout = '';
    let stderr = '';
    ssh.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    ssh.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    ssh.on('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ENOENT' ? 'not-installed' : error.message));
    ssh.on('close', (status) => resolve(status === 0 ? parseSshSettings(stdout) : lastLine(stderr) || `ssh -G: exit status ${status}`));
  });
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

async function readConfigFile(target: Target, file: string): Promise<SshSettings> {
  return settingsFromConfig(await readFile(file, 'utf8').catch(() => ''), target);
}

/** What the text of a configuration file says, without Include and `Match exec`, and OpenSSH's defaults for what it leaves open. */
export function settingsFromConfig(text: string, { user, host, port }: Target): SshSettings {
  const computed = SSHConfig.parse(text).compute(host, { ignoreCase: true, matchExec: false });
  const settings = new Map(Object.entries(computed).map(([keyword, value]) => [keyword.toLowerCase(), typeof value === 'string' ? [value] : value]));
  if (user !== null) settings.set('user', [user]);
  if (port !== null) settings.set('port', [String(port)]);
  const name = settings.get('hostname')?.[0];
  if (name) settings.set('hostname', [name.replaceAll('%h', host)]);
  const keys = ['id_rsa', 'id_ecdsa', 'id_ecdsa_sk', 'id_ed25519', 'id_ed25519_sk'].map((key) => `~/.ssh/${key}`);
  const defaults: readonly (readonly [string, readonly string[]])[] = [
    ['identityfile', keys],
    ['userknownhostsfile', ['~/.ssh/known_hosts ~/.ssh/known_hosts2']],
    ['globalknownhostsfile', [process.platform === 'win32' ? '__PROGRAMDATA__/ssh/ssh_known_hosts' : '/etc/ssh/ssh_known_hosts /etc/ssh/ssh_known_hosts2']],
  ];
  return new Map([...defaults, ...settings]);
}
