import type { Clusters } from '../session/clusters';
import type { Disposable } from '../core/surroundings';
import type { ClusterStore } from './clusterStore';

/** Keeps the list of clusters as the settings have it, now and whenever they change. Practice clusters are not in the settings and stay. */
export function followSettings(clusters: Clusters, store: ClusterStore): Disposable {
  const follow = () => {
    const definitions = store.list();
    const ids = new Set(definitions.map(({ id }) => id));
    for (const { definition } of clusters.sessions) if (!definition.practice && !ids.has(definition.id)) clusters.remove(definition.id);
    for (const definition of definitions) {
      const before = clusters.session(definition.id);
      // A cluster whose hosts have changed gets another session.
      const wasOpen = before !== undefined && before.state.kind !== 'disconnected';
      const session = clusters.define(definition);
      if (wasOpen && session.state.kind === 'disconnected') void session.connect({ mayAsk: false });
    }
  };
  follow();
  return store.onDidChange(follow);
}
