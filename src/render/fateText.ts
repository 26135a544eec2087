import type { Aftermath, Fate, FateKind } from '../core/whatIf/fates';
import { displayName } from './displayName';
import type { Translate } from './row';

/** What becomes of a resource, as a sentence. */
export function fateText(fate: Fate, t: Translate): string {
  const resource = displayName(fate.resource);
  switch (fate.kind) {
    case 'homeless':
      return t('{0} stops on {1}, and no node runs it any more.', resource, names(fate.from));
    case 'fewer':
      return t('{0} runs no more on {1}; its other instances go on.', resource, names(fate.from));
    case 'moves':
      return t('{0} moves from {1} to {2}.', resource, names(fate.from), names(fate.to));
    case 'restarts':
      return t('{0} restarts on {1}.', resource, names(fate.to));
    case 'starts':
      return t('{0} starts on {1}.', resource, names(fate.to));
    case 'demotes':
      return t('{0} was promoted on {1}, and is promoted nowhere any more.', resource, names(fate.from));
    case 'promotes':
      return fate.from.length === 0 ? t('{0} is promoted on {1}.', resource, names(fate.to)) : t('{0} is promoted on {1} instead of {2}.', resource, names(fate.to), names(fate.from));
  }
}

/** What comes of it in a line of numbers: “3 move, 1 restarts, none is left without a node”. */
export function aftermathInShort({ resources, fenced, settled }: Aftermath, t: Translate): string {
  const count = (kind: FateKind) => resources.filter((fate) => fate.kind === kind).length;
  const [moves, restarts, starts, fewer, promotes, demotes, homeless] = [count('moves'), count('restarts'), count('starts'), count('fewer'), count('promotes'), count('demotes'), count('homeless')];
  const nodes = fenced.filter(({ resource }) => resource === null).length;
  const parts = [
    ...(nodes > 0 ? [nodes === 1 ? t('1 node is fenced') : t('{0} nodes are fenced', nodes)] : []),
    ...(moves > 0 ? [moves === 1 ? t('1 moves') : t('{0} move', moves)] : []),
    ...(restarts > 0 ? [restarts === 1 ? t('1 restarts') : t('{0} restart', restarts)] : []),
    ...(promotes > 0 ? [promotes === 1 ? t('1 is promoted elsewhere') : t('{0} are promoted elsewhere', promotes)] : []),
    ...(demotes > 0 ? [demotes === 1 ? t('1 is promoted nowhere') : t('{0} are promoted nowhere', demotes)] : []),
    ...(starts > 0 ? [starts === 1 ? t('1 starts') : t('{0} start', starts)] : []),
    ...(fewer > 0 ? [fewer === 1 ? t('1 has an instance fewer') : t('{0} have an instance fewer', fewer)] : []),
    homeless === 0 ? t('none is left without a node') : homeless === 1 ? t('1 IS LEFT WITHOUT A NODE') : t('{0} ARE LEFT WITHOUT A NODE', homeless),
    ...(settled ? [] : [t('the cluster does not come to rest')]),
  ];
  return resources.length + nodes === 0 && settled ? t('nothing is moved or stopped') : parts.join(', ');
}

/** The weightiest first. */
export function byWeight(fates: readonly Fate[]): readonly Fate[] {
  return [...fates].sort((one, other) => weights.indexOf(one.kind) - weights.indexOf(other.kind));
}

const weights: readonly FateKind[] = ['homeless', 'demotes', 'moves', 'restarts', 'promotes', 'fewer', 'starts'];

function names(nodes: readonly string[]): string {
  return nodes.map(displayName).join(', ');
}
