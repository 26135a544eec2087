import * as vscode from 'vscode';
import { wholeCommand } from '../actions/ids';
import { asCommands, type Thing } from '../core/change/asCommands';
import { failure, type Result, success } from '../core/result';
import type { ClusterSnapshot } from '../core/snapshot';
import type { Line } from '../render/commandText';
import { madeByText } from '../render/madeByText';
import type { Subject } from '../render/row';
import type { Clusters } from '../session/clusters';
import { resourcesOf } from './changeTask';
import { withSession } from './clusterCommands';
import type { Handlers } from './commands';

const { t } = vscode.l10n;

/** It takes a moment, so that it is said when they are there; in milliseconds. */
const shownMs = 10_000;

/** Puts the commands on the clipboard that would make what is configured as it stands. Nothing is changed, so it is done on a cluster that is read-only too. */
export function copyAsCommandsHandlers(clusters: Clusters, line: Line) {
  return {
    [wholeCommand.copyAsCommand]: (subjects) => withSession(clusters, subjects[0], ({ changes }) => changes.ask(async (host, snapshot): Promise<Result<void>> => {
      const [dialect, configuration] = await Promise.all([host.readDialect(), host.readCibNow({ mayAsk: true })]);
      if (!dialect.ok) return dialect;
      if (!configuration.ok) return configuration;
      const all = asCommands(thingsOf(subjects, snapshot), configuration.value, dialect.value, snapshot);
      if (!all.ok) return all;
      const [only, ...others] = all.value;
      if (only === undefined) return failure({ code: 'cancelled' });
      if (others.length === 0 && !only.made.ok) return only.made;
      await vscode.env.clipboard.writeText(madeByText(all.value, line, t));
      vscode.window.setStatusBarMessage(t('The commands are on the clipboard.'), shownMs);
      return success(undefined);
    })),
  } satisfies Partial<Handlers>;
}

function thingsOf(subjects: readonly Subject[], snapshot: ClusterSnapshot): readonly Thing[] {
  const constraints = subjects.flatMap((each) => (each.kind === 'constraint' ? [each.constraint] : []));
  return [...resourcesOf(subjects, snapshot).map((id) => ({ kind: 'resource', id }) as const), ...constraints.map((id) => ({ kind: 'constraint', id }) as const)];
}
