import type { FencedNode, Transition } from '../change/transition';
import { flatten } from '../flatten';
import { baseId } from '../liveResources';
import type { Resource } from '../snapshot';
import type { PlayedOut } from './playCommand';

/**
 * What becomes of a resource in the end, where something happens to the cluster. Instances of a clone are told by their nodes.
 * homeless  it ran, and nothing runs it any more
 * fewer     an instance of it runs no more on these nodes, others do
 * moves     it runs elsewhere
 * restarts  it runs where it ran, after it was stopped and started again
 * starts    it runs on these nodes too, or at all
 * promotes  it is promoted on these nodes now; `from` says where it was
 * demotes   it was promoted on these nodes, and still runs, but is promoted nowhere
 */
export type Fate =
  | { readonly kind: 'homeless' | 'fewer' | 'demotes'; readonly resource: string; readonly from: readonly string[] }
  | { readonly kind: 'moves' | 'promotes'; readonly resource: string; readonly from: readonly string[]; readonly to: readonly string[] }
  | { readonly kind: 'restarts' | 'starts'; readonly resource: string; readonly to: readonly string[] };

export type FateKind = Fate['kind'];

/** What comes of something that happens, in the end. */
export interface Aftermath {
  /** Of what is configured; the connections of guest nodes and the like, which Pacemaker makes itself, are left out. */
  readonly resources: readonly Fate[];
  /** Of the devices that fence. */
  readonly devices: readonly Fate[];
  readonly fenced: readonly FencedNode[];
  /** What the scheduler would do one reaction after the other, with its reasons; what it would do anyway is taken out of the first. */
  readonly transitions: readonly Transition[];
  readonly settled: boolean;
}

/**
 * Holds what comes of something that happens against what the cluster would come to otherwise, which differs from what it is now where it is not at rest.
 */
export function aftermathOf(otherwise: PlayedOut, happened: PlayedOut): Aftermath {
  const anyway = new Set(otherwise.transitions.flatMap(({ actions }) => actions.map((action) => JSON.stringify([action.kind, baseId(action.resource), action.from, action.to]))));
  const transitions = happened.transitions
    .map(({ actions, fencing }) => ({ fencing, actions: actions.filter((action) => !anyway.has(JSON.stringify([action.kind, baseId(action.resource), action.from, action.to]))) }))
    .filter(({ actions, fencing }) => actions.length + fencing.length > 0);
  const interrupted = interruptedBy(transitions);
  return {
    resources: fatesIn(otherwise.then.resources, happened.then.resources, interrupted),
    devices: fatesIn(otherwise.then.fencing, happened.then.fencing, interrupted),
    fenced: fencedIn(otherwise, happened),
    transitions,
    settled: happened.settled,
  };
}

/** Resources that are stopped on the way, by the nodes on which they are. */
function interruptedBy(transitions: readonly Transition[]): ReadonlyMap<string, ReadonlySet<string>> {
  const interrupted = new Map<string, Set<string>>();
  for (const { resource, kind, from, blocked } of transitions.flatMap(({ actions }) => actions)) {
    if (blocked || from === null || !['stop', 'move', 'migrate', 'restart', 'recover'].includes(kind)) continue;
    interrupted.set(baseId(resource), new Set([...interrupted.get(baseId(resource)) ?? [], from]));
  }
  return interrupted;
}

function fencedIn(otherwise: PlayedOut, happened: PlayedOut): readonly FencedNode[] {
  const anyway = new Set(otherwise.transitions.flatMap(({ fencing }) => fencing.map(({ node }) => node)));
  const all = new Map(happened.transitions.flatMap(({ fencing }) => fencing).filter(({ node }) => !anyway.has(node)).map((fenced) => [fenced.node, fenced]));
  return [...all.values()];
}

/** Where the instances of a primitive are, and where they are promoted. */
interface Places {
  readonly nodes: Set<string>;
  readonly promoted: Set<string>;
}

function fatesIn(before: readonly Resource[], after: readonly Resource[], interrupted: ReadonlyMap<string, ReadonlySet<string>>): readonly Fate[] {
  const [were, are] = [placesIn(before), placesIn(after)];
  return [...new Set([...were.keys(), ...are.keys()])].flatMap((resource): readonly Fate[] => {
    const [was, is] = [were.get(resource) ?? nowhere, are.get(resource) ?? nowhere];
    const [left, joined] = [missing(was.nodes, is.nodes), missing(is.nodes, was.nodes)];
    const again = [...was.nodes].filter((node) => is.nodes.has(node) && interrupted.get(resource)?.has(node) === true);
    const promoted = missing(is.promoted, was.promoted);
    return [
      ...(was.nodes.size > 0 && is.nodes.size === 0 ? [{ kind: 'homeless' as const, resource, from: left }] : []),
      ...(left.length > 0 && joined.length > 0 ? [{ kind: 'moves' as const, resource, from: left, to: joined }] : []),
      ...(left.length > 0 && joined.length === 0 && is.nodes.size > 0 ? [{ kind: 'fewer' as const, resource, from: left }] : []),
      ...(left.length === 0 && joined.length > 0 ? [{ kind: 'starts' as const, resource, to: joined }] : []),
      ...(again.length > 0 ? [{ kind: 'restarts' as const, resource, to: again }] : []),
      ...(promoted.length > 0 ? [{ kind: 'promotes' as const, resource, from: missing(was.promoted, is.promoted), to: promoted }] : []),
      ...(was.promoted.size > 0 && is.promoted.size === 0 && is.nodes.size > 0 ? [{ kind: 'demotes' as const, resource, from: [...was.promoted] }] : []),
    ];
  });
}

const nowhere: Places = { nodes: new Set(), promoted: new Set() };

function missing(those: ReadonlySet<string>, these: ReadonlySet<string>): readonly string[] {
  return [...those].filter((one) => !these.has(one));
}

function placesIn(resources: readonly Resource[]): ReadonlyMap<string, Places> {
  const places = new Map<string, Places>();
  for (const { id, kind, implicit, active, nodes, role } of flatten(resources)) {
    if (kind !== 'primitive' || implicit) continue;
    const known = places.get(baseId(id)) ?? { nodes: new Set(), promoted: new Set() };
    places.set(baseId(id), known);
    if (!active) continue;
    for (const node of nodes) {
      known.nodes.add(node);
      if (role === 'Promoted') known.promoted.add(node);
    }
  }
  return places;
}
