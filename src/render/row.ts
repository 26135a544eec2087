/**
 * A tree is a pure function of the state: these are its rows. `src/ui` turns a row into a TreeItem
 * and redraws only what `rowDifference.ts` says has changed.
 */
export interface Row {
  /** Unique within its view and free of state, so that expansion and selection survive a refresh. */
  readonly id: string;
  readonly label: string;
  /** State and place, shown grey behind the label. */
  readonly description: string;
  readonly icon: RowIcon;
  /** The row said as one sentence, for a screen reader. */
  readonly accessibleLabel: string;
  /** What the row is about; actions take it as their target. */
  readonly subject: Subject;
  /** True conditions that menus ask for (`flags.ts` has them all), sorted: the context value is `kind+flag+flag`. */
  readonly flags: readonly string[];
  /** The rest of what is known; put into words only when a person points at the row. */
  readonly tooltip: LazyTooltip;
  readonly children: readonly Row[];
  readonly expanded: boolean;
}

export interface RowIcon {
  /** Name of a codicon, without `$()`. */
  readonly codicon: string;
  /** Id of a theme colour; null leaves the theme's own. */
  readonly color: string | null;
}

/**
 * `from` is all that the words are made from. It is compared by value, and only for a tooltip that the editor holds, so that a
 * changed one is noticed without building thousands that nobody looks at.
 */
export interface LazyTooltip {
  readonly from: unknown;
  readonly build: () => Tooltip;
}

export interface Tooltip {
  readonly title: string;
  readonly lines: readonly TooltipLine[];
}

/** Plain text: nothing in it is ever read as Markdown. A line with an empty `name` is a sentence. */
export interface TooltipLine {
  readonly name: string;
  readonly value: string;
}

/** What an action can be aimed at. `cluster` is the definition's id. */
export type Subject =
  | { readonly kind: 'cluster'; readonly cluster: string }
  | { readonly kind: 'host'; readonly cluster: string; readonly host: string }
  | { readonly kind: 'node'; readonly cluster: string; readonly node: string }
  | { readonly kind: 'guest'; readonly cluster: string; readonly guest: string; readonly host: string | null }
  | { readonly kind: 'resource'; readonly cluster: string; readonly resource: string }
  | { readonly kind: 'constraint'; readonly cluster: string; readonly constraint: string }
  | { readonly kind: 'failedAction'; readonly cluster: string; readonly resource: string; readonly task: string; readonly interval: number; readonly node: string }
  | { readonly kind: 'heading'; readonly cluster: string; readonly heading: string };

export type SubjectKind = Subject['kind'];

/** Same signature as `vscode.l10n.t`, so that pure code can be handed it. */
export type Translate = (message: string, ...values: (string | number | boolean)[]) => string;
