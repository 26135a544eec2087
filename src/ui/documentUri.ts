import { displayName } from '../render/displayName';

/** A part of a cluster that is shown as a read-only document. `cluster` is the definition's id. */
export type DocumentSubject =
  | { readonly kind: 'cib'; readonly cluster: string }
  | { readonly kind: 'domain'; readonly cluster: string; readonly guest: string; readonly host: string }
  | { readonly kind: 'resource'; readonly cluster: string; readonly resource: string }
  /** The status as this host, as the user typed it, sees it. */
  | { readonly kind: 'status'; readonly cluster: string; readonly host: string }
  /** What the daemons of this host, as the user typed it, have written down. */
  | { readonly kind: 'log'; readonly cluster: string; readonly host: string }
  /** A failed action, explained, and what was written down around it. */
  | { readonly kind: 'failure' | 'failureLog'; readonly cluster: string; readonly resource: string; readonly task: string; readonly interval: number; readonly node: string }
  /** What is left behind in the cluster and can be put away. */
  | { readonly kind: 'leftovers'; readonly cluster: string };

export const documentScheme = 'pacemaker';

/** Documents in words; the others are XML. */
const inWords: ReadonlySet<DocumentSubject['kind']> = new Set<DocumentSubject['kind']>(['status', 'log', 'failure', 'failureLog', 'leftovers']);

/** The parts of a document's address: the path is what its tab shows, the query says what it is. */
export function documentAddress(subject: DocumentSubject, clusterName: string): { readonly scheme: string; readonly path: string; readonly query: string } {
  return { scheme: documentScheme, path: `/${fileName(clusterName)}/${fileName(titleOf(subject))}.${inWords.has(subject.kind) ? 'txt' : 'xml'}`, query: JSON.stringify(subject) };
}

/** The address of a text that only this window has. It says nothing of what it shows: another day there is no such document. */
export function heldAddress(clusterName: string, title: string, ending: 'json' | 'sh' | 'txt' | 'xml', key: string): { readonly scheme: string; readonly path: string; readonly query: string } {
  return { scheme: documentScheme, path: `/${fileName(clusterName)}/${fileName(title)}.${ending}`, query: `held=${key}` };
}

/** The key of the text that is a cluster's checklist. */
export function checklistKey(cluster: string): string {
  return `checklist-${cluster}`;
}

/** The cluster whose checklist an address leads to, as menus hand it to commands; null where it leads elsewhere. */
export function clusterOfChecklist(handed: unknown): string | null {
  if (typeof handed !== 'object' || handed === null || !('scheme' in handed) || handed.scheme !== documentScheme || !('query' in handed) || typeof handed.query !== 'string') return null;
  const key = `held=${checklistKey('')}`;
  return handed.query.startsWith(key) ? handed.query.slice(key.length) : null;
}

/** What an address is about, or null when it is not one of ours: other extensions and links can make up any. */
export function subjectOfQuery(query: string): DocumentSubject | null {
  const value = parsed(query);
  const text = (key: string) => (typeof value?.[key] === 'string' ? value[key] : null);
  const [kind, cluster, guest, host, resource] = [text('kind'), text('cluster'), text('guest'), text('host'), text('resource')];
  if (cluster === null) return null;
  if (kind === 'cib' || kind === 'leftovers') return { kind, cluster };
  if (kind === 'domain' && guest !== null && host !== null) return { kind, cluster, guest, host };
  if (kind === 'resource' && resource !== null) return { kind, cluster, resource };
  const [task, node, interval] = [text('task'), text('node'), value?.['interval']];
  if ((kind === 'failure' || kind === 'failureLog') && resource !== null && task !== null && node !== null && typeof interval === 'number') return { kind, cluster, resource, task, interval, node };
  if ((kind === 'status' || kind === 'log') && host !== null) return { kind, cluster, host };
  return null;
}

function titleOf(subject: DocumentSubject): string {
  switch (subject.kind) {
    case 'cib':
      return 'CIB';
    case 'domain':
      return `${subject.guest} on ${subject.host}`;
    case 'resource':
      return subject.resource;
    case 'status':
      return `Status as ${subject.host} sees it`;
    case 'log':
      return `Log of ${subject.host}`;
    case 'failureLog':
      return `Log around ${subject.task} of ${subject.resource} on ${subject.node}`;
    case 'failure':
      return `${subject.task} of ${subject.resource} on ${subject.node} failed`;
    case 'leftovers':
      return 'Left Behind';
  }
}

/** A name as one segment of a path. */
export function fileName(name: string): string {
  const safe = displayName(name).replace(/[/\\]/g, '_');
  return /^\.*$/.test(safe) ? `_${safe}` : safe;
}

function parsed(query: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(query);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}
