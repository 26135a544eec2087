import type { Output } from '../../core/command';
import { success, type Result } from '../../core/result';
import { clusterNodes } from '../nodeMembership';
import { output, type Invocation } from './program';

/**
 * `pcs cluster node add-guest`: the real pcs checks what it is told and makes the node, as it does it in a file. What it asks and tells of hosts with a live cluster is
 * asked and told here: no guest has a pcsd that it could have been authenticated with, so it goes on only where it is told to (0.11.5, `_get_targets_for_add` and
 * `_prepare_pacemaker_remote_environment` in its lib/commands/remote_node.py).
 */
export async function addGuest({ host, args, env, signal }: Invocation, [node, resource]: readonly string[]): Promise<Result<Output>> {
  if (!host.isMember) return success(output('', 'Error: the cluster does not run on this host\n', 1));
  const words = args.filter((word) => !/^--(?:skip-offline|wait(?:=\d+)?)$/.test(word));
  const make = (file: string): readonly [string, ...string[]] => ['pcs', '-f', file, ...words];
  if (node === undefined || resource === undefined) return host.change(make, { env, signal });
  const skips = args.includes('--skip-offline');
  const unknown = `Host '${node}' is not known to pcs, try to authenticate the host using 'pcs host auth ${node}' command`;
  const errors = [
    ...(skips ? [] : [`Error: ${unknown}, use --skip-offline to override`]),
    // A file of the cluster's configuration does not tell which hosts corosync has.
    ...(clusterNodes(host.cib.tree).includes(node) ? [`Error: '${node}' already exists`] : []),
  ];
  if (errors.length > 0) return success(output('', [...errors, 'Error: Errors have occurred, therefore pcs is unable to continue', ''].join('\n'), 1));
  const made = await host.change(make, { env, signal });
  if (!made.ok) return made;
  if (made.value.exitCode === 0 && args.some((word) => word.startsWith('--wait'))) await host.cib.settled();
  return success({ ...made.value, stderr: [`Warning: ${unknown}`, ...made.value.stderr.split('\n').filter((line) => !line.startsWith('Unable to check if there is a conflict')).map(asUnreachable)].join('\n') });
}

function asUnreachable(line: string): string {
  return line.replace('the command does not run on a live cluster (e.g. -f was used)', 'pcs is unable to connect to the node(s)');
}
