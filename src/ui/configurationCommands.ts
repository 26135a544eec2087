import * as vscode from 'vscode';
import { wholeCommand } from '../actions/ids';
import { configurationAlone } from '../core/configuration/configurationText';
import { unmask } from '../core/configuration/maskedSecrets';
import { redactCib } from '../core/redact';
import { failure, type Result, success } from '../core/result';
import { parseXml } from '../core/xml';
import { escapedForXml } from '../core/xmlText';
import { displayName } from '../render/displayName';
import type { Outcome } from '../session/changeOutcome';
import { checkConfiguration, type ReadConfiguration, readConfigurationNow, readIfSame, type WantedConfiguration } from '../session/checkConfiguration';
import type { ClusterSession } from '../session/clusterSession';
import type { Clusters } from '../session/clusters';
import { pushedConfiguration } from '../session/pushedConfiguration';
import { changed } from './changeCommands';
import type { ChangeDesk } from './changeDesk';
import { checkpointHandler } from './checkpointCommands';
import { withSession } from './clusterCommands';
import type { Handlers } from './commands';
import { ConfigurationDocuments } from './configurationDocuments';
import type { Documents } from './documents';
import { askForText } from './inputBox';

const { t } = vscode.l10n;

export interface ConfigurationPorts {
  readonly clusters: Clusters;
  readonly desk: ChangeDesk;
  readonly documents: Documents;
  /** Disposes of something when the extension ends. */
  readonly keep: (part: vscode.Disposable) => void;
}

type ConfigurationId = typeof wholeCommand.editConfiguration | typeof wholeCommand.showCheckpoints;

const options = { mayAsk: true } as const;

/** The configuration as a whole: edited, and put back to what it was. */
export function configurationHandlers({ clusters, desk, documents, keep }: ConfigurationPorts): Handlers<ConfigurationId> {
  let shown = 0;

  /** Shows what was read against what will be pushed, and leads it to the cluster, once it has been found in order there. */
  async function replace(session: ClusterSession, base: ReadConfiguration, wanted: WantedConfiguration, title: string): Promise<Result<Outcome>> {
    const { definition: { id, name } } = session;
    const checked = await session.changes.ask((host) => checkConfiguration(host, base, wanted, name, options));
    if (!checked.ok) return checked;
    edited.show(id, name, checked.value.problems);
    if (checked.value.kind === 'invalid') return failure({ code: 'configuration-invalid', errors: checked.value.problems.filter(({ severity }) => severity === 'error').length });
    await compare(name, { title: t('Configuration Now'), text: base.text }, { title, text: wanted.text });
    // What it is planned for is read anew, or a change that was just made would count as somebody else's.
    await session.refresh({ mayAsk: false });
    return desk.change(changed(session), checked.value.task);
  }

  async function compare(cluster: string, left: { readonly title: string; readonly text: string }, right: { readonly title: string; readonly text: string }): Promise<void> {
    const [before, after] = [left, right].map(({ title, text }) => documents.hold(cluster, title, 'xml', `configuration-${String(++shown)}`, redactCib(text)));
    await vscode.commands.executeCommand('vscode.diff', before, after, t('{0} ↔ {1}', displayName(left.title), displayName(right.title)), { preview: true });
  }

  async function push(id: string, base: ReadConfiguration, text: string): Promise<Result<ReadConfiguration>> {
    const session = clusters.session(id);
    if (session === undefined) return failure({ code: 'disconnected', host: id });
    const { definition: { name } } = session;
    const alone = wellFormed(text);
    if (!alone.ok) {
      const reason = alone.fault.code === 'malformed' ? alone.fault.reason : t('it is cut off');
      edited.show(id, name, [{ severity: 'error', message: reason, line: Number(/^line (\d+)/.exec(reason)?.[1] ?? 1) }]);
      return failure({ code: 'configuration-invalid', errors: 1 });
    }
    const whole = await withSecrets(alone.value, base);
    if (whole === undefined) return failure({ code: 'cancelled' });
    const ended = await replace(session, base, { text: whole, checkpoint: null }, t('Configuration to Push'));
    if (!ended.ok) return ended.fault.code === 'configuration-changed' ? takeOver(session) : ended;
    return pushedConfiguration(ended.value, base, whole, name, () => session.changes.ask((host) => readIfSame(host, whole, name, options)));
  }

  /** Somebody has changed it: the person sees both, and what is saved then is made from the newer one. */
  async function takeOver(session: ClusterSession): Promise<Result<never>> {
    const { definition: { id, name } } = session;
    const compareThem = t('Compare and Take Over');
    const chosen = await vscode.window.showWarningMessage(t('The configuration of {0} has changed since it was read.', displayName(name)), {
      modal: true,
      detail: t('Nothing was pushed. Compare shows the configuration of now on the left and yours on the right: take over there what is new, then save again. What you do not take over is undone by that.'),
    }, compareThem);
    if (chosen !== compareThem) return failure({ code: 'configuration-changed', cluster: name });
    const now = await session.changes.ask((host) => readConfigurationNow(host, options));
    if (!now.ok) return now;
    await compareWithYours(id, name, now.value);
    return failure({ code: 'configuration-changed', cluster: name });
  }

  /** Yours counts as made from that of now, which stands beside it. */
  async function compareWithYours(id: string, name: string, now: ReadConfiguration): Promise<void> {
    const mine = edited.rebase(id, name, now);
    const theirs = documents.hold(name, t('Configuration Now'), 'xml', `configuration-${String(++shown)}`, `${redactCib(now.text)}\n`);
    await vscode.commands.executeCommand('vscode.diff', theirs, mine, t('{0} ↔ {1}', t('Configuration Now'), t('Yours')), { preview: false });
  }

  /** The editor has kept a text across windows: what the cluster was given since would be undone by pushing it unseen. */
  async function takeUp({ definition: { id, name } }: ClusterSession, now: ReadConfiguration): Promise<Result<void>> {
    const [anew, compareThem] = [t('Start Anew'), t('Compare and Take Over')];
    const chosen = await vscode.window.showWarningMessage(t('The editor has kept a configuration of {0} that you edited before.', displayName(name)), {
      modal: true,
      detail: t('The cluster may have changed since, and to push your text would undo that. Start anew with the configuration of now, or compare it with yours on the right and take over there what is new.'),
    }, anew, compareThem);
    if (chosen === anew) await edited.startAnew(id, name);
    else if (chosen === compareThem) await compareWithYours(id, name, now);
    else {
      edited.forget(id, name);
      return failure({ code: 'cancelled' });
    }
    return success(undefined);
  }

  const edited = new ConfigurationDocuments(push);
  keep(edited);
  return {
    [wholeCommand.editConfiguration]: ([subject]) => withSession(clusters, subject, async (session): Promise<Result<void>> => {
      const { definition: { id, name, readOnly } } = session;
      if (readOnly) return failure({ code: 'read-only', cluster: name });
      const read = await session.changes.ask((host) => readConfigurationNow(host, options));
      if (!read.ok) return read;
      return (await edited.open(id, name, read.value)) ? takeUp(session, read.value) : success(undefined);
    }),
    [wholeCommand.showCheckpoints]: checkpointHandler({ clusters, compare, replace }),
  };
}

function wellFormed(text: string): Result<string> {
  const parsed = parseXml(text);
  return parsed.ok ? configurationAlone(text) : parsed;
}

/** Asks for masked values that stand where none was read. */
async function withSecrets(text: string, base: ReadConfiguration): Promise<string | undefined> {
  const typed = new Map<string, string>();
  for (const { id, name } of unmask(text, base.text).unknown) {
    const value = await askForText({ title: t('Push the Edited Configuration'), message: t('The value of {0} ({1}), which is masked in your text', displayName(name), displayName(id)), password: true });
    if (value === undefined) return undefined;
    typed.set(id, escapedForXml(value));
  }
  return unmask(text, base.text, typed).text;
}
