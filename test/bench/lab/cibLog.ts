/** Something that happened, as it was recorded where it happened. */
export interface Occurrence {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly text: string;
}

/** `Nov 22 21:33:28.009 host1 pacemaker-based [351] (cib_perform_op) info: ++ /cib/…` */
const line = /^(\w{3} +\d+ \d\d:\d\d:\d\d\.\d+) \S+ pacemaker-based\s.*?\binfo: ((?:Diff: )?(?:\+\+\+|---|\+\+?|--) .*)$/;

/**
 * The changes of the CIB in pacemaker.log, each with what it added, changed and removed, a line each. The CIB manager tells every one
 * when it has made it, at the level info, which is on by default: first `Diff: --- OLD`, `Diff: +++ NEW`, then the parts.
 * Its times go in steps of 4 ms (the kernel's coarse clock), so that a change is never earlier than it says and at most so much later.
 * The log names no year, and is in UTC on the lab's hosts.
 */
export function readCibLog(log: string, year: number): readonly Occurrence[] {
  const changes: { at: number; parts: string[] }[] = [];
  for (const each of log.split('\n')) {
    const [, time, part] = line.exec(each) ?? [];
    if (time === undefined || part === undefined) continue;
    if (part.startsWith('Diff: ---')) changes.push({ at: Date.parse(`${year} ${time}Z`), parts: [] });
    else if (!part.startsWith('Diff:')) changes.at(-1)?.parts.push(part);
  }
  return changes.map(({ at, parts }) => ({ at, text: parts.join('\n') }));
}
