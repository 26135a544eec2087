/**
 * Something that might happen to a cluster. Names are those of the cluster.
 * nodeFails       a cluster node is lost without a word: it crashes, or its network does
 * nodeFenced      a cluster node has been turned off for certain
 * nodeLeaves      Pacemaker is shut down on a cluster node, which hands over what runs there first
 * monitorFails    a resource is found to be broken where it runs; of a VM that is a guest node, that the guest has died
 * cannotStart     a resource cannot be started any more where it runs
 * connectionLost  the connection to a guest node or remote node is lost. `resource` is that connection, whose name is the node's
 */
export type WhatIf =
  | { readonly kind: 'nodeFails' | 'nodeFenced' | 'nodeLeaves'; readonly node: string }
  | { readonly kind: 'monitorFails' | 'cannotStart' | 'connectionLost'; readonly resource: string; readonly node: string };

export type WhatIfKind = WhatIf['kind'];
