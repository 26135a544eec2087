import * as vscode from 'vscode';
import { command } from '../actions/ids';
import { failure, type Result, success } from '../core/result';
import { displayName } from '../render/displayName';
import type { Subject } from '../render/row';
import type { ClusterSession } from '../session/clusterSession';
import { isIdle } from '../session/clusterState';
import type { Clusters } from '../session/clusters';
import { askForChanges, askForCluster } from './clusterForm';
import type { ClusterStore } from './clusterStore';
import type { Handlers } from './commands';

const { t } = vscode.l10n;

export interface ClusterCommandPorts {
  readonly clusters: Clusters;
  readonly store: ClusterStore;
  /** Host aliases in the person's ssh configuration. */
  hostAliases(): Promise<readonly string[]>;
  /** What is wrong with a host as a person would type it to ssh, or null. */
  checkHost(target: string): string | null;
}

/** Everything that is done to a cluster as a whole, and to the list of clusters. */
export function clusterHandlers({ clusters, store, hostAliases, checkHost }: ClusterCommandPorts) {
  const formPorts = async (edited: string | null) => ({
    takenNames: clusters.sessions.filter(({ definition }) => definition.id !== edited).map(({ definition }) => definition.name),
    aliases: await hostAliases(),
    checkHost,
  });

  /** Connects and shows the cluster: who connects to it wants to see it. */
  const connect = (session: ClusterSession) => {
    clusters.makeActive(session.definition.id);
    return session.connect({ mayAsk: true });
  };

  return {
    [command.addCluster]: async () => {
      const definition = await askForCluster(await formPorts(null));
      if (definition === undefined) return failure({ code: 'cancelled' });
      await store.save(definition);
      clusters.define(definition);
      return withSession(clusters, { kind: 'cluster', cluster: definition.id }, connect);
    },
    [command.editCluster]: ([subject]) => withSession(clusters, subject, async ({ definition }) => {
      const changed = await askForChanges(definition, await formPorts(definition.id));
      if (changed === undefined) return failure({ code: 'cancelled' });
      await store.save(changed);
      return success(undefined);
    }),
    [command.removeCluster]: ([subject]) => withSession(clusters, subject, async ({ definition }) => {
      if (!(await confirmRemoval(definition.name))) return failure({ code: 'cancelled' });
      await store.remove(definition.id);
      return success(undefined);
    }),
    [command.connect]: ([subject]) => withSession(clusters, subject, connect),
    [command.disconnect]: ([subject]) => withSession(clusters, subject, async (session) => success(session.disconnect())),
    [command.refresh]: ([subject]) => withSession(clusters, subject, readAgain),
    [command.makeActive]: ([subject]) => withSession(clusters, subject, async ({ definition }) => success(clusters.makeActive(definition.id))),
  } satisfies Partial<Handlers>;
}

/** Reads over the connection that is there; where contact is lost or was never made, connects first. */
function readAgain(session: ClusterSession): Promise<Result<void>> {
  const inContact = session.state.kind === 'live' || isIdle(session.state);
  return inContact ? session.refresh({ mayAsk: true }) : session.connect({ mayAsk: true });
}

/** Does something with the session of a subject's cluster, which may have been removed since the row was drawn. */
export async function withSession<T>(clusters: Clusters, subject: Subject | undefined, act: (session: ClusterSession) => Promise<Result<T>>): Promise<Result<T>> {
  const session = subject && clusters.session(subject.cluster);
  return session === undefined ? failure({ code: 'cancelled' }) : act(session);
}

async function confirmRemoval(name: string): Promise<boolean> {
  const remove = t('Remove from List');
  const detail = t('Only the entry in your settings is removed. The cluster itself is not touched.');
  return (await vscode.window.showWarningMessage(t('Remove {0} from the list of clusters?', displayName(name)), { modal: true, detail }, remove)) === remove;
}
