import { command, contextKey, view, type ActiveState, type CommandId, type ViewId } from './ids';

export interface ViewDefinition {
  readonly id: ViewId;
  readonly name: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** Share of the sidebar's height when it is first shown. */
  readonly initialSize: number;
  readonly welcome: readonly Welcome[];
}

/** What an empty view says. The last paragraph is followed by a button for each command. */
export interface Welcome {
  /** Makes the key of the text in package.nls.json. */
  readonly name: string;
  readonly when: string;
  readonly text: string;
  readonly buttons: readonly { readonly title: string; readonly command: CommandId }[];
}

const connect = { title: 'Connect', command: command.connect };
const refresh = { title: 'Refresh', command: command.refresh };
const createCluster = { title: 'Create Cluster…', command: command.createCluster };
const setUpGuest = { title: 'Set Up Guest Node…', command: command.setUpGuest };
const showLog = { title: 'Show Log', command: command.showLog };

/** The sidebar's views, in their order. */
export const views: readonly ViewDefinition[] = [
  {
    id: view.clusters,
    name: 'Clusters',
    icon: 'layers',
    initialSize: 2,
    welcome: [
      {
        name: 'clusters.none',
        when: `!${contextKey.hasClusters}`,
        text: 'See your Pacemaker clusters live, over plain SSH. Nothing needs to be installed on the servers.\n\nTo look around without a server, start a practice cluster: it lives inside the editor.',
        buttons: [
          { title: 'Add Cluster…', command: command.addCluster },
          { title: 'Start Practice Cluster…', command: command.startPractice },
        ],
      },
    ],
  },
  dependent(view.nodes, 'Nodes', 'server', 9, 'The cluster has no nodes.'),
  dependent(view.guests, 'Guests', 'vm', 2, 'No host of this cluster has a libvirt domain, and no resource of the cluster runs one.', setUpGuest),
  dependent(view.resources, 'Resources', 'symbol-field', 6, 'The cluster has no resources.'),
  dependent(view.constraints, 'Constraints', 'references', 2, 'The cluster has no constraints: Pacemaker places its resources as it likes.'),
];

/** A view that shows the active cluster, and what it says when there is nothing to show. */
function dependent(id: ViewId, name: string, icon: string, initialSize: number, emptyText: string, ...buttons: Welcome['buttons']): ViewDefinition {
  const short = id.slice(id.indexOf('.') + 1);
  const say = (state: ActiveState, text: string, ...buttons: Welcome['buttons']): Welcome =>
    ({ name: `${short}.${state}`, when: `${contextKey.activeState} == ${state}`, text, buttons });
  return {
    id,
    name,
    icon,
    initialSize,
    welcome: [
      say('none', 'No cluster is chosen. Add one, or make one active, in the Clusters view.'),
      say('disconnected', 'The cluster is not connected.', connect),
      say('connecting', 'Connecting to the cluster…'),
      say('stopped', 'The host answers, but the cluster does not run there.', refresh),
      say('unconfigured', 'The host answers, but it is in no cluster. A new one can be made of it.', createCluster, refresh),
      say('stale', 'The cluster could not be read. The Clusters view says why.', connect, showLog),
      say('live', emptyText, ...buttons),
    ],
  };
}
