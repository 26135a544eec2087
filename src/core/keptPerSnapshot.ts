import type { ClusterSnapshot } from './snapshot';

/** What is made of a snapshot and of what a person calls its cluster, made once and kept as long as the snapshot is: states of a cluster follow each other faster than readings. */
export function keptPerSnapshot<Made>(make: (snapshot: ClusterSnapshot, cluster: string, name: string) => Made): typeof make {
  const kept = new WeakMap<ClusterSnapshot, { readonly cluster: string; readonly name: string; readonly made: Made }>();
  return (snapshot, cluster, name) => {
    const known = kept.get(snapshot);
    if (known?.cluster === cluster && known.name === name) return known.made;
    const made = make(snapshot, cluster, name);
    kept.set(snapshot, { cluster, name, made });
    return made;
  };
}
