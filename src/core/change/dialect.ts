/** How changes are said on one host: read from what its pcs and Pacemaker tell of themselves, never guessed from a distribution. */
export interface Dialect {
  /** Version of pcs: `0.11.5`. */
  readonly pcs: string;
  /** Ids that `pcs --version --full` lists: `pcmk.resource.move.autoclean.default`, … */
  readonly capabilities: ReadonlySet<string>;
  /** Version of Pacemaker without its build hash: `2.1.5`. */
  readonly pacemaker: string;
}
