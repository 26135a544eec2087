/** What a user of such a change trips over; `src/render/cautionText.ts` says it. Names and numbers are the cluster's. */
export type Caution =
  /** pcs refused it and is told to do it all the same. */
  | { readonly code: 'forces' }
  /** These stop, and nothing takes their place: they are disabled, or nothing else may run them. */
  | { readonly code: 'stops'; readonly resources: readonly string[] }
  /** A VM that is a guest node goes down with what runs inside it. */
  | { readonly code: 'stops-inside-guest'; readonly guest: string; readonly resources: readonly string[] }
  /** What is deleted could be put back only as it was written, and that could not be read. */
  | { readonly code: 'no-way-back' }
  /** pcs takes it out of these constraints' sets, and its place in them could not be put back. */
  | { readonly code: 'sets-lost'; readonly ids: readonly string[] }
  /** It goes out of these tags, and a tag that has nothing else goes with it. */
  | { readonly code: 'out-of-tags'; readonly tags: readonly string[] }
  /** What these secrets of a resource were set to nobody here knows: nothing puts that back. */
  | { readonly code: 'secret-lost'; readonly resource: string; readonly names: readonly string[] }
  /** A constraint stays until it is cleared: `cli-prefer-…`, `cli-ban-…`. */
  | { readonly code: 'leaves-constraint'; readonly resource: string }
  /** These are taken out for it: pcs keeps one location constraint of a resource and a node, and a move takes out what moves before have left. */
  | { readonly code: 'replaces-constraint'; readonly ids: readonly string[] }
  /** pcs refuses where the constraint it makes for a moment would not move the resource, or others with it. */
  | { readonly code: 'move-may-refuse'; readonly resource: string }
  /** These are not in the new configuration. */
  | { readonly code: 'takes-out'; readonly ids: readonly string[] }
  /** Configured things that name what is deleted, and go or break with it. */
  | { readonly code: 'others-depend'; readonly ids: readonly string[] }
  /** The cluster will not react to a failure of these while they are not managed. */
  | { readonly code: 'not-watched'; readonly resources: readonly string[] }
  /** Nodes that are lost are no longer fenced, and what ran there may come to run twice. */
  | { readonly code: 'no-fencing' }
  /** An unmanaged member keeps the others of its group from stopping. */
  | { readonly code: 'unmanaged-blocks'; readonly resources: readonly string[] }
  /** It may be stopped and started again, with what depends on it, unless its agent can take the new values as it runs. */
  | { readonly code: 'may-restart'; readonly resource: string }
  /** A fence device that does not say which nodes it fences is asked for them, and may answer names that no node has. */
  | { readonly code: 'no-targets'; readonly device: string }
  /** By hand nobody puts the key on the guest and starts pacemaker_remote there: pcs has a command of its own that does. */
  | { readonly code: 'guest-by-hand'; readonly guest: string }
  /** pcs is told to go on where it does not reach the guest, which then has to have the key and pacemaker_remote already. */
  | { readonly code: 'guest-skipped'; readonly guest: string }
  /** What is secret is written by cibadmin, which knows nothing of agents and checks only the form. */
  | { readonly code: 'unchecked-by-pcs' }
  /** Everything known of what ran is asked for again: on a large cluster that is a lot at once. */
  | { readonly code: 'probes-again' }
  /** What only a person can know is taken for true: if the node still runs, what it runs comes to run twice. */
  | { readonly code: 'confirm-destroys-data'; readonly node: string }
  /** The cluster still hears of the node. */
  | { readonly code: 'still-answers'; readonly node: string }
  /** The node is switched off or reset as by a power cut, with what runs there. */
  | { readonly code: 'power-cut'; readonly node: string; readonly resources: readonly string[] }
  /** No fence device runs that could do it. */
  | { readonly code: 'no-device'; readonly node: string }
  /** No host runs the cluster any more, and nothing that it manages. */
  | { readonly code: 'cluster-stops'; readonly resources: readonly string[] }
  /** The hosts that are left have too few votes, and stop everything or whatever `no-quorum-policy` says. */
  | { readonly code: 'quorum-lost'; readonly policy: string }
  /** The configuration is gone for good from these hosts. */
  | { readonly code: 'destroys-cluster'; readonly nodes: readonly string[] }
  /** The node is no part of the cluster any more, and its part of the configuration is lost. */
  | { readonly code: 'leaves-cluster'; readonly node: string }
  /** What these hosts still have of another cluster would be lost if pcs were forced. */
  | { readonly code: 'old-cluster-lost'; readonly hosts: readonly string[] }
  /** A new cluster has no fence device, and Pacemaker wants one before it starts anything. */
  | { readonly code: 'needs-fencing' }
  /** What the cluster knows of the node is lost, and nothing asks whether the node is only switched off. */
  | { readonly code: 'forgets-node'; readonly node: string; readonly isHost: boolean }
  /** It is the host that the cluster is seen through: another has to tell how it ends. */
  | { readonly code: 'answers-here'; readonly node: string }
  /** The guest's connection has failed, and on this version a bare cleanup may fence the guest: its VM is stopped before and started again after. */
  | { readonly code: 'cleanup-may-fence-guest'; readonly guest: string }
  /** These run now, and as members of one group they run on one node, one after the other. */
  | { readonly code: 'together'; readonly resources: readonly string[] }
  /** These are kept neither on one node nor in their order any more. */
  | { readonly code: 'apart'; readonly resources: readonly string[] }
  /** Constraints that were made for one resource decide over all that it is in. */
  | { readonly code: 'counts-for-whole'; readonly ids: readonly string[] }
  /** A clone runs once on every node that may run it. */
  | { readonly code: 'runs-many'; readonly resource: string }
  | { readonly code: 'stops-all-but-one'; readonly resource: string; readonly nodes: readonly string[] }
  | { readonly code: 'bundle-empty'; readonly bundle: string }
  /** A score of INFINITY is a must, the other way round a must not. */
  | { readonly code: 'must'; readonly id: string }
  /** A set of one resource orders and binds nothing. */
  | { readonly code: 'single-member'; readonly resource: string }
  /** What depends on a ticket that this cluster has not been granted stops at once. */
  | { readonly code: 'ticket-not-granted'; readonly ticket: string; readonly resources: readonly string[] }
  /** A default counts wherever nothing else is said. */
  | { readonly code: 'counts-for-all'; readonly of: 'resource' | 'operation' }
  /** Nothing is placed by what it uses while the property that says so is not set. */
  | { readonly code: 'no-placement-strategy' };
