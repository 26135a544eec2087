import * as vscode from 'vscode';
import { type Checkpoint, listCheckpoints, readCheckpointText } from '../core/commands/checkpoints';
import { configurationIn } from '../core/configuration/configurationText';
import { failure, map, type Result, success } from '../core/result';
import { checkpointChoice } from '../render/checkpointText';
import type { Outcome } from '../session/changeOutcome';
import { type ReadConfiguration, readConfigurationNow, type WantedConfiguration } from '../session/checkConfiguration';
import type { ClusterSession } from '../session/clusterSession';
import type { Clusters } from '../session/clusters';
import { askForChoiceInStep } from './choiceInStep';
import { withSession } from './clusterCommands';
import type { Handler } from './commands';
import { type Step, runSteps } from './steps';

const { t } = vscode.l10n;

export interface CheckpointPorts {
  readonly clusters: Clusters;
  readonly compare: (cluster: string, left: Titled, right: Titled) => Promise<void>;
  readonly replace: (session: ClusterSession, base: ReadConfiguration, wanted: WantedConfiguration, title: string) => Promise<Result<Outcome>>;
}

interface Titled {
  readonly title: string;
  readonly text: string;
}

interface Chosen {
  readonly checkpoint: Checkpoint | null;
  readonly what: 'compare' | 'restore';
}

const options = { mayAsk: true } as const;

/** Lists the former configurations that Pacemaker keeps on the host that answers: one is compared with that of now, or restored. */
export function checkpointHandler({ clusters, compare, replace }: CheckpointPorts): Handler {
  return ([subject]) => withSession(clusters, subject, async (session): Promise<Result<unknown>> => {
    const { definition: { name, readOnly } } = session;
    const listed = await session.changes.ask(async (host) => map(await host.link.run(listCheckpoints(), options), (checkpoints) => ({ target: host.target, checkpoints })));
    if (!listed.ok) return listed;
    const { target, checkpoints } = listed.value;
    if (checkpoints.length === 0) {
      void vscode.window.showInformationMessage(t('Pacemaker keeps no former configuration on this host.'));
      return success(undefined);
    }
    const chosen = await choose(checkpoints, readOnly);
    const checkpoint = chosen?.checkpoint ?? null;
    if (chosen === undefined || checkpoint === null) return failure({ code: 'cancelled' });
    const { number } = checkpoint;
    // Each host has its own under these numbers.
    const then = await session.run(target, readCheckpointText(checkpoint), options);
    if (!then.ok) return then;
    const [now, former] = [await session.changes.ask((host) => readConfigurationNow(host, options)), configurationIn(then.value)];
    if (!now.ok) return now;
    if (!former.ok) return former;
    const title = t('Checkpoint {0}', number);
    if (chosen.what === 'restore') return replace(session, now.value, { text: former.value.text, checkpoint: number }, title);
    await compare(name, { title, text: former.value.text }, { title: t('Configuration Now'), text: now.value.text });
    return success(undefined);
  });
}

/** Which one, and what is to be done with it: restoring changes the cluster. */
async function choose(checkpoints: readonly Checkpoint[], readOnly: boolean): Promise<Chosen | undefined> {
  const title = t('Checkpoints');
  const which: Step<Chosen> = async (draft, position) => {
    const choices = checkpoints.map((checkpoint) => ({ ...checkpointChoice(checkpoint, Date.now(), t), value: checkpoint }));
    const answer = await askForChoiceInStep({ title, placeholder: t('A configuration as it was before a change'), choices }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, checkpoint: answer.value } } : answer;
  };
  const what: Step<Chosen> = async (draft, position) => {
    const choices = [
      { label: t('Compare with Now'), description: '', detail: t('Shows what has changed since then. Nothing is changed.'), codicon: 'diff', value: 'compare' as const },
      { label: t('Restore…'), description: '', detail: t('Puts the configuration back to what it was then, after the same checks and questions as an edited one.'), codicon: 'discard', value: 'restore' as const },
    ];
    const answer = await askForChoiceInStep({ title: t('Checkpoint {0}', draft.checkpoint?.number ?? ''), placeholder: t('What to do with it'), choices }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, what: answer.value } } : answer;
  };
  return runSteps(readOnly ? [which] : [which, what], { checkpoint: null, what: 'compare' });
}
