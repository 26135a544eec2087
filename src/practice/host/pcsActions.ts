import type { Output } from '../../core/command';
import { success, type Result } from '../../core/result';
import { findAll, valueOf } from '../cibTree';
import { applyFailure, guestNodes, runningResources } from '../failures';
import { nodeStates } from '../nodeHistory';
import { clusterNodes, joinCluster, leaveCluster, onlineNodes, requestShutdown } from '../nodeMembership';
import { addGuest } from './addGuest';
import { addMember, clearMember, removeMember } from './clusterMembers';
import { answersPcs, destroyCluster, setUpCluster } from './clusterSetUp';
import { forget } from './forget';
import type { PracticeHost } from './practiceHost';
import { output, type Invocation } from './program';

type Answer = Promise<Result<Output>>;

/** A pcs command that needs daemons, and what is done in its place. `rest` are the words after `begins`, without options. */
export interface PcsAction {
  readonly begins: readonly string[];
  readonly run: (invocation: Invocation, rest: readonly string[]) => Answer;
}

export const pcsActions: readonly PcsAction[] = [
  ...['resource', 'stonith'].flatMap((kind) => ['cleanup', 'refresh'].map((verb) => ({ begins: [kind, verb], run: forgetFailed }))),
  { begins: ['resource', 'restart'], run: restart },
  { begins: ['resource', 'move'], run: move },
  { begins: ['stonith', 'fence'], run: fence },
  { begins: ['stonith', 'confirm'], run: confirmFenced },
  { begins: ['stonith', 'history'], run: fencingHistory },
  { begins: ['cluster', 'enable'], run: (invocation, rest) => atBoot(invocation, rest, 'Enabled') },
  { begins: ['cluster', 'disable'], run: (invocation, rest) => atBoot(invocation, rest, 'Disabled') },
  { begins: ['host', 'auth'], run: authenticate },
  { begins: ['cluster', 'setup'], run: setUp },
  { begins: ['cluster', 'node', 'add-guest'], run: addGuest },
  { begins: ['cluster', 'destroy'], run: destroyCluster },
  { begins: ['cluster', 'node', 'add'], run: addMember },
  { begins: ['cluster', 'node', 'remove'], run: removeMember },
  { begins: ['cluster', 'node', 'clear'], run: clearMember },
  { begins: ['cluster', 'stop'], run: stopCluster },
  { begins: ['cluster', 'start'], run: startCluster },
  { begins: ['status', 'wait'], run: waitForRest },
  { begins: ['status', 'pcsd'], run: ({ host }) => answer(clusterNodes(host.cib.tree).map((node) => `  ${node}: Online\n`).join('')) },
];

function forgetFailed({ host }: Invocation, rest: readonly string[]): Answer {
  if (!host.isMember) return refuse('the cluster does not run on this host');
  const node = rest.find((word) => word.startsWith('node='))?.slice('node='.length) ?? null;
  const filter = rest.find((word) => /^(operation|interval)=/.test(word));
  if (filter !== undefined) return refuse(`a practice cluster forgets by resource and node, not by '${filter}'`);
  return forget(host, rest.find((word) => !word.includes('=')) ?? null, node);
}

/** Since 0.11 `move` adds a constraint, waits, and takes it away again; older ones leave it, and do so with `-f`. */
async function move(invocation: Invocation, [resource]: readonly string[]): Answer {
  const { host, args, env, signal } = invocation;
  if (resource === undefined) return refuse('must specify a resource id');
  const words = args.slice(args.indexOf('move') + 1).filter((word) => !/^--(wait|strict|autodelete)/.test(word));
  const moved = await host.change((file) => ['pcs', '-f', file, 'resource', 'move-with-constraint', ...words], { env, signal });
  if (!moved.ok || moved.value.exitCode !== 0) return moved;
  await host.cib.settled();
  const cleared = await host.change((file) => ['pcs', '-f', file, 'resource', 'clear', resource], { env, signal });
  if (!cleared.ok || cleared.value.exitCode !== 0) return cleared;
  await host.cib.settled();
  const places = runningResources(host.cib.tree).filter((place) => place.resource === resource).map((place) => place.node);
  return answer('', `Location constraint to move resource '${resource}' has been created\nWaiting for the cluster to apply configuration changes...\n`
    + `Location constraint created to move resource '${resource}' has been removed\nresource '${resource}' is ${places.length > 0 ? `running on ${places.join(', ')}` : 'not running on any node'}\n`);
}

async function restart({ host, env, signal }: Invocation, [resource]: readonly string[]): Answer {
  if (resource === undefined) return refuse('You must specify a resource to restart');
  for (const verb of ['disable', 'enable']) {
    const done = await host.change((file) => ['pcs', '-f', file, 'resource', verb, resource], { env, signal });
    if (!done.ok || done.value.exitCode !== 0) return done;
    await host.cib.settled();
  }
  return answer('', `${resource} successfully restarted\n`);
}

async function fence({ host }: Invocation, [node]: readonly string[]): Answer {
  if (node === undefined) return refuse('must specify one (and only one) node to fence');
  if (!host.isMember) return refuse('the cluster does not run on this host');
  const { tree } = host.cib;
  if (guestNodes(tree).some(({ guest }) => guest === node)) {
    // A guest is fenced by restarting its VM, which the scheduler does when its connection is lost.
    const done = await host.cib.edit((cib) => applyFailure(cib, { kind: 'connection-lost', guest: node }, host.cib.seconds()) ?? cib);
    return done.ok ? answer('', `Node: ${node} fenced\n`) : done;
  }
  if (!clusterNodes(tree).includes(node)) return refuse(`unable to fence '${node}'\nstonith_admin: Couldn't fence ${node}: No such device`);
  const devices = runningFenceDevices(host);
  if (devices.length === 0) return refuse(`unable to fence '${node}'\nstonith_admin: Couldn't fence ${node}: No such device (there is no fence device that runs)`);
  const done = await host.cib.edit((cib) => leaveCluster(cib, node));
  if (!done.ok) return done;
  host.common.powerCycle(node);
  return answer('', `Node: ${node} fenced\n`);
}

async function confirmFenced({ host }: Invocation, [node]: readonly string[]): Answer {
  const { tree } = host.cib;
  if (node === undefined) return refuse('must specify one (and only one) node to confirm fenced');
  if (!clusterNodes(tree).includes(node) || onlineNodes(tree).includes(node)) return refuse(`Node '${node}' is not lost, so there is nothing to confirm`);
  const done = await host.cib.edit((cib) => leaveCluster(cib, node));
  return done.ok ? answer('', `Node: ${node} confirmed fenced\n`) : done;
}

/** Nobody keeps what was fenced here. */
function fencingHistory({ host }: Invocation, [verb, node]: readonly string[]): Answer {
  if (!host.isMember) return refuse('the cluster does not run on this host');
  if (node !== undefined && !clusterNodes(host.cib.tree).includes(node)) return refuse(`no node '${node}'`);
  return verb === 'cleanup' ? answer('', `cleaning up fencing-history${node === undefined ? '' : ` for node ${node}`}\n`) : answer('0 events found\n');
}

/** A practice host never boots by itself: whether the cluster would start then is only kept in mind. */
function atBoot(invocation: Invocation, rest: readonly string[], done: 'Enabled' | 'Disabled'): Answer {
  const nodes = chosenNodes(invocation, rest);
  if (typeof nodes === 'string') return refuse(nodes);
  const { joiningAtBoot } = invocation.host.common;
  for (const node of nodes) {
    if (done === 'Enabled') joiningAtBoot.add(node);
    else joiningAtBoot.delete(node);
  }
  return answer('', rest.length > 0 || isForAll(invocation) ? nodes.map((node) => `${node}: Cluster ${done}\n`).join('') : '');
}

/** Practice hosts know each other, and take any password. It comes on standard input, as with pcs where that is no terminal. */
async function authenticate({ host, args, stdin }: Invocation, rest: readonly string[]): Answer {
  const user = args[args.indexOf('-u') + 1];
  if (!args.includes('-u') || user === undefined) return refuse('a practice host is told the user by -u');
  const named = rest.filter((word) => word !== user && !word.includes('='));
  const { hosts, authorized } = host.common;
  const silent = named.find((node) => !answers(hosts.get(node)));
  if (silent !== undefined) return refuse(`Unable to communicate with ${silent}`);
  if ((await stdin()).trim() === '') return refuse('Unable to read password');
  for (const node of named) authorized.add(node);
  return answer('', named.map((node) => `${node}: Authorized\n`).join(''));
}

function answers(host: PracticeHost | undefined): boolean {
  return host !== undefined && answersPcs(host.machine);
}

/** With `--start` the new cluster is started on all of its hosts at once. */
async function setUp(invocation: Invocation, rest: readonly string[]): Answer {
  const done = await setUpCluster(invocation, rest);
  if (!done.ok || done.value.exitCode !== 0 || !invocation.args.includes('--start')) return done;
  const started = await startCluster(invocation, rest.slice(1));
  return started.ok ? success({ ...started.value, stderr: done.value.stderr + started.value.stderr }) : started;
}

async function stopCluster(invocation: Invocation, rest: readonly string[]): Answer {
  const { host } = invocation;
  const nodes = chosenNodes(invocation, rest);
  if (typeof nodes === 'string') return refuse(nodes);
  const prefix = (node: string) => (rest.length > 0 || isForAll(invocation) ? `${node}: ` : '');
  const running = nodes.filter((node) => onlineNodes(host.cib.tree).includes(node));
  const asked = await host.cib.edit((cib) => running.reduce((before, node) => requestShutdown(before, node, host.cib.seconds()), cib));
  if (!asked.ok) return asked;
  // What runs there stops or moves first, as Pacemaker does it.
  await host.cib.settled();
  const left = await host.cib.edit((cib) => running.reduce(leaveCluster, cib));
  if (!left.ok) return left;
  return answer('', ['pacemaker', 'corosync'].flatMap((daemon) => nodes.map((node) => `${prefix(node)}Stopping Cluster (${daemon})...\n`)).join(''));
}

async function startCluster(invocation: Invocation, rest: readonly string[]): Answer {
  const { host, args } = invocation;
  const nodes = chosenNodes(invocation, rest);
  if (typeof nodes === 'string') return refuse(nodes);
  const prefix = (node: string) => (rest.length > 0 || isForAll(invocation) ? `${node}: ` : '');
  const joined = await host.cib.edit((cib) => nodes.filter((node) => !onlineNodes(cib).includes(node)).reduce(joinCluster, cib));
  if (!joined.ok) return joined;
  if (args.some((word) => word.startsWith('--wait'))) await host.cib.settled();
  return answer('', nodes.map((node) => `${prefix(node)}Starting Cluster...\n`).join(''));
}

/** pcs has it since 0.11.8, with a number of seconds; here the cluster always comes to rest. */
async function waitForRest({ host, signal }: Invocation): Answer {
  if (!host.isMember) return refuse('the cluster does not run on this host');
  await Promise.race([host.cib.settled(), new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))]);
  return answer('');
}

function chosenNodes({ host, args }: Invocation, rest: readonly string[]): readonly string[] | string {
  const all = clusterNodes(host.cib.tree);
  if (isForAll({ args })) return all.length > 0 ? all : 'Cluster configuration files not found. Is the cluster configured?';
  const unknown = rest.find((node) => !all.includes(node));
  if (unknown !== undefined) return `Host '${unknown}' is not known to pcs, try to authenticate the host using 'pcs host auth ${unknown}' command`;
  if (rest.length === 0 && !all.includes(host.name)) return 'cluster is not currently configured on this node';
  return rest.length > 0 ? rest : [host.name];
}

function isForAll({ args }: Pick<Invocation, 'args'>): boolean {
  return args.includes('--all');
}

function runningFenceDevices(host: PracticeHost): readonly string[] {
  return nodeStates(host.cib.tree).flatMap((state) => findAll(state, 'lrm_resource'))
    .filter((history) => valueOf(history, 'class') === 'stonith' && history.children.some((operation) => valueOf(operation, 'operation') === 'start'))
    .map((history) => valueOf(history, 'id'));
}

function answer(stdout: string, stderr = ''): Answer {
  return Promise.resolve(success(output(stdout, stderr)));
}

function refuse(message: string): Answer {
  return Promise.resolve(success(output('', `Error: ${message}\n`, 1)));
}
