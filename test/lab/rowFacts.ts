import { clusterRows } from '../../src/render/clusterRows';
import { type DependentView, viewRows } from '../../src/render/viewFrame';
import type { Row } from '../../src/render/row';
import type { ShownCluster } from '../../src/render/shownCluster';
import { t } from '../unit/render/plainTranslate';

/** What the five views say, or the programs of a host instead of them, each fact in a line of words, sorted. */
export type Facts = Readonly<Record<'clusters' | DependentView, readonly string[]>>;

/** What the rows of the five views say of a cluster: read from what stands on the screen, not from the snapshot behind it. */
export function factsOfRows(shown: ShownCluster): Facts {
  const facts = (view: DependentView, read: (row: Row) => readonly string[]) => viewRows(view, shown, t).flatMap(read).sort();
  return {
    clusters: clusterRows([shown], shown.definition.id, Date.now(), t).flatMap(clusterFacts).sort(),
    nodes: facts('nodes', nodeFacts),
    guests: facts('guests', guestFacts),
    resources: facts('resources', (row) => resourceFacts(row, null)),
    constraints: facts('constraints', constraintFacts),
  };
}

function clusterFacts(row: Row): readonly string[] {
  return ['DC', 'Quorum', 'Pacemaker', 'Last change'].map((name) => `${name} ${tooltipValue(row, name)}`);
}

/** A node in its state, what runs there, and what failed there. crm_mon leaves out remote and guest nodes that are offline. */
function nodeFacts({ label, description, flags, children }: Row): readonly string[] {
  const kind = flags.includes('remoteNode') ? 'Remote' : flags.includes('guestNode') ? 'Guest' : '';
  const [state = ''] = description.split(', ');
  return [
    ...(kind === '' || state !== 'offline' ? [`${kind}Node ${label} ${state}`] : []),
    ...children.filter((child) => isResource(child) && !child.flags.includes('implicit')).map((child) => `${label} runs ${child.label}`),
    ...children.filter((child) => child.subject.kind === 'failedAction').map((child) => `${child.label.replace(':', '')} failed on ${label}`),
  ];
}

/** In what state which host's libvirt has a guest, and whether it is a guest node that is online. */
function guestFacts(row: Row): readonly string[] {
  const domains = row.tooltip.build().lines.flatMap(({ name, value }) => {
    const [, host] = /^libvirt on (.+)$/.exec(name) ?? [];
    return host === undefined ? [] : [`${row.label} ${value.replace(/, id \d+$/, '')} on ${host}`];
  });
  return [...domains, ...(row.description.startsWith('guest node online') ? [`${row.label} is a guest node`] : [])];
}

function resourceFacts(row: Row, parent: Row | null): readonly string[] {
  if (row.children.length > 0) return row.children.flatMap((child) => resourceFacts(child, row));
  if (!isResource(row) || row.flags.includes('implicit')) return [];
  const [role = '', ...words] = row.description.split(', ');
  const places = words.flatMap((word) => (word.startsWith('on ') ? [word.slice(3)] : []));
  if (parent?.flags.includes('clone')) return [['clone', parent.label, role, ...places].join(' ')];
  const states = words.filter((word) => ['unmanaged', 'disabled', 'blocked'].includes(word));
  return [['resource', row.label, tooltipValue(row, 'Agent'), role, ...places, ...states.sort()].join(' ')];
}

/** Which constraints of which kind there are, and who may not run where. */
function constraintFacts({ label: kind, children }: Row): readonly string[] {
  return children.flatMap(({ subject, label }) => {
    if (subject.kind !== 'constraint') return [];
    const ban = label.includes(' avoids ') ? [`${subject.constraint}: ${label}`] : [];
    return [`${kind} ${subject.constraint}`, ...ban];
  });
}

function isResource({ subject }: Row): boolean {
  return subject.kind === 'resource';
}

function tooltipValue(row: Row, name: string): string {
  return row.tooltip.build().lines.find((line) => line.name === name)?.value ?? 'not said';
}
