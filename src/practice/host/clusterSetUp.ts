import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Output } from '../../core/command';
import { success, type Result } from '../../core/result';
import { writeCibTree } from '../cibTree';
import { corosyncInScratch } from '../hostFiles';
import { corosyncFile, keyFile, newKey, textFile, withFile } from '../machine/machine';
import { leaveCluster, onlineNodes } from '../nodeMembership';
import { scratchInside } from '../wayIn';
import type { PracticeHost } from './practiceHost';
import { output, type Invocation } from './program';

/**
 * `pcs cluster setup`: the real pcs checks what it is told and writes corosync's configuration; what its daemons would then bring to the hosts is brought here.
 * A host that is in a cluster stays in it, whatever is forced.
 */
export async function setUpCluster({ host, args, env, signal }: Invocation, [cluster = '', ...names]: readonly string[]): Promise<Result<Output>> {
  const { common } = host;
  const unknown = names.find((name) => !common.authorized.has(name));
  if (unknown !== undefined) return refuse(`Host '${unknown}' is not known to pcs, try to authenticate the host using 'pcs host auth ${unknown}' command`);
  const hosts = names.flatMap((name) => common.hosts.get(name) ?? []);
  const silent = hosts.find(({ machine }) => !answersPcs(machine));
  if (silent) return refuse(`Unable to connect to ${silent.name} (Failed to connect to ${silent.name} port 2224: Connection refused)`);
  const lacking = hosts.find(({ machine: { packages } }) => !packages.has('pacemaker') || !packages.has('corosync'));
  if (lacking) return refuse(`${lacking.name}: Required cluster services not installed: 'corosync', 'pacemaker'`);
  const taken = hosts.find(({ machine: { files } }) => files.has(corosyncFile));
  if (taken) return refuse(`${taken.name}: The host seems to be in a cluster already as cluster configuration files have been found on the host. If the host is not part of a cluster, run 'pcs cluster destroy' on host '${taken.name}' to remove those configuration files`);

  const words = args.filter((word) => !/^--(start|enable|wait(=\d+)?)$/.test(word));
  const written = await host.plain(['pcs', ...words, '--corosync_conf', `${scratchInside}/${corosyncInScratch}`], { env, signal });
  if (!written.ok || written.value.exitCode !== 0) return written;
  const corosync = await readFile(join(host.scratch, corosyncInScratch), 'utf8');
  await writeFile(join(host.scratch, corosyncFile), corosync);
  const key = { content: newKey().subarray(0, 256), mode: '400', owner: 'hacluster', group: 'haclient' };
  for (const each of hosts) each.machine = withFile(withFile(each.machine, corosyncFile, textFile(corosync)), keyFile, key);
  const begun = await host.cib.change(() => Promise.resolve(success(writeCibTree(common.newCib(cluster, names)))), null);
  if (!begun.ok) return begun;
  if (args.includes('--enable')) for (const name of names) common.joiningAtBoot.add(name);
  return success(output('', [
    `Destroying cluster on hosts: ${names.map((name) => `'${name}'`).join(', ')}...`, ...names.map((name) => `${name}: Successfully destroyed cluster`),
    ...names.map((name) => `${name}: successful distribution of the file 'corosync.conf' and 'pacemaker authkey'`), 'Cluster has been successfully set up.', '',
  ].join('\n')));
}

/** `pcs cluster destroy --all`: the cluster stops, and nothing of it is left on its hosts. */
export async function destroyCluster({ host, args }: Invocation): Promise<Result<Output>> {
  const { common, cib } = host;
  const hosts = [...common.hosts.values()].filter(({ machine }) => machine.files.has(corosyncFile));
  if (!hosts.includes(host)) return refuse('Cluster configuration files not found. Is the cluster configured?');
  if (hosts.length > 1 && !args.includes('--all')) return refuse('a practice cluster is destroyed on all of its hosts or on none: --all');
  const left = await cib.edit((before) => onlineNodes(before).reduce(leaveCluster, before));
  if (!left.ok) return left;
  const ended = await cib.endCluster();
  if (!ended.ok) return ended;
  for (const each of hosts) each.machine = withFile(withFile(each.machine, corosyncFile, null), keyFile, null);
  common.joiningAtBoot.clear();
  await rm(join(host.scratch, corosyncInScratch), { force: true });
  await writeFile(join(host.scratch, corosyncFile), '');
  return success(output('', hosts.map(({ name }) => `${name}: Successfully destroyed cluster\n`).join('')));
}

/** Whether pcs on another host would be answered. */
export function answersPcs({ units }: PracticeHost['machine']): boolean {
  return units.get('pcsd')?.active === 'active';
}

function refuse(message: string): Promise<Result<Output>> {
  return Promise.resolve(success(output('', `Error: ${message}\n`, 1)));
}
