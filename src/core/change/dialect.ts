/** How changes are said on one host: read from what its pcs tells of itself, never guessed from a distribution. Pacemaker's version is the snapshot's. */
export interface Dialect {
  /** Version of pcs: `0.11.5`. */
  readonly pcs: string;
  /** Ids that `pcs --version --full` lists: `pcmk.resource.move.autoclean.default`, … None from a pcs older than those. */
  readonly capabilities: ReadonlySet<string>;
}

/** Whether a version is that one or a later: `0.12.0.2` is at least `0.12`. */
export function isAtLeast(version: string, wanted: string): boolean {
  const numbers = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  for (const [index, part] of wanted.split('.').entries()) {
    const difference = (numbers[index] ?? 0) - Number(part);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
