import type { AuthenticationMethod, Endpoint, Identities, Route, Strictness } from './endpoint';

/** Values by lower-case keyword, as `ssh -G` prints them: one entry for every line of a keyword. */
export type SshSettings = ReadonlyMap<string, readonly string[]>;

/** The machine the editor runs on, as far as ssh_config(5) refers to it. */
export interface LocalMachine {
  readonly home: string;
  readonly user: string;
  readonly hostname: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Reads the output of `ssh -G`: a keyword and its value a line. */
export function parseSshSettings(text: string): SshSettings {
  const settings = new Map<string, string[]>();
  for (const line of text.split(/\r?\n/)) {
    const [, keyword, value] = /^(\S+) (.*)$/.exec(line) ?? [];
    if (keyword === undefined || value === undefined) continue;
    settings.set(keyword.toLowerCase(), [...(settings.get(keyword.toLowerCase()) ?? []), value]);
  }
  return settings;
}

/** An endpoint without its route, which may take further targets to resolve. */
export function endpointFromSettings(settings: SshSettings, target: string, alias: string, local: LocalMachine): Omit<Endpoint, 'route'> {
  const one = (keyword: string): string | null => value(settings, keyword);
  const host = one('hostname') ?? alias;
  const user = one('user') ?? local.user;
  const port = Number(one('port') ?? 22);
  const expand = (path: string) => expandPath(path, { host, user, port, alias }, local);
  const paths = (keyword: string) => (settings.get(keyword) ?? []).flatMap((line) => splitPaths(line, local.home)).map(expand);
  const batch = one('batchmode') === 'yes';
  const keepalive = seconds(one('serveraliveinterval'));
  return {
    target,
    host,
    port,
    user,
    hostKeys: {
      kind: 'known',
      strict: strictness(one('stricthostkeychecking')),
      alias: one('hostkeyalias'),
      knownHosts: [...paths('userknownhostsfile'), ...paths('globalknownhostsfile')],
      revoked: paths('revokedhostkeys'),
    },
    identities: {
      kind: 'configured',
      files: (settings.get('identityfile') ?? []).filter(isSet).map(expand),
      certificates: (settings.get('certificatefile') ?? []).filter(isSet).map(expand),
      agent: agentPath(settings.get('identityagent')?.[0] ?? 'SSH_AUTH_SOCK', expand, local),
      only: one('identitiesonly') === 'yes',
    } satisfies Identities,
    methods: methods(settings),
    passwordPrompts: batch ? 0 : Number(one('numberofpasswordprompts') ?? 3),
    connectTimeoutMs: seconds(one('connecttimeout')),
    keepaliveMs: keepalive,
    keepaliveCount: keepalive === null ? null : Number(one('serveralivecountmax') ?? 3),
  };
}

/** The way that does not lead over another host; null where ProxyJump has to be resolved first. */
export function directRoute(settings: SshSettings, { target, host, port, user }: Omit<Endpoint, 'route'>, alias: string): Route | null {
  if (value(settings, 'proxyjump')) return null;
  const command = value(settings, 'proxycommand');
  if (command) return { kind: 'command', command: expandTokens(command, { h: host, p: String(port), r: user, n: alias || target }) };
  const family = value(settings, 'addressfamily');
  return { kind: 'direct', family: family === 'inet' ? 4 : family === 'inet6' ? 6 : 0 };
}

export function jumpHosts(settings: SshSettings): readonly string[] {
  return value(settings, 'proxyjump')?.split(',').map((hop) => hop.trim()).filter(Boolean) ?? [];
}

/** The first value of a keyword, null where it is absent or `none`. */
function value(settings: SshSettings, keyword: string): string | null {
  const first = settings.get(keyword)?.[0];
  return first !== undefined && isSet(first) ? first : null;
}

function isSet(text: string): boolean {
  return text !== '' && text.toLowerCase() !== 'none';
}

/** Seconds, or `2m` and the like (sshd_config(5), TIME FORMATS), in milliseconds; null for nothing and for 0, which means off. */
function seconds(text: string | null): number | null {
  const units: Record<string, number> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
  let total = 0;
  for (const [, count, unit] of (text ?? '').matchAll(/(\d+)([smhdw]?)/gi)) total += Number(count) * (units[unit?.toLowerCase() ?? ''] ?? 1);
  return total === 0 ? null : total * 1000;
}

/** `ssh -G` prints yes as `true` and no as `false` here. */
function strictness(text: string | null): Strictness {
  switch (text) {
    case 'true':
    case 'yes':
      return 'yes';
    case 'false':
    case 'no':
    case 'off':
      return 'no';
    case 'accept-new':
      return 'accept-new';
    default:
      return 'ask';
  }
}

function methods(settings: SshSettings): readonly AuthenticationMethod[] {
  const preferred = (value(settings, 'preferredauthentications') ?? 'publickey,keyboard-interactive,password').split(',');
  const switches: Record<AuthenticationMethod, string> = {
    publickey: 'pubkeyauthentication',
    'keyboard-interactive': 'kbdinteractiveauthentication',
    password: 'passwordauthentication',
  };
  const isKnown = (name: string): name is AuthenticationMethod => name in switches;
  return preferred.filter(isKnown).filter((name) => !['no', 'false'].includes(value(settings, switches[name]) ?? 'yes'));
}

/** ssh_config(5) IdentityAgent: a path, `none`, `SSH_AUTH_SOCK`, or the name of another variable after `$`. */
function agentPath(setting: string, expand: (path: string) => string, { env, platform }: LocalMachine): string | null {
  // OpenSSH for Windows listens here and sets no variable.
  const usual = env.SSH_AUTH_SOCK || (platform === 'win32' ? '\\\\.\\pipe\\openssh-ssh-agent' : null);
  if (setting === 'none') return null;
  if (setting === 'SSH_AUTH_SOCK') return usual;
  return setting.startsWith('$') ? env[setting.replace(/^\$\{?|\}$/g, '')] || null : expand(setting);
}

/** Paths stand on one line with spaces between them, unquoted: a home folder with a space in its name would fall apart. */
function splitPaths(line: string, home: string): readonly string[] {
  return line.replaceAll(home, '~').split(' ').filter(isSet);
}

function expandPath(path: string, { host, user, port, alias }: { host: string; user: string; port: number; alias: string }, local: LocalMachine): string {
  const { home, platform, env } = local;
  const absolute = path
    .replace(/^"(.*)"$/, '$1')
    .replace(/^~(?=$|[/\\])/, () => home)
    .replace(/^__PROGRAMDATA__/, () => (platform === 'win32' ? env.ProgramData ?? '' : '__PROGRAMDATA__'));
  return expandTokens(absolute, { d: home, h: host, i: '', l: local.hostname, n: alias, p: String(port), r: user, u: local.user });
}

/** ssh_config(5), TOKENS. One that is not known stays as it is. */
function expandTokens(text: string, tokens: Readonly<Record<string, string>>): string {
  return text.replace(/%(.)/g, (whole, letter: string) => (letter === '%' ? '%' : tokens[letter] ?? whole));
}
