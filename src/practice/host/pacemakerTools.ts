import { success } from '../../core/result';
import { descend, valueOf } from '../cibTree';
import { clusterNodes, onlineNodes } from '../nodeMembership';
import { forget } from './forget';
import { output, type Program } from './program';

/** Programs that only read the CIB, or nothing at all. */
export function reader(name: string): Program {
  return async ({ host, args, env, stdin, signal }) => host.read([name, ...args], { env, stdin: await pipedXml(args, stdin), signal });
}

/** Programs that read the CIB unless one of these options is there: then they change it. */
export function editor(name: string, mutating: RegExp): Program {
  return async ({ host, args, env, stdin, signal }) => {
    const run = { env, stdin: await pipedXml(args, stdin), signal };
    return host.isMember && args.some((word) => mutating.test(word)) ? host.change(() => [name, ...args], run) : host.read([name, ...args], run);
  };
}

/**
 * crm_resource needs the cluster's daemons to forget failures; here that is an edit. To wait until the cluster is at rest it would look
 * again and again at the file that it opened first.
 */
export const crmResource: Program = async (invocation) => {
  const { host, args, signal } = invocation;
  if (args.includes('--wait') && host.isMember) {
    await Promise.race([host.cib.settled(), new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))]);
    return success(output('', ''));
  }
  const forgets = args.some((word) => /^(-C|-R|--cleanup|--refresh)$/.test(word));
  if (forgets && host.isMember) return forget(host, optionValue(args, '-r', '--resource'), optionValue(args, '-N', '--node'));
  return editor('crm_resource', /^(-[MBUpdvm]|--(move|ban|clear|set-parameter|delete-parameter|utilization|meta|parameter-value).*)$/)(invocation);
};

/** crm_node asks corosync, which a practice host does not have. */
export const crmNode: Program = ({ host, args }) => {
  if (!host.isMember) return Promise.resolve(success(output('', 'error: Could not connect to controller: Connection refused\n', 102)));
  const online = onlineNodes(host.cib.tree);
  const ids = new Map(descend(host.cib.tree, 'configuration', 'nodes')?.children.map((node) => [valueOf(node, 'uname'), valueOf(node, 'id')]));
  const answers: Readonly<Record<string, () => string>> = {
    '-n': () => host.name,
    '-i': () => ids.get(host.name) ?? '',
    '-q': () => (valueOf(host.cib.tree, 'have-quorum') === '1' ? '1' : '0'),
    '-p': () => online.join(' '),
    '-l': () => clusterNodes(host.cib.tree).map((node) => `${ids.get(node) ?? ''} ${node} ${online.includes(node) ? 'member' : 'lost'}`).join('\n'),
  };
  const long: Readonly<Record<string, string>> = { '--name': '-n', '--cluster-id': '-i', '--quorum': '-q', '--partition': '-p', '--list': '-l' };
  const asked = args[0] === undefined ? undefined : answers[long[args[0]] ?? args[0]];
  if (!asked || args.length > 1) return Promise.resolve(success(output('', `crm_node: a practice host answers one of ${Object.keys(answers).join(' ')}\n`, 64)));
  return Promise.resolve(success(output(`${asked()}\n`)));
};

/** The fencer says what it understands of every fence device; as a daemon it is not run. Distributions put it where no PATH leads. */
export const fencer: Program = async ({ host, args, signal }) => {
  if (args.join(' ') !== 'metadata') return success(output('', 'pacemaker-fenced: a practice host has no daemons\n', 1));
  return host.plain(['env', 'PATH=/usr/libexec/pacemaker:/usr/lib/pacemaker', 'pacemaker-fenced', 'metadata'], { signal });
};

/** Pacemaker's tools read standard input only when told to. */
async function pipedXml(args: readonly string[], stdin: () => Promise<string>): Promise<string> {
  return args.some((word) => /^(-[A-Za-z]*p|--xml-pipe)$/.test(word)) ? stdin() : '';
}

function optionValue(args: readonly string[], short: string, long: string): string | null {
  const at = args.findIndex((word) => word === short || word === long);
  return (at >= 0 ? args[at + 1] : args.find((word) => word.startsWith(`${long}=`))?.slice(long.length + 1)) ?? null;
}
