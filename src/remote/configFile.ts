import SSHConfig from 'ssh-config';
import type { SshSettings } from './sshSettings';
import type { Target } from './target';

/** A line of a configuration: its keyword in small letters, and what it says. */
export interface Directive {
  readonly keyword: string;
  readonly value: readonly string[];
}

/** The lines of a configuration, those within Host and Match sections as well: an Include may stand there. */
export function directives(text: string): readonly Directive[] {
  try {
    return flatten(SSHConfig.parse(text));
  } catch {
    // A list of names to choose from: a configuration that cannot be read offers none, and ssh says why when it is used.
    return [];
  }
}

function flatten(lines: SSHConfig): readonly Directive[] {
  return [...lines].flatMap((line) => {
    if (!('param' in line)) return [];
    const value = typeof line.value === 'string' ? [line.value] : line.value.map(({ val }) => val);
    const inner = 'config' in line ? flatten((line).config) : [];
    return [{ keyword: line.param.toLowerCase(), value }, ...inner];
  });
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
