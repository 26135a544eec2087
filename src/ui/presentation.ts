import * as vscode from 'vscode';
import { contextKey, practiceKey } from '../actions/ids';
import { statusBar } from '../render/statusBar';
import type { ClusterSession } from '../session/clusterSession';
import { isIdle } from '../session/clusterState';
import type { Clusters } from '../session/clusters';
import type { Clock, Disposable } from '../core/surroundings';
import { createContextKeys } from './contextKeys';
import type { Sidebar } from './sidebar';
import type { StatusBar } from './statusBar';
import { tickOff } from './tickOff';

/** Ages are told in steps of ten seconds. */
const agesChangeAfterMs = 10_000;

export interface Screen {
  readonly sidebar: Sidebar;
  readonly statusBar: StatusBar;
}

/** Shows the clusters on the screen, now and whenever one of them changes. */
export function present(clusters: Clusters, { sidebar, statusBar: item }: Screen, clock: Clock): Disposable {
  const setContextKeys = createContextKeys();
  let timer: Disposable | null = null;
  let answered: readonly string[] = [];

  const show = () => {
    const now = clock.now();
    const { sessions, active } = clusters;
    sidebar.update({ clusters: sessions, active: active?.definition.id ?? null, now });
    item.show(statusBar(active ?? null, now, vscode.l10n.t));
    setContextKeys({
      hasClusters: sessions.length > 0,
      activeState: active?.state.kind ?? 'none',
      practiceRunning: sessions.some(({ definition }) => definition.practice),
      readOnly: active?.definition.readOnly ?? false,
    });
    const inContact = sessions.filter(({ state }) => state.kind === 'live' || isIdle(state));
    const answering = inContact.map(({ definition }) => (definition.practice ? practiceKey(contextKey.hostsAnswer) : contextKey.hostsAnswer));
    if (answering.some((key) => !answered.includes(key))) void tickOff(answering.filter((key) => !answered.includes(key)));
    answered = answering;
    timer?.dispose();
    timer = sessions.length === 0 ? null : clock.after(agesChangeAfterMs, show);
  };

  const following = followSessions(clusters, show, (session) => [session.onDidChangeState(show), session.changes.onDidChangeWork(show)]);
  show();
  return {
    dispose() {
      following.dispose();
      timer?.dispose();
    },
  };
}

/** Calls back when a cluster comes or goes, another becomes active, or one of them changes its state. */
export function followSessions(clusters: Clusters, listener: () => void, follow: (session: ClusterSession) => readonly Disposable[] = (session) => [session.onDidChangeState(listener)]): Disposable {
  let states: readonly Disposable[] = [];
  const followStates = () => {
    for (const each of states) each.dispose();
    states = clusters.sessions.flatMap(follow);
  };
  const list = clusters.onDidChange(() => {
    followStates();
    listener();
  });
  followStates();
  return {
    dispose() {
      list.dispose();
      for (const each of states) each.dispose();
    },
  };
}
