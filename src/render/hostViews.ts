import { onlineMembers } from '../core/membership';
import type { ClusterSnapshot } from '../core/snapshot';
import type { ViewDifference } from '../core/viewDifferences';
import type { ClusterState, OtherView } from '../session/clusterState';
import { displayName } from './displayName';
import type { Translate } from './row';

/** What one host sees of the cluster, in a few words: `sees host1; no quorum; DC host1`. */
export function hostViewText(snapshot: ClusterSnapshot, t: Translate): string {
  const { dc, quorum } = snapshot.cluster;
  return [
    t('sees {0}', namesText(onlineMembers(snapshot), t)),
    ...(quorum === null ? [] : [quorum ? t('quorum') : t('no quorum')]),
    dc === null ? t('no DC') : t('DC {0}', displayName(dc)),
  ].join('; ');
}

/** The views that contradict the one that is shown; none where that is not current. */
export function otherViewsOf(state: ClusterState): readonly OtherView[] {
  return state.kind === 'live' ? state.otherViews : [];
}

/** Said of what is shown while hosts disagree: whose view it is, and who sees it otherwise. Null while they agree. */
export function hostsDisagreeText(state: ClusterState, t: Translate): string | null {
  const others = otherViewsOf(state).map(({ host }) => displayName(host));
  if (others.length === 0 || state.last === null) return null;
  const shownBy = displayName(state.last.host);
  return others.length === 1
    ? t('This is how {0} sees the cluster. {1} sees it otherwise.', shownBy, others.join(', '))
    : t('This is how {0} sees the cluster. {1} see it otherwise.', shownBy, others.join(', '));
}

/** One thing in which two hosts contradict each other: what it is, and a sentence with what each of them says. */
export interface DifferenceText {
  readonly name: string;
  readonly sentence: string;
}

/** How the view of another host differs from the one that is shown. Both hosts as the user typed them. */
export function differenceText(difference: ViewDifference, shownBy: string, otherHost: string, t: Translate): DifferenceText {
  const { name, shown, other } = differenceWords(difference, t);
  return { name, sentence: t('{0} says {1}; {2} says {3}.', displayName(otherHost), other, displayName(shownBy), shown) };
}

function differenceWords(difference: ViewDifference, t: Translate): { readonly name: string; readonly shown: string; readonly other: string } {
  const { kind, shown, other } = difference;
  switch (kind) {
    case 'members': return { name: t('Members online'), shown: namesText(shown, t), other: namesText(other, t) };
    case 'dc': return { name: t('DC'), shown: displayName(shown), other: displayName(other) };
    case 'quorum': return { name: t('Quorum'), shown: yesOrNo(shown, t), other: yesOrNo(other, t) };
  }
}

/** The names of a few nodes, the number of many. */
function namesText(names: readonly string[], t: Translate): string {
  if (names.length === 0) return t('none');
  return names.length <= 4 ? names.map(displayName).join(', ') : t('{0} nodes', names.length);
}

function yesOrNo(value: boolean, t: Translate): string {
  return value ? t('yes') : t('no');
}
