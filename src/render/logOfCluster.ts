import type { ClusterDefinition } from '../session/clusterState';

/** An entry of the extension's log as the editor writes it: a time, a level, and a text that may go on for several lines. */
const ENTRY = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \[\w+\] /;

/**
 * The lines of the extension's log that tell of one cluster or of its hosts: an entry begins with what it is about. What is about another
 * cluster or about none is left out, with all of its lines, and so is what was cut off before the first entry.
 */
export function logOfCluster(lines: readonly string[], own: ClusterDefinition, all: readonly ClusterDefinition[]): readonly string[] {
  const mine = new Set(namesOf(own));
  // The longest first: what is called “Lab: two” is not “Lab”.
  const known = [...new Set([...mine, ...all.flatMap(namesOf)])].sort((one, other) => other.length - one.length);
  let belongs = false;
  return lines.filter((line) => {
    const begin = ENTRY.exec(line)?.[0];
    if (begin === undefined) return belongs;
    const text = line.slice(begin.length);
    const about = known.find((name) => text.startsWith(`${name}: `) || text === `${name}:`);
    belongs = about !== undefined && mine.has(about);
    return belongs;
  });
}

function namesOf({ name, hosts }: ClusterDefinition): readonly string[] {
  return [name, ...hosts.map(({ target }) => target)].filter((each) => each !== '');
}
