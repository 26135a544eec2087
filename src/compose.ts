import type * as vscode from 'vscode';
import { type ChangeCommandId, changeCommand, setting, type WholeCommandId, wholeCommand } from './actions/ids';
import type { Result } from './core/result';
import { forgetHostKeys } from './remote/forgetHostKeys';
import { hostAliases } from './remote/hostAliases';
import { createHostLinks } from './remote/hostLinks';
import { createPcsPasswords } from './remote/pcsPasswords';
import { createSecretKeeper } from './remote/secretKeeper';
import { parseTarget } from './remote/target';
import { ChangeLog } from './session/changeLog';
import { Clusters } from './session/clusters';
import { ClusterSession } from './session/clusterSession';
import { createThreadReader } from './session/threadReader';
import { clusterHandlers } from './ui/clusterCommands';
import type { ClusterStore } from './ui/clusterStore';
import type { Handlers } from './ui/commands';
import { followSettings } from './ui/configuredClusters';
import { copyHandlers } from './ui/copyCommands';
import { describeFault } from './ui/describeFault';
import { documentHandlers, readDocument } from './ui/documentCommands';
import type { Documents } from './ui/documents';
import type { DocumentSubject } from './ui/documentUri';
import { forgetWithClusters } from './ui/forgetWithClusters';
import { hostHandlers } from './ui/hostCommands';
import { watchLeftBehind } from './ui/leftBehindWatch';
import { laterHandlers } from './ui/laterHandlers';
import { logHandlers } from './ui/logCommands';
import { passwordHandlers } from './ui/passwordCommands';
import { PracticeClusters } from './ui/practiceClusters';
import { practiceHandlers, practiceName, startPracticeQuietly } from './ui/practiceCommands';
import { present, type Screen } from './ui/presentation';
import { createPrompts } from './ui/prompts';
import { revealHandlers } from './ui/revealCommands';
import { createSecretStore } from './ui/secretStore';
import { linkOptions, readSetting } from './ui/settings';
import { systemClock } from './ui/systemClock';
import { logStates } from './ui/stateLog';
import { createTrustStore } from './ui/trustStore';
import { watchActive } from './ui/watching';

/** What is there from activation on. */
export interface Surroundings {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly store: ClusterStore;
  readonly screen: Screen;
  readonly documents: Documents;
}

/** Everything that is made when the first cluster is to be shown or the first command runs. */
export interface Application {
  readonly clusters: Clusters;
  readonly practice: PracticeClusters;
  readonly handlers: Handlers;
  readDocument(subject: DocumentSubject, options: { readonly mayAsk: boolean }): Promise<Result<string>>;
  /** Resolves when every connection is closed and nothing of a practice cluster is left. */
  dispose(): Promise<void>;
}

const activeClusterKey = 'activeCluster';

/** Puts the pieces together, by hand and nowhere else. */
export function compose({ context, log, store, screen, documents }: Surroundings): Application {
  const { globalState, secrets } = context;
  const clock = systemClock;
  const trust = createTrustStore(globalState);
  const prompts = createPrompts();
  const keeper = createSecretKeeper(createSecretStore(secrets), log);
  const passwords = createPcsPasswords(keeper);
  const openLink = createHostLinks({ prompts, secrets: keeper, trust, clock, log, options: linkOptions() });
  const reader = createThreadReader(context.asAbsolutePath('dist/readerThread.js'));
  const practice = new PracticeClusters({ clock, log, nameOf: practiceName });
  const remembered = {
    read: () => globalState.get<string>(activeClusterKey) ?? null,
    write: (id: string | null) => void globalState.update(activeClusterKey, id),
  };
  const changeLog = new ChangeLog();
  const clusters = new Clusters(
    (definition) => new ClusterSession(definition, {
      openLink: ({ target }) => openLink(practice.endpoint(definition.id, target) ?? target),
      documents: reader,
      clock,
      intervalMs: () => readSetting(setting.refreshInterval) * 1000,
      changeLog,
    }),
    remembered,
  );
  const parts = [
    followSettings(clusters, store),
    present(clusters, screen, clock),
    logStates(clusters, log),
    forgetWithClusters(clusters, passwords),
    watchActive(clusters, screen.sidebar),
    watchLeftBehind(clusters, async () => new (await import('./ui/leftBehindProblems')).LeftBehindProblems(clusters, documents)),
    clusters,
    changeLog,
    reader,
  ];
  const changes = async () => (await import('./composeChanges')).composeChanges({ clusters, changeLog, documents, passwords, prompts, clock, log, context });
  const template = readSetting(setting.startPracticeAutomatically);
  if (template !== 'off') void startPracticeQuietly(template, clusters, practice, log);
  return {
    clusters,
    practice,
    handlers: {
      ...clusterHandlers({ clusters, store, hostAliases: () => hostAliases(), checkHost }),
      ...copyHandlers(clusters, clock),
      ...documentHandlers(clusters, documents),
      ...hostHandlers({ clusters, forgetHostKeys: (target) => forgetHostKeys(target, trust) }),
      ...logHandlers(log),
      ...passwordHandlers(clusters, keeper),
      ...practiceHandlers(clusters, practice),
      ...revealHandlers(clusters, screen.sidebar),
      ...laterHandlers<ChangeCommandId | WholeCommandId>([...Object.values(changeCommand), ...Object.values(wholeCommand)], changes),
    },
    readDocument: (subject, options) => readDocument(clusters, subject, options, clock),
    async dispose() {
      for (const part of parts) part.dispose();
      await practice.dispose();
    },
  };
}

function checkHost(target: string): string | null {
  const parsed = parseTarget(target);
  return parsed.ok ? null : describeFault(parsed.fault);
}
