import { baseId } from '../liveResources';
import type { CibVersion, ClusterNode, ClusterSnapshot, Resource } from '../snapshot';
import type { Expectation } from './expectation';
import { hasOperations } from './operationChanges';
import { isDisabledItself } from './ownMeta';
import { findResource, isConfigured, primitivesIn } from './resourcePlace';
import { valueNow } from './valueBefore';

/** Whether a cluster is, in this one thing, as a change was to make it. */
export function isReached(expectation: Expectation, snapshot: ClusterSnapshot): boolean {
  switch (expectation.kind) {
    case 'inactive':
      return !primitivesOf(expectation.resource, snapshot).some(({ active }) => active);
    case 'active':
      return instancesOf(expectation.resource, snapshot).some((instance) => isUp(instance, expectation.node));
    case 'notOn':
      return !primitivesOf(expectation.resource, snapshot).some(({ active, nodes }) => active && nodes.includes(expectation.node));
    case 'managed': {
      const parts = primitivesOf(expectation.resource, snapshot).filter(({ implicit }) => !implicit);
      return parts.length > 0 && parts.every(({ managed }) => managed === expectation.is);
    }
    case 'setting':
    case 'meta':
    case 'utilization':
    case 'nodeAttribute':
    case 'nodeUtilization':
    case 'property':
    case 'default':
      return valueNow(expectation, snapshot) === expectation.value;
    case 'score':
      return valueNow(expectation, snapshot) === expectation.score;
    case 'operations': {
      const config = findResource(snapshot, expectation.resource)?.instances[0].config ?? null;
      return config !== null && hasOperations(config.operations, expectation.operations);
    }
    case 'configured': {
      const found = findResource(snapshot, expectation.id);
      return ((found !== null && isConfigured(found)) || [...snapshot.constraints, ...snapshot.fencingLevels].some(({ id }) => id === expectation.id)) === expectation.is;
    }
    case 'online':
    case 'clean':
    case 'member':
      return isNodeSo(expectation, snapshot.nodes.find(({ name }) => name === expectation.node));
    case 'running':
      return expectation.is && snapshot.nodes.some(({ kind, online, pending }) => kind === 'cluster' && online && !pending);
    case 'setUp':
      return expectation.is;
    case 'atBoot':
      return snapshot.atBoot?.get(expectation.node) === expectation.is;
    case 'fencingLevel':
      return snapshot.fencingLevels.some(({ target, level, devices }) => target === expectation.target && level === expectation.level && devices.join() === expectation.devices.join());
    case 'newerConfiguration':
      return snapshot.cibVersion !== null && isNewer(snapshot.cibVersion, expectation.than);
    case 'standby':
    case 'maintenance':
      return snapshot.nodes.some((node) => node.name === expectation.node && node[expectation.kind] === expectation.is);
    case 'within': {
      const found = findResource(snapshot, expectation.resource);
      return found !== null && (found.parents.at(-1)?.id ?? null) === expectation.parent;
    }
    case 'inOrder': {
      const members = instancesOf(expectation.group, snapshot)[0]?.children.map(({ id }) => baseId(id)) ?? [];
      const first = members.indexOf(expectation.members[0] ?? '');
      return first >= 0 && expectation.members.every((member, index) => members[first + index] === member);
    }
    case 'noFailures':
      return !failedOf(expectation.resource, snapshot).some(({ node }) => expectation.node === null || node === expectation.node);
  }
}

/** The same for a cluster that no host runs any more. `setUp` false: no host that could be asked is in one. */
export function isReachedIdle(expectation: Expectation, setUp: boolean): boolean {
  switch (expectation.kind) {
    case 'online':
    case 'running':
      return !expectation.is;
    case 'setUp':
      return expectation.is === setUp;
    case 'member':
      return !expectation.is && !setUp;
    default:
      return false;
  }
}

type OfNode = Extract<Expectation, { readonly kind: 'online' | 'clean' | 'member' }>;

function isNodeSo(expectation: OfNode, node: ClusterNode | undefined): boolean {
  switch (expectation.kind) {
    case 'online':
      return expectation.is ? node !== undefined && node.online && !node.pending && !node.unclean : node === undefined || (!node.online && !node.unclean);
    case 'clean':
      return node === undefined || !node.unclean;
    case 'member':
      return (node !== undefined) === expectation.is;
  }
}

function isNewer(version: CibVersion, than: CibVersion): boolean {
  return version.adminEpoch > than.adminEpoch || (version.adminEpoch === than.adminEpoch && version.epoch > than.epoch);
}

function instancesOf(id: string, snapshot: ClusterSnapshot): readonly Resource[] {
  return findResource(snapshot, id)?.instances ?? [];
}

function primitivesOf(id: string, snapshot: ClusterSnapshot): readonly Resource[] {
  return primitivesIn(instancesOf(id, snapshot));
}

/** Whether it runs, on this node where one is named, and is not on its way elsewhere. What is disabled in it is not asked for, nor in a group what comes after that. */
function isUp(resource: Resource, node: string | null): boolean {
  const { kind, children } = resource;
  switch (kind) {
    case 'primitive':
      return resource.active && (!resource.failed || resource.failureIgnored) && !isMoving(resource) && (node === null || resource.nodes.includes(node));
    case 'group': {
      const members = children.filter(({ orphaned }) => !orphaned);
      const first = members.findIndex(isDisabledItself);
      const wanted = first < 0 ? members : members.slice(0, first);
      return wanted.length > 0 && wanted.every((member) => isUp(member, node));
    }
    case 'clone':
    case 'bundle':
      return children.some((child) => isUp(child, node));
    case 'replica':
      // What runs inside is on a node of the bundle's own, the container on the one that is meant.
      return children.length > 0 && children.every((part) => isUp(part, null)) && (node === null || children.some(({ nodes }) => nodes.includes(node)));
  }
}

function isMoving({ role, pending }: Resource): boolean {
  return role?.endsWith('ing') === true || (pending !== null && pending !== 'Monitoring');
}

function failedOf(id: string | null, snapshot: ClusterSnapshot): ClusterSnapshot['failures'] {
  if (id === null) return snapshot.failures;
  const ids = new Set([id, ...primitivesOf(id, snapshot).map((part) => baseId(part.id))]);
  return snapshot.failures.filter(({ resource }) => ids.has(baseId(resource)));
}
