import * as vscode from 'vscode';
import { journal } from '../core/commands/journal';
import { failureSpan, failureWitnesses } from '../core/failureLog';
import { failure, type Result, success } from '../core/result';
import type { ClusterSnapshot, FailedAction } from '../core/snapshot';
import { displayName } from '../render/displayName';
import { failedActionText } from '../render/failedActionText';
import { logText } from '../render/logText';
import type { ClusterSession } from '../session/clusterSession';
import type { RunOptions } from '../session/ports';
import { describeFault } from './describeFault';

const { t } = vscode.l10n;

/** The journal of one host. */
export async function hostLog(session: ClusterSession, host: string, options: RunOptions): Promise<Result<string>> {
  const read = await session.run(host, journal(null), options);
  return read.ok ? success(logText(t('The log of {0}.', displayName(host)), [{ host, read }], null, describeFault, t)) : read;
}

/** The journals of the hosts that had to do with a failed action, around the time at which it failed: of the one where it did, and of the one that decided. */
export async function failureLog(session: ClusterSession, action: FailedAction, snapshot: ClusterSnapshot, options: RunOptions): Promise<Result<string>> {
  const hosts = failureWitnesses(action, snapshot).map((node) => session.hostOfNode(node)).filter((host) => host !== null);
  if (hosts.length === 0) return failure({ code: 'disconnected', host: action.node });
  const span = failureSpan(action);
  const logs = await Promise.all([...new Set(hosts)].map(async (host) => ({ host, read: await session.run(host, journal(span), options) })));
  const [first] = logs;
  if (first !== undefined && !first.read.ok && logs.every(({ read }) => !read.ok)) return first.read;
  return success(logText(failedActionText(action, t), logs, span, describeFault, t));
}
