import { existsSync } from 'node:fs';
import { addressOf, containerName, type Layout, type MachineName } from './layout';
import { mustRun, run } from './run';

/** What runs a program in a network namespace, in front of its own words. Unlike `ip netns exec` it leaves /sys, and so the cgroups, as they are. */
export function inNamespace(namespace: string): readonly [string, ...string[]] {
  return ['nsenter', `--net=/run/netns/${namespace}`, '--'];
}

/** The operator's namespace with a bridge that every host is plugged into. One that is there is kept: somebody may be in it. */
export async function addOperatorNetwork({ namespace, operatorAddress, prefixLength }: Layout): Promise<void> {
  if (existsSync(`/run/netns/${namespace}`)) return;
  await mustRun('The operator\'s network namespace could not be made', 'ip', ['netns', 'add', namespace]);
  await ip(namespace, [
    'link set lo up',
    'link add br0 type bridge forward_delay 0',
    `address add ${operatorAddress}/${prefixLength} dev br0`,
    'link set br0 up',
  ]);
}

/**
 * A container's own namespace. Its address is on a bridge there, which guests that it runs are plugged into,
 * and which is plugged into the operator's.
 */
export async function addContainerNetwork(layout: Layout, machine: MachineName): Promise<void> {
  const own = containerName(layout, machine);
  await mustRun(`The network namespace of ${machine} could not be made`, 'ip', ['netns', 'add', own]);
  await ip(own, [
    'link set lo up',
    'link add br0 type bridge forward_delay 0',
    `address add ${addressOf(layout, machine)}/${layout.prefixLength} dev br0`,
    'link set br0 up',
  ]);
  // The plug of a machine that was there before goes some time after its namespace.
  await run('ip', ['-n', layout.namespace, 'link', 'delete', machine]);
  await ip(layout.namespace, [`link add ${machine} type veth peer name eth0 netns ${own}`, `link set ${machine} master br0 up`]);
  await ip(own, ['link set eth0 master br0 up']);
}

/** Pulls the plug of a container and its guests, or puts it back. The other machines notice nothing but its silence. */
export async function setLink(layout: Layout, machine: MachineName, state: 'up' | 'down'): Promise<void> {
  await ip(layout.namespace, [`link set ${machine} ${state}`]);
}

/** The namespaces of a lab that are there. */
export async function namespacesOf({ prefix }: Layout): Promise<readonly string[]> {
  const { stdout } = await run('ip', ['netns', 'list']);
  return stdout.split('\n').map((line) => line.split(' ')[0] ?? '').filter((name) => name === prefix || name.startsWith(`${prefix}-`));
}

/** Removes a namespace with its interfaces. They go with it, but for those of one that somebody is still in: these go first. */
export async function removeNamespace(namespace: string): Promise<void> {
  await run('ip', ['-n', namespace, 'link', 'delete', 'br0']);
  await mustRun(`The network namespace ${namespace} could not be removed`, 'ip', ['netns', 'delete', namespace]);
}

async function ip(namespace: string, commands: readonly string[]): Promise<void> {
  await mustRun(`The network of ${namespace} could not be set up`, 'ip', ['-n', namespace, '-batch', '-'], { stdin: `${commands.join('\n')}\n` });
}
