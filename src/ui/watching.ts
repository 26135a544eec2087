import type { ClusterSession } from '../session/clusterSession';
import type { Clusters } from '../session/clusters';
import type { Disposable } from '../core/surroundings';
import { currentAttention, onDidChangeAttention } from './attention';
import type { Sidebar } from './sidebar';

/**
 * Reads the active cluster as closely as it is watched, the others slowly. A cluster is connected, without a question,
 * the first time it is seen; after that, a person who disconnects it or an attempt that fails leaves it so.
 */
export function watchActive(clusters: Clusters, sidebar: Sidebar): Disposable {
  const seen = new WeakSet<ClusterSession>();
  const look = () => {
    const attention = currentAttention(sidebar);
    for (const session of clusters.sessions) session.setAttention(session === clusters.active ? attention : 'hidden');
    const { active } = clusters;
    if (active === undefined || attention === 'hidden' || seen.has(active)) return;
    seen.add(active);
    if (active.state.kind === 'disconnected') void active.connect({ mayAsk: false });
  };
  const changes = clusters.onDidChange(look);
  const attention = onDidChangeAttention(sidebar, look);
  look();
  return {
    dispose() {
      changes.dispose();
      attention.dispose();
    },
  };
}
