import { REMOTE_AGENT } from '../agentName';
import { baseId } from '../liveResources';
import type { ClusterSnapshot, Resource } from '../snapshot';
import { isFencing } from '../statusResources';
import type { Caution } from './caution';
import { migratesLive } from './ownMeta';
import { nodeCarriedBy, primitivesIn } from './resourcePlace';

/** What runs on a node, fence devices and what Pacemaker made aside. */
export function runningOn(node: string, snapshot: ClusterSnapshot): readonly Resource[] {
  return primitivesIn(snapshot.resources).filter((resource) => resource.active && resource.nodes.includes(node) && !resource.implicit && !isFencing(resource));
}

/** That these stop and stay so. */
export function stops(resources: readonly Resource[]): readonly Caution[] {
  const ids = names(primitivesIn(resources).filter(({ active, managed, implicit }) => active && managed && !implicit));
  return ids.length === 0 ? [] : [{ code: 'stops', resources: ids }];
}

/** Guests that go down when these resources stop, though only for a while, with what runs inside; not those that are moved running, nor remote nodes. */
export function insideGuests(resources: readonly Resource[], snapshot: ClusterSnapshot, moved = false): readonly Caution[] {
  return primitivesIn(resources).flatMap((machine): readonly Caution[] => {
    const goesDown = machine.active && machine.managed && machine.agent !== REMOTE_AGENT && !(moved && migratesLive(machine));
    const node = goesDown ? nodeCarriedBy(machine, snapshot) : null;
    const inside = node === null ? [] : names(runningOn(node, snapshot));
    return node === null || inside.length === 0 ? [] : [{ code: 'stops-inside-guest', guest: node, resources: inside }];
  });
}

/** Members that go on running because nobody manages them, and keep others from stopping. */
export function unmanagedBlocks(resources: readonly Resource[]): readonly Caution[] {
  const ids = names(primitivesIn(resources).filter(({ active, managed, implicit }) => active && !managed && !implicit));
  return ids.length === 0 ? [] : [{ code: 'unmanaged-blocks', resources: ids }];
}

/** That nobody reacts to failures of these, which are managed now. */
export function notWatched(resources: readonly Resource[]): readonly Caution[] {
  const ids = names(primitivesIn(resources).filter(({ active, managed, implicit }) => active && managed && !implicit));
  return ids.length === 0 ? [] : [{ code: 'not-watched', resources: ids }];
}

/** Whether any cluster node beside these could run what they give away. */
export function isAnyNodeLeft(without: readonly string[], snapshot: ClusterSnapshot): boolean {
  return snapshot.nodes.some(({ kind, name, online, standby, pending, unclean }) => kind === 'cluster' && online && !standby && !pending && !unclean && !without.includes(name));
}

function names(resources: readonly Resource[]): readonly string[] {
  return [...new Set(resources.map(({ id }) => baseId(id)))];
}
