import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { homedir, hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../core/result';
import { failure, success } from '../core/result';
import type { Endpoint, Route } from './endpoint';
import { type Onward, onwardName } from './onward';
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

/**
 * Resolves a machine that is reached through a connection to a host: what the ssh configuration says of its address counts, but for the way there.
 * Behind a host of a practice cluster nothing is asked: its guests are known beforehand as it is. Fault: `target-invalid`.
 */
export async function resolveOnward({ target, user, address, name }: Onward, jump: Endpoint, read: SettingsReader = settingsReader(), local: LocalMachine = thisMachine()): Promise<Result<Endpoint>> {
  const filedAs = onwardName(name, jump);
  const { hostKeys: known } = jump;
  if (known.kind === 'pinned' && known.behind !== undefined) {
    return success({ ...jump, target, user, host: address, port: 22, filedAs, hostKeys: { kind: 'pinned', key: known.behind }, route: { kind: 'jump', through: jump } });
  }
  const resolved = await resolveOne(`${user}@${address}`, read, local);
  if (!resolved.ok) return resolved;
  const { endpoint } = resolved.value;
  const hostKeys = endpoint.hostKeys.kind === 'known' ? { ...endpoint.hostKeys, alias: filedAs } : endpoint.hostKeys;
  return success({ ...endpoint, target, host: address, filedAs, hostKeys, route: { kind: 'jump', through: jump } });
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
  const { settingsFromConfig } = await import('./configFile');
  return settingsFromConfig(await readFile(file, 'utf8').catch(() => ''), target);
}
