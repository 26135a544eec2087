import { factsOfText } from '../unit/core/crmMonText';
import type { LabHost } from './labHost';
import { mustRunOn } from './labTests';
import type { Facts } from './rowFacts';

/**
 * What crm_mon, pcs and virsh say to a person, in the words of `rowFacts.ts`: crm_mon and pcs on the host that answers, virsh on every
 * host, named as the cluster names it.
 */
export async function factsOnHosts(answering: LabHost, hosts: readonly LabHost[]): Promise<Facts> {
  const [status, constraints, ...listings] = await Promise.all([
    mustRunOn(answering, 'crm_mon -1 -r --include=bans'),
    mustRunOn(answering, 'pcs constraint --full'),
    ...hosts.map((host) => mustRunOn(host, 'virsh list --all')),
  ]);
  const facts = factsOfText(status);
  const nodes = facts.filter((fact) => /^(?:Guest|Remote)?Node /.test(fact));
  const online = nodes.flatMap((fact) => (/ (?:offline|UNCLEAN)/.test(fact) ? [] : [fact.split(' ')[1] ?? '']));
  const resources = facts.filter((fact) => /^(?:resource|clone) /.test(fact));
  const failures = facts.flatMap((fact) => {
    const [, resource, task, node] = /^failure (\S+) (\S+) \d+ on (\S+)/.exec(fact) ?? [];
    return resource === undefined ? [] : [`${resource} ${task} failed on ${node}`];
  });
  return {
    clusters: summary(status),
    nodes: [
      ...nodes.filter((fact) => fact.startsWith('Node ') || !fact.endsWith(' offline')),
      ...resources.flatMap((fact) => runsWhere(fact, online)),
      ...failures,
    ].sort(),
    guests: [
      ...listings.flatMap((listing, index) => domains(listing).map((domain) => `${domain} on ${hosts[index]?.name}`)),
      ...nodes.flatMap((fact) => (/^GuestNode \S+ (?:online|maintenance|standby)$/.test(fact) ? [`${fact.split(' ')[1]} is a guest node`] : [])),
    ].sort(),
    resources,
    constraints: [...listedConstraints(constraints), ...bans(status)].sort(),
  };
}

function summary(status: string): readonly string[] {
  const found = (pattern: RegExp) => pattern.exec(status)?.[1] ?? 'not said';
  return [
    `DC ${found(/Current DC: (\S+)/)}`,
    `Last change ${found(/Last change:\s+(.{24})/)}`,
    `Pacemaker ${found(/Current DC: \S+ \(version ([\d.]+)/)}`,
    `Quorum ${found(/ - partition (with(?:out)?) quorum/) === 'with' ? 'yes' : 'no'}`,
  ];
}

/** Each node on which a resource, or an instance of a clone, runs. */
function runsWhere(fact: string, nodes: readonly string[]): readonly string[] {
  const [, id = '', ...words] = fact.split(' ');
  return words.filter((word) => nodes.includes(word)).map((node) => `${node} runs ${id.replace(/-clone$/, '')}`);
}

/** The rows of `virsh list`: id, name and state, under a line of dashes. */
function domains(listing: string): readonly string[] {
  return listing.split(/^-+$/m)[1]?.split('\n').flatMap((line) => {
    const [, name, state] = /^\s*\S+\s+(\S+)\s+(.+?)\s*$/.exec(line) ?? [];
    return name === undefined ? [] : [`${name} ${state}`];
  }) ?? [];
}

/** `pcs constraint --full` has a heading for every kind, and behind each constraint its id: `(id:…)`, from 0.11.7 `(id: …)`. */
function listedConstraints(text: string): readonly string[] {
  let kind = '';
  return text.split('\n').flatMap((line) => {
    const [, heading] = /^(Location|Order|Colocation|Ticket)(?:ing)? Constraints/i.exec(line) ?? [];
    if (heading !== undefined) kind = heading;
    const [, id] = /\(id: ?([^)\s]+)\)/.exec(line) ?? [];
    return id === undefined ? [] : [`${kind} ${id}`];
  });
}

function bans(status: string): readonly string[] {
  return [...status.matchAll(/(\S+)\s+prevents (\S+) from running (?:as \S+ )?on (\S+)/g)].map(([, id, resource, node]) => `${id}: ${resource} avoids ${node}`);
}
