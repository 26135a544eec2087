import * as vscode from 'vscode';
import { command } from '../actions/ids';
import { cibText } from '../core/commands/cib';
import { lastStart } from '../core/commands/lastStart';
import { resourceText } from '../core/commands/resourceText';
import { domainText } from '../core/commands/virsh';
import type { Command } from '../core/command';
import { failure, type Result, success } from '../core/result';
import type { ClusterSnapshot, FailedAction } from '../core/snapshot';
import type { Clock } from '../core/surroundings';
import type { ClusterDefinition } from '../session/clusterState';
import type { ClusterSession } from '../session/clusterSession';
import type { Clusters } from '../session/clusters';
import { withSession } from './clusterCommands';
import type { Handlers } from './commands';
import type { Documents } from './documents';
import type { DocumentSubject } from './documentUri';
import { hostWithDomain } from './hostWithDomain';

/** Opens parts of a cluster as documents. */
export function documentHandlers(clusters: Clusters, documents: Documents) {
  const show = (session: ClusterSession, subject: DocumentSubject) => documents.show(subject, shownName(session.definition));
  return {
    [command.openCib]: ([subject]) => withSession(clusters, subject, (session) => show(session, { kind: 'cib', cluster: session.definition.id })),
    [command.openDomainXml]: ([subject]) => withSession(clusters, subject, async (session) => {
      if (subject?.kind !== 'guest') return failure({ code: 'cancelled' });
      const host = hostWithDomain(session, subject);
      return host === null ? failure({ code: 'disconnected', host: subject.host ?? subject.guest }) : show(session, { kind: 'domain', cluster: subject.cluster, guest: subject.guest, host });
    }),
    [command.openResource]: ([subject]) => withSession(clusters, subject, async (session) => {
      if (subject?.kind !== 'resource') return failure({ code: 'cancelled' });
      return show(session, { kind: 'resource', cluster: subject.cluster, resource: subject.resource });
    }),
    [command.explainFailedAction]: ([subject]) => withSession(clusters, subject, async (session) => (subject?.kind === 'failedAction' ? show(session, { ...subject, kind: 'failure' }) : failure({ code: 'cancelled' }))),
    [command.openFailureLog]: ([subject]) => withSession(clusters, subject, async (session) => (subject?.kind === 'failedAction' ? show(session, { ...subject, kind: 'failureLog' }) : failure({ code: 'cancelled' }))),
    [command.openHostLog]: ([subject]) => withSession(clusters, subject, async (session) => {
      const host = subject?.kind === 'node' ? session.hostOfNode(subject.node) : subject?.kind === 'host' ? subject.host : null;
      return host === null ? failure({ code: 'disconnected', host: subject?.kind === 'node' ? subject.node : session.definition.name }) : show(session, { kind: 'log', cluster: session.definition.id, host });
    }),
    [command.openHostStatus]: ([subject]) => withSession(clusters, subject, async (session) => {
      if (subject?.kind !== 'host') return failure({ code: 'cancelled' });
      return show(session, { kind: 'status', cluster: subject.cluster, host: subject.host });
    }),
  } satisfies Partial<Handlers>;
}

/** The folder that a document's tab names says when it is of a practice cluster. */
export function shownName({ name, practice }: ClusterDefinition): string {
  return practice ? vscode.l10n.t('{0} (practice)', name) : name;
}

/** Reads what a document shows, over a connection that is there, or tells what is known already. */
export async function readDocument(clusters: Clusters, subject: DocumentSubject, options: { readonly mayAsk: boolean }, clock: Clock): Promise<Result<string>> {
  const session = clusters.session(subject.cluster);
  if (session === undefined) return failure({ code: 'disconnected', host: subject.cluster });
  switch (subject.kind) {
    case 'cib':
      return readConfigured(session, cibText);
    case 'resource':
      return readConfigured(session, (form) => resourceText(subject.resource, form));
    case 'domain': {
      const libvirtUri = session.definition.hosts.find(({ target }) => target === subject.host)?.libvirtUri;
      return libvirtUri === undefined ? failure({ code: 'disconnected', host: subject.host }) : session.run(subject.host, domainText(libvirtUri, subject.guest));
    }
    case 'log': {
      const { hostLog } = await import('./logDocuments');
      return hostLog(session, subject.host, options);
    }
    case 'failure':
    case 'failureLog': {
      const { last } = session.state;
      const action = last?.failures.find((each) => each.resource === subject.resource && each.task === subject.task && each.interval === subject.interval && each.node === subject.node);
      if (last === null || action === undefined) return failure({ code: 'failure-gone', resource: subject.resource, node: subject.node });
      if (subject.kind === 'failure') return explained(session, action, last);
      const { failureLog } = await import('./logDocuments');
      return failureLog(session, action, last, options);
    }
    case 'leftovers': {
      const { name, id } = session.definition;
      if (session.state.kind !== 'live') return failure({ code: 'not-live', cluster: name });
      const { leftBehindText } = await import('../render/leftBehindText');
      return success(leftBehindText(session.state.last, id, name, vscode.l10n.t).text);
    }
    case 'status': {
      const { hostStatusText } = await import('../render/hostStatus');
      const text = hostStatusText(session, subject.host, clock.now(), vscode.l10n.t);
      return text === null ? failure({ code: 'disconnected', host: subject.host }) : success(text);
    }
  }
}

/** A failed action that the cluster still has, explained with what is known of its guest. */
async function explained(session: ClusterSession, action: FailedAction, last: ClusterSnapshot): Promise<Result<string>> {
  const machine = last.guests.find((guest) => guest.node === action.guest && action.guest !== null)?.resource ?? null;
  const started = machine === null ? null : await readConfigured(session, (form) => lastStart(machine, form));
  const { failureExplanation } = await import('../render/failureExplanation');
  return success(failureExplanation(action, last, { machineStartedAt: started?.ok === true ? started.value : null }, vscode.l10n.t));
}

/** cibadmin where the account may run it, else pcs, which may be all that it is allowed. */
async function readConfigured<T>(session: ClusterSession, commandFor: (form: 'cibadmin' | 'pcs') => Command<T>): Promise<Result<T>> {
  const read = await session.run(null, commandFor('cibadmin'));
  const notAllowed = !read.ok && ['program-missing', 'permission-denied', 'sudo-refused', 'sudo-missing'].includes(read.fault.code);
  if (!notAllowed) return read;
  const readByPcs = await session.run(null, commandFor('pcs'));
  return readByPcs.ok ? readByPcs : read;
}
