import { type Result, success } from '../result';
import type { ClusterNode } from '../snapshot';
import { isAtLeast } from './dialect';
import type { Expectation } from './expectation';
import { idsOf, leavingCautions, runningOnAny } from './hostCautions';
import type { ServiceTask } from './hostTask';
import { pcs } from './pcsWords';
import type { PreviewWay, Words } from './plan';
import { type Draft, edit, knownHosts, type Planning } from './planning';
import type { TaskOf } from './task';

export function planStart({ nodes: names }: TaskOf<'startCluster'>, planning: Planning): Result<Draft> {
  const found = hostsOf(names, planning);
  if (!found.ok) return found;
  const hosts = found.value;
  const stopped = hosts.filter(({ online }) => !online);
  return success({
    commands: [pcs('cluster', 'start', ...whichHosts(names, hosts, planning))],
    preview: startPreview(stopped, planning),
    cautions: [],
    expects: hosts.length === 0 ? [{ kind: 'running', is: true }] : hosts.map(({ name }): Expectation => ({ kind: 'online', node: name, is: true })),
    undo: stopped.length === 0 ? null : [{ kind: 'stopCluster', nodes: stopped.length === hosts.length && names === null ? null : stopped.map(({ name }) => name) }],
  });
}

export function planStop({ nodes: names }: TaskOf<'stopCluster'>, planning: Planning): Result<Draft> {
  const found = hostsOf(names, planning);
  if (!found.ok) return found;
  const hosts = found.value;
  const running = hosts.filter(({ online }) => online);
  return success({
    commands: [pcs('cluster', 'stop', ...whichHosts(names, hosts, planning))],
    preview: edit(...running.map(({ name }) => shutdown(name))),
    cautions: leavingCautions(hosts, planning),
    expects: names === null ? [{ kind: 'running', is: false }] : hosts.map(({ name }): Expectation => ({ kind: 'online', node: name, is: false })),
    undo: running.length === 0 ? null : [{ kind: 'startCluster', nodes: running.length === hosts.length && names === null ? null : running.map(({ name }) => name) }],
  });
}

/** Whether a host joins the cluster by itself when it has booted. What is so now is known of those hosts that could be asked. */
export function planAtBoot({ kind, nodes: names }: ServiceTask, planning: Planning): Result<Draft> {
  const found = hostsOf(names, planning);
  if (!found.ok) return found;
  const hosts = found.value;
  const { atBoot } = planning.snapshot;
  const is = kind === 'enableCluster';
  const others = hosts.filter(({ name }) => atBoot?.get(name) === !is).map(({ name }) => name);
  // Of one that was not asked, or does it by halves, nobody knows what it would have to go back to.
  const backIsKnown = others.length > 0 && hosts.every(({ name }) => typeof atBoot?.get(name) === 'boolean');
  return success({
    commands: [pcs('cluster', is ? 'enable' : 'disable', ...whichHosts(names, hosts, planning))],
    preview: { kind: 'none', why: 'runs-on-nodes' },
    cautions: [],
    expects: hosts.filter(({ name }) => atBoot?.has(name) === true).map(({ name }): Expectation => ({ kind: 'atBoot', node: name, is })),
    undo: backIsKnown ? [{ kind: is ? 'disableCluster' : 'enableCluster', nodes: names === null && others.length === hosts.length ? null : others }] : null,
  });
}

export function planDestroy(_: TaskOf<'destroyCluster'>, planning: Planning): Result<Draft> {
  const found = hostsOf(null, planning);
  if (!found.ok) return found;
  const hosts = found.value;
  const { dialect: { pcs: version }, snapshot } = planning;
  const names = hosts.map(({ name }) => name);
  return success({
    commands: [pcs('cluster', 'destroy', ...whichHosts(null, hosts, planning), ...yes(version, '0.11'))],
    preview: edit(...hosts.filter(({ online }) => online).map(({ name }) => shutdown(name))),
    cautions: [{ code: 'destroys-cluster', nodes: names }, { code: 'cluster-stops', resources: idsOf(runningOnAny(names, snapshot)) }],
    expects: [{ kind: 'setUp', is: false }],
    undo: null,
  });
}

/** The word by which pcs takes something for confirmed from this version on: else it asks whoever has a terminal. */
export function yes(version: string, since: string): readonly string[] {
  return isAtLeast(version, '0.12') ? ['--yes'] : isAtLeast(version, since) ? ['--force'] : [];
}

/** What a node is asked when it is to leave in peace: the scheduler then takes away what runs there. */
export function shutdown(node: string): Words {
  return ['crm_attribute', '--node', node, '--name', 'shutdown', '--lifetime', 'reboot', '--update', '1'];
}

/** Has a copy of the CIB say that there is quorum. crm_simulate has a word for it, `--quorum`, that does nothing on 2.1.5 and 3.0.0. */
const quorate: Words = ['cibadmin', '--modify', '--xpath', '/cib', '--xml-text', '<cib have-quorum="1"/>'];

/** Where no host runs the cluster there is no CIB to play anything on. */
export function startPreview(stopped: readonly ClusterNode[], { snapshot }: Planning, steps: readonly Words[] = []): PreviewWay {
  const hosts = snapshot.nodes.filter(({ kind }) => kind === 'cluster');
  if (!hosts.some(({ online }) => online)) return { kind: 'none', why: 'cluster-stopped' };
  // The scheduler has the quorum of now, whoever joins, and would leave waiting what waits for it. With every host there is a majority.
  const isRegained = snapshot.cluster.quorum === false && hosts.every((host) => host.online || stopped.some(({ name }) => name === host.name));
  return { kind: 'events', events: stopped.map(({ name }) => `--node-up=${name}`), steps: isRegained ? [quorate, ...steps] : steps };
}

/** The hosts of these names, or all that are known. */
function hostsOf(names: readonly string[] | null, planning: Planning): Result<readonly ClusterNode[]> {
  return knownHosts(names ?? planning.snapshot.nodes.filter(({ kind }) => kind === 'cluster').map(({ name }) => name), planning);
}

/**
 * How pcs is told which hosts are meant. Its own host it needs no name for, and then no daemon that would ask for its password either: a cluster
 * that was made by hand has none.
 */
export function whichHosts(names: readonly string[] | null, hosts: readonly ClusterNode[], { here }: Planning): readonly string[] {
  const [only, ...others] = hosts;
  if (only !== undefined && others.length === 0 && only.name === here) return [];
  return names === null ? ['--all'] : hosts.map(({ name }) => name);
}
