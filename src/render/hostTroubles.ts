import type { Fault } from '../core/fault';
import { viewDifferences } from '../core/viewDifferences';
import type { ClusterState, HostNote, LiveState, OtherView } from '../session/clusterState';
import { clusterStateText, contactWord } from './clusterStateText';
import { faultText } from './faultText';
import { differenceText } from './hostViews';
import { icons } from './icons';
import type { RowIcon, Translate } from './row';

/** Something that is wrong, and at which host if it is one of them. */
export interface Trouble {
  readonly key: string;
  readonly host: string | null;
  /** In a word or two. */
  readonly part: string;
  readonly sentence: string;
  readonly icon: RowIcon;
  /** What it does to the host: it is out of reach, something there fails, or it contradicts the host that answers. */
  readonly kind: 'contact' | 'failure' | 'contradiction';
}

/** All that is wrong with a cluster and its hosts. */
export function troublesOf(state: ClusterState, t: Translate): readonly Trouble[] {
  switch (state.kind) {
    case 'live':
      return [...state.otherViews.flatMap((view) => contradictions(state, view, t)), ...state.notes.map((note) => noteTrouble(note, t))];
    case 'stale':
    case 'disconnected':
      if (state.fault === null) return [];
      return [{ key: 'fault', host: hostOf(state.fault), part: clusterStateText(state, t).word, sentence: faultText(state.fault, t), icon: icons.failed, kind: 'contact' }];
    case 'stopped':
      return [
        {
          key: 'stopped', host: state.host, part: clusterStateText(state, t).word, icon: icons.stopped, kind: 'failure',
          sentence: t('The cluster does not run on this host. Start it there with “pcs cluster start”.'),
        },
        ...state.notes.map((note) => noteTrouble(note, t)),
      ];
    case 'unconfigured':
      return [
        {
          key: 'unconfigured', host: state.host, part: clusterStateText(state, t).word, icon: icons.stopped, kind: 'failure',
          sentence: faultText({ code: 'no-cluster', host: state.host }, t),
        },
        ...state.notes.map((note) => noteTrouble(note, t)),
      ];
    case 'connecting':
      return [];
  }
}

function contradictions({ last }: LiveState, { host, snapshot }: OtherView, t: Translate): readonly Trouble[] {
  return viewDifferences(last, snapshot).map((difference) => {
    const { name, sentence } = differenceText(difference, last.host, host, t);
    return { key: difference.kind, host, part: name, sentence, icon: icons.disagree, kind: 'contradiction' };
  });
}

function noteTrouble({ host, fault }: HostNote, t: Translate): Trouble {
  const contact = contactWord(fault, t);
  return { key: 'note', host, part: contact ?? t('libvirt'), sentence: faultText(fault, t), icon: icons.warning, kind: contact === null ? 'failure' : 'contact' };
}

function hostOf(fault: Fault): string | null {
  return 'host' in fault ? fault.host : 'target' in fault ? fault.target : null;
}
