/** Where the problems of a cluster are shown, and what is told of them. */
export interface ShownProblems<Place> {
  readonly uri: Place;
  /** The document and its problems as text: nothing is told again that has been told. */
  readonly told: string;
  readonly problems: readonly unknown[];
}

/** What has to be done to show something of a cluster in place of what is shown: nothing, or to show it and clear the place it stood in by another name. */
export function renewal<Place extends { toString(): string }>(before: ShownProblems<Place> | undefined, now: ShownProblems<Place>): { readonly cleared: Place | null } | null {
  if (before === undefined) return now.problems.length === 0 ? null : { cleared: null };
  const isMoved = before.uri.toString() !== now.uri.toString();
  if (!isMoved && before.told === now.told) return null;
  return { cleared: isMoved ? before.uri : null };
}
