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

/** Whether a host joins the cluster by itself when it has booted. What it does now is not known. */
export function planAtBoot({ kind, nodes: names }: ServiceTask, planning: Planning): Result<Draft> {
  const found = hostsOf(names, planning);
  if (!found.ok) return found;
  return success({
    commands: [pcs('cluster', kind === 'enableCluster' ? 'enable' : 'disable', ...whichHosts(names, found.value, planning))],
    preview: { kind: 'none', why: 'runs-on-nodes' },
    cautions: [],
    expects: [],
    undo: null,
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
    expects: [{ kind: 'running', is: false }],
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

/** Where no host runs the cluster there is no CIB to play anything on. */
export function startPreview(stopped: readonly ClusterNode[], { snapshot }: Planning, steps: readonly Words[] = []): PreviewWay {
  if (!snapshot.nodes.some(({ kind, online }) => kind === 'cluster' && online)) return { kind: 'none', why: 'cluster-stopped' };
  return { kind: 'events', events: stopped.map(({ name }) => `--node-up=${name}`), steps };
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
