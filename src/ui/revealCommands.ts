import * as vscode from 'vscode';
import { command, view } from '../actions/ids';
import { flatten } from '../core/flatten';
import { failure, type Result, success } from '../core/result';
import type { ClusterSnapshot } from '../core/snapshot';
import { constrainedResources } from '../render/constraintText';
import { displayName } from '../render/displayName';
import type { Subject } from '../render/row';
import type { Clusters } from '../session/clusters';
import { withSession } from './clusterCommands';
import type { Handlers } from './commands';
import { plainLabel } from './plainText';
import type { Sidebar } from './sidebar';

const { t } = vscode.l10n;

/** Leads from a row to the rows it has to do with, in another view. */
export function revealHandlers(clusters: Clusters, sidebar: Sidebar) {
  const reveal = (subject: Subject | undefined, namesIn: (snapshot: ClusterSnapshot, subject: Subject) => readonly string[], show: (cluster: string, name: string) => Promise<boolean>) =>
    withSession(clusters, subject, async ({ definition, state }): Promise<Result<void>> => {
      const names = state.last === null || subject === undefined ? [] : namesIn(state.last, subject);
      const name = await chooseOne(names);
      if (name === undefined) return failure({ code: 'cancelled' });
      return (await show(definition.id, name)) ? success(undefined) : failure({ code: 'not-configured', id: name });
    });
  return {
    [command.revealNode]: ([subject]) => reveal(subject, nodesOf, (cluster, node) => sidebar.reveal(view.nodes, { kind: 'node', cluster, node })),
    [command.revealResource]: ([subject]) => reveal(subject, resourcesOf, (cluster, resource) => sidebar.reveal(view.resources, { kind: 'resource', cluster, resource })),
  } satisfies Partial<Handlers>;
}

async function chooseOne(names: readonly string[]): Promise<string | undefined> {
  if (names.length <= 1) return names[0];
  const items = names.map((name) => ({ label: plainLabel(displayName(name)), name }));
  return (await vscode.window.showQuickPick(items, { title: t('Reveal which?') }))?.name;
}

function nodesOf(snapshot: ClusterSnapshot, subject: Subject): readonly string[] {
  switch (subject.kind) {
    case 'guest':
      return present(snapshot.guests.find(({ name }) => name === subject.guest)?.node);
    case 'resource':
      return nodesOfResource(snapshot, subject.resource);
    case 'failedAction':
      return [subject.node];
    case 'node':
      return [subject.node];
    default:
      return [];
  }
}

function resourcesOf(snapshot: ClusterSnapshot, subject: Subject): readonly string[] {
  switch (subject.kind) {
    case 'guest':
      return present(snapshot.guests.find(({ name }) => name === subject.guest)?.resource);
    case 'constraint':
      return snapshot.constraints.filter(({ id }) => id === subject.constraint).flatMap(constrainedResources);
    case 'failedAction':
    case 'resource':
      return [subject.resource];
    default:
      return [];
  }
}

/** Anonymous instances of a clone share an id: each has its own node. */
function nodesOfResource({ resources, fencing }: ClusterSnapshot, id: string): readonly string[] {
  return [...new Set(flatten([...resources, ...fencing]).filter((resource) => resource.id === id).flatMap(({ nodes }) => nodes))];
}

function present<T>(value: T | null | undefined): readonly T[] {
  return value === null || value === undefined ? [] : [value];
}
