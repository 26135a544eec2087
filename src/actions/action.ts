import type { FlagOf } from '../render/flags';
import type { SubjectKind } from '../render/row';
import type { CommandId, ViewId } from './ids';

/** One thing a user can do. Menus, palette, documentation, confirmation and tests are made from these entries. */
export interface Action {
  readonly id: CommandId;
  /** As menus show it, in title case; ends in `…` when it asks for something first. */
  readonly title: string;
  /** Name of a codicon; a must where the action is shown as a button. */
  readonly icon: string | null;
  /** One sentence for the documentation. */
  readonly description: string;
  readonly group: ActionGroup;
  /** Place within the group. */
  readonly order: number;
  /** The menu within the menu of a row that has it; none where it stands there itself. */
  readonly submenu?: Submenu;
  /** The rows it applies to. */
  readonly targets: readonly ActionTarget[];
  /** The views whose title bar offers it. */
  readonly toolbars: readonly Toolbar[];
  /** Whether the title bar of a set-up's checklist offers it. */
  readonly onChecklist?: true;
  readonly palette: PaletteRule;
  /** Whether it can be done to several selected rows at once. */
  readonly multiple: boolean;
  readonly danger: Danger;
}

/** In the order of the menu. */
export type ActionGroup = 'open' | 'state' | 'place' | 'constrain' | 'clean up' | 'danger';

/** Menus within the menu of a row, for what is wanted less often. They stand at the end of their group. */
export type Submenu = 'create' | 'hosts' | 'configure' | 'service' | 'shape' | 'constrain';

/**
 * harmless  reads only, or changes only what the editor shows
 * changes   changes something that can be changed back
 * disrupts  something stops, moves or is cut off
 * destroys  something is lost that nothing brings back, Undo neither
 */
export type Danger = 'harmless' | 'changes' | 'disrupts' | 'destroys';

/** When the palette lists it, where it asks for the target. */
export type PaletteRule = 'always' | 'with clusters' | 'with practice cluster';

export type ActionTarget = { readonly [K in SubjectKind]: TargetOf<K> }[SubjectKind];

interface TargetOf<K extends SubjectKind> {
  readonly kind: K;
  /** Flags the row must have. */
  readonly all?: readonly FlagOf<K>[];
  /** Flags the row must not have. */
  readonly none?: readonly FlagOf<K>[];
  /** Place among the buttons on the row, from 1; absent where it is in the menu only. */
  readonly inline?: number;
}

export interface Toolbar {
  readonly view: ViewId;
  /** Place among the buttons in the title bar, from 1; null puts it behind the three dots. */
  readonly button: number | null;
}
