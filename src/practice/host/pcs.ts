import type { Output } from '../../core/command';
import { success } from '../../core/result';
import { scratchInside } from '../wayIn';
import { runningResources } from '../failures';
import { output, type Invocation, type Program } from './program';
import { pcsActions } from './pcsActions';

/**
 * pcs on a practice host. The real program does what it can do with `-f`, on the practice cluster's CIB. What needs
 * the cluster's daemons is done by an equal edit or event (`pcsActions`), and the rest says that a practice cluster cannot.
 */
export const pcs: Program = async (invocation) => {
  const { host, args, env, signal } = invocation;
  const run = { env, signal };
  const words = args.filter((word) => !word.startsWith('-'));
  const line = words.join(' ');
  // A file of the learner's own, an agent's description, a usage text: pcs as it is.
  if (args.some((word) => /^(-f|--corosync_conf|--version|--help|-h)/.test(word)) || words.length === 0 || needsNoCluster.test(line)) return host.plain(['pcs', ...args], run);

  const action = pcsActions.find(({ begins }) => begins.every((word, index) => words[index] === word));
  if (action) return action.run(invocation, words.slice(action.begins.length));
  if (!host.isMember) return host.plain(['pcs', ...args], run);

  const waits = args.some((word) => /^--wait(=\d+)?$/.test(word));
  const shown = args.filter((word) => !/^--wait(=\d+)?$/.test(word));
  const answer = reads.test(line)
    ? await host.plain(['pcs', ...onFile(`${scratchInside}/cib.xml`, shown, line)], run)
    : await host.change((file) => ['pcs', ...onFile(file, shown, line)], run);
  if (!answer.ok) return answer;
  if (/Specified options? .*'-f'.* not supported|'-f' (?:can|together)|(?:with|of) .*'-f'/.test(answer.value.stderr) && answer.value.exitCode !== 0) return success(cannot(line));
  return waits && answer.value.exitCode === 0 ? success(await whenSettled(invocation, words, answer.value)) : answer;
};

/** Commands about agents, and about corosync's file, which is really there. */
const needsNoCluster = /^((resource|stonith) (list|describe)( .*)?|resource (standards|providers|agents)( .*)?|cluster (config( show)?|corosync)|quorum( config)?|help)$/;

/** Commands that change nothing: they need not wait for a change that is under way. */
export const reads = new RegExp(`^(${[
  'status( .*)?', 'config( show)?', '(resource|stonith) (status|config)( .*)?', '(tag|alert|acl|stonith level|resource defaults|resource op defaults) config( .*)?',
  'resource relations .*', 'resource failcount( show.*)?', 'constraint( \\w+)?( (config|list|show)( .*)?)?', 'property( (config|list|show)( .*)?)?',
  'cluster (status|cib|verify)( .*)?', 'node (attribute|utilization)',
].join('|')})$`);

function onFile(file: string, args: readonly string[], line: string): readonly string[] {
  // Only these two look at corosync's configuration as well, and then want it from a file too.
  const corosync = /^(config|status( status)?)$/.test(line) ? ['--corosync_conf', `${scratchInside}/corosync.conf`] : [];
  return ['-f', file, ...corosync, ...args];
}

/** `--wait`: pcs does not take it together with `-f`, so the waiting is done here, and told in pcs's words. */
async function whenSettled({ host, signal }: Invocation, words: readonly string[], answer: Output): Promise<Output> {
  await Promise.race([host.cib.settled(), new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))]);
  const [, , resource] = words;
  if (words[0] !== 'resource' || resource === undefined) return answer;
  const nodes = runningResources(host.cib.tree).filter((place) => place.resource === resource).map(({ node }) => `'${node}'`);
  const where = nodes.length === 0 ? 'not running on any node' : `running on node${nodes.length > 1 ? 's' : ''} ${nodes.join(', ')}`;
  return { ...answer, stderr: `${answer.stderr}resource '${resource}' is ${where}\n` };
}

function cannot(line: string): Output {
  return output('', `Error: this is a practice cluster, and it cannot do 'pcs ${line}': that needs the daemons of a real one.\n`, 1);
}
