import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Output } from '../../core/command';
import { success, type Result } from '../../core/result';
import { corosyncInScratch } from '../hostFiles';
import { corosyncFile, keyFile, textFile, withFile } from '../machine/machine';
import { listedNodes, withListedNode, withoutListedNode } from '../nodeList';
import { addNode, forgetNode, joinCluster, leaveCluster, onlineNodes, requestShutdown } from '../nodeMembership';
import { answersPcs } from './clusterSetUp';
import type { PracticeHost } from './practiceHost';
import { output, type Invocation } from './program';

type Answer = Promise<Result<Output>>;

/** `pcs cluster node add`: checks as pcs does, in its words, and brings the host what its daemons would bring. */
export async function addMember({ host, args }: Invocation, rest: readonly string[]): Answer {
  const { common, cib } = host;
  const [name = ''] = rest;
  const address = rest.find((word) => word.startsWith('addr='))?.slice('addr='.length);
  const text = corosyncOf(host);
  if (text === null || !host.isMember) return refuse('the cluster does not run on this host');
  const joining = common.hosts.get(name);
  if (joining === undefined || !common.authorized.has(name)) return refuse(`Host '${name}' is not known to pcs, try to authenticate the host using 'pcs host auth ${name}' command`);
  if (listedNodes(text).some((node) => node.name === name)) return refuse(`Node name '${name}' is already used by existing nodes; please, use other name`);
  if (!answersPcs(joining.machine)) return refuse(`Unable to connect to ${name} (Failed to connect to ${name} port 2224: Connection refused)`);
  const { files, packages } = joining.machine;
  if (!packages.has('pacemaker') || !packages.has('corosync')) return refuse(`${name}: Required cluster services not installed: 'corosync', 'pacemaker'`);
  if (files.has(corosyncFile)) return refuse(`${name}: The host seems to be in a cluster already as cluster configuration files have been found on the host`);

  const listed = withListedNode(text, name, address ?? name);
  const { id } = listedNodes(listed).find((node) => node.name === name)!;
  joining.machine = withFile(joining.machine, keyFile, host.machine.files.get(keyFile) ?? null);
  await bring(host, listed, name);
  // corosync tells Pacemaker of it at once; it joins when it is started.
  const added = await cib.edit((before) => addNode(before, name, id));
  if (!added.ok) return added;
  const starts = args.includes('--start');
  if (args.includes('--enable')) common.joiningAtBoot.add(name);
  if (starts) {
    const joined = await cib.edit((before) => joinCluster(before, name));
    if (!joined.ok) return joined;
  }
  return answer([
    ...(address === undefined ? [`No addresses specified for host '${name}', using '${name}'`] : []),
    `Sending 'corosync authkey', 'pacemaker authkey' to '${name}'`, `${name}: successful distribution of the file 'corosync authkey'`, `${name}: successful distribution of the file 'pacemaker authkey'`,
    ...told(listed, host.name), ...(starts ? [`${name}: Starting Cluster...`] : []),
  ]);
}

/** `pcs cluster node remove`: the cluster stops there first, and nothing of it is left on that host. */
export async function removeMember({ host }: Invocation, [name = '']: readonly string[]): Answer {
  const { common, cib } = host;
  const text = corosyncOf(host);
  if (text === null || !host.isMember) return refuse('the cluster does not run on this host');
  const listed = listedNodes(text);
  if (!listed.some((node) => node.name === name)) return refuse(`Node '${name}' does not appear to exist in configuration`);
  if (listed.length === 1) return refuse('No nodes would be left in the cluster');
  if (onlineNodes(cib.tree).includes(name)) {
    const asked = await cib.edit((before) => requestShutdown(before, name, cib.seconds()));
    if (!asked.ok) return asked;
    await cib.settled();
  }
  const left = await cib.edit((before) => forgetNode(leaveCluster(before, name), name));
  if (!left.ok) return left;
  const leaving = common.hosts.get(name);
  if (leaving !== undefined) leaving.machine = withFile(withFile(leaving.machine, corosyncFile, null), keyFile, null);
  common.joiningAtBoot.delete(name);
  const shorter = withoutListedNode(text, name);
  await bring(host, shorter);
  return answer([`Destroying cluster on hosts: '${name}'...`, `${name}: Successfully destroyed cluster`, ...told(shorter, listedNodes(shorter)[0]?.name ?? '')]);
}

/** `pcs cluster node clear`: has the cluster forget a node that is none any more. */
export async function clearMember({ host }: Invocation, [name = '']: readonly string[]): Answer {
  const text = corosyncOf(host);
  if (text === null || !host.isMember) return refuse('the cluster does not run on this host');
  if (listedNodes(text).some((node) => node.name === name)) return refuse(`node '${name}' seems to be still in the cluster; this command should be used only with nodes that have been removed from the cluster, use --force to override`);
  const cleared = await host.cib.edit((before) => forgetNode(before, name));
  return cleared.ok ? answer([]) : cleared;
}

function corosyncOf({ machine }: PracticeHost): string | null {
  return machine.files.get(corosyncFile)?.content.toString('utf8') ?? null;
}

/** Has all members, and the one that joins them, have this configuration of corosync, and the programs see it. */
async function bring(host: PracticeHost, text: string, joining?: string): Promise<void> {
  for (const path of [corosyncInScratch, corosyncFile]) await writeFile(join(host.scratch, path), text);
  for (const each of host.common.hosts.values()) {
    if (each.name === joining || each.machine.files.has(corosyncFile)) each.machine = withFile(each.machine, corosyncFile, textFile(text));
  }
}

function told(corosync: string, by: string): readonly string[] {
  return ['Sending updated corosync.conf to nodes...', ...listedNodes(corosync).map(({ name }) => `${name}: Succeeded`), `${by}: Corosync configuration reloaded`];
}

function answer(lines: readonly string[]): Answer {
  return Promise.resolve(success(output('', lines.map((line) => `${line}\n`).join(''))));
}

function refuse(message: string): Answer {
  return Promise.resolve(success(output('', `Error: ${message}\n`, 1)));
}
