import * as vscode from 'vscode';
import { command } from '../actions/ids';
import { failure, type Result, success } from '../core/result';
import { displayName } from '../render/displayName';
import type { Subject } from '../render/row';
import type { ClusterSession } from '../session/clusterSession';
import type { Clusters } from '../session/clusters';
import { withSession } from './clusterCommands';
import type { Handlers } from './commands';
import { showTerminal } from './terminal';

const { t } = vscode.l10n;

export interface HostCommandPorts {
  readonly clusters: Clusters;
  /** Forgets the keys that were accepted in this editor for what a person types to ssh. */
  forgetHostKeys(target: string): Promise<Result<void>>;
}

/** What is done with the machines that are reached by SSH. */
export function hostHandlers({ clusters, forgetHostKeys }: HostCommandPorts) {
  return {
    [command.openTerminal]: ([subject]) => withSession(clusters, subject, async (session) => {
      const target = targetOf(session, subject);
      if (target === null) return failure({ code: 'disconnected', host: subject?.kind === 'node' ? subject.node : session.definition.name });
      if (session.state.kind === 'disconnected') {
        const connected = await session.connect({ mayAsk: true });
        if (!connected.ok && connected.fault.code !== 'not-running' && connected.fault.code !== 'no-cluster') return connected;
      }
      showTerminal(target, (size) => session.openTerminal(target, size));
      return success(undefined);
    }),
    [command.forgetHostKey]: ([subject]) => withSession(clusters, subject, async () => {
      if (subject?.kind !== 'host' || !(await confirmForgetting(subject.host))) return failure({ code: 'cancelled' });
      return forgetHostKeys(subject.host);
    }),
  } satisfies Partial<Handlers>;
}

/** What the person typed for the host. A name that a cluster reports is never connected to. */
function targetOf(session: ClusterSession, subject: Subject | undefined): string | null {
  if (subject?.kind === 'host') return subject.host;
  return subject?.kind === 'node' ? session.hostOfNode(subject.node) : null;
}

async function confirmForgetting(host: string): Promise<boolean> {
  const forget = t('Forget Host Key');
  const detail = t('The next connection asks again whether the key of this host is to be trusted. The file known_hosts is not changed.');
  return (await vscode.window.showWarningMessage(t('Forget the keys of {0} that were accepted in this editor?', displayName(host)), { modal: true, detail }, forget)) === forget;
}
