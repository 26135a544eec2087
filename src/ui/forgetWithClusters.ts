import type { Disposable } from '../core/surroundings';
import type { PcsPasswords } from '../remote/ports';
import type { Clusters } from '../session/clusters';
import { followSessions } from './presentation';

/** Has the passwords of a cluster forgotten as those of its connections are: with the connection, or, where they are remembered, when it leaves the list. */
export function forgetWithClusters(clusters: Clusters, passwords: Pick<PcsPasswords, 'left' | 'removed'>): Disposable {
  let listed: ReadonlySet<string> = new Set();
  const follow = () => {
    const now = new Set(clusters.sessions.map(({ definition }) => definition.id));
    for (const id of listed) if (!now.has(id)) void passwords.removed(id);
    for (const { definition, state } of clusters.sessions) if (state.kind === 'disconnected' && state.fault === null) passwords.left(definition.id);
    listed = now;
  };
  return followSessions(clusters, follow);
}
