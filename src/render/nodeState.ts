import type { ClusterNode, ClusterSnapshot, Guest, Resource } from '../core/snapshot';
import { displayName } from './displayName';
import { icons } from './icons';
import type { RowIcon, Translate } from './row';

/** How a node stands, in words and as a picture. */
export interface NodeState {
  readonly words: readonly string[];
  readonly icon: RowIcon;
  /** Online in the full sense: a guest node only together with its connection. */
  readonly online: boolean;
  /** Whether somebody should look at it. */
  readonly problem: boolean;
}

/** What else the state of a node depends on. */
export interface NodeContext {
  readonly guest: Guest | null;
  /** Whether the resource that makes up the node is disabled, so that the node is meant to be offline. */
  readonly disabled: boolean;
}

export function nodeState(node: ClusterNode, context: NodeContext, t: Translate): NodeState {
  const main = mainState(node, context, t);
  const sick = node.health === 'red' || node.health === 'yellow';
  const words = [
    main.word,
    !node.online && !node.unclean && node.standby ? t('standby') : null,
    !node.online && !node.unclean && node.maintenance ? t('maintenance') : null,
    node.shutdown === true ? t('shutting down') : null,
    node.dc ? t('DC') : null,
    sick ? t('health {0}', displayName(node.health ?? '')) : null,
  ].filter((word) => word !== null);
  const calm = main.icon === icons.good;
  const icon = calm && node.shutdown === true ? icons.leaving : calm && sick ? icons.warning : main.icon;
  return { words, icon, online: node.online && !main.lost, problem: main.problem || node.health === 'red' };
}

interface MainState {
  readonly word: string;
  readonly icon: RowIcon;
  readonly problem: boolean;
  /** Whether the connection to a guest node is missing, whatever crm_mon says of the node. */
  readonly lost: boolean;
}

function mainState(node: ClusterNode, { guest, disabled }: NodeContext, t: Translate): MainState {
  const state = (word: string, icon: RowIcon, problem = false, lost = false): MainState => ({ word, icon, problem, lost });
  if (node.unclean) {
    const word = node.pending ? t('UNCLEAN (pending)') : node.online ? t('UNCLEAN (online)') : t('UNCLEAN (offline)');
    return state(word, icons.unclean, true);
  }
  if (guest?.state === 'connection-lost') return state(t('connection lost'), icons.lost, true, true);
  if (guest?.state === 'recovering') return state(t('recovering'), icons.busy, false, true);
  if (node.pending) return state(t('pending'), icons.waiting);
  if (!node.online) return disabled ? state(t('offline'), icons.off) : state(t('offline'), icons.failed, true);
  if (node.standbyOnFail === true) return state(t('standby after a failure'), icons.paused, true);
  if (node.standby) return state(t('standby'), icons.paused);
  if (node.maintenance) return state(t('maintenance'), icons.maintenance);
  return state(t('online'), icons.good);
}

/** Looks up the context of nodes of one snapshot. */
export function nodeContexts(snapshot: ClusterSnapshot): (node: ClusterNode) => NodeContext {
  const guests = new Map(snapshot.guests.filter(({ node }) => node !== null).map((guest) => [guest.node, guest]));
  const disabled = new Set<string>();
  collectDisabled(snapshot.resources, false, disabled);
  return (node) => ({
    guest: node.kind === 'guest' ? guests.get(node.name) ?? null : null,
    disabled: node.resource !== null && disabled.has(node.resource),
  });
}

/** What is below a disabled resource is disabled with it. */
function collectDisabled(resources: readonly Resource[], above: boolean, found: Set<string>): void {
  for (const { id, disabled, children } of resources) {
    if (above || disabled) found.add(id);
    collectDisabled(children, above || disabled, found);
  }
}
