import type { Action, Danger, PaletteRule } from './action';
import { actions } from './table';

/** The README's table of everything a user can do, in Markdown. */
export function actionsTable(): string {
  const rows = actions.map((action) => `| ${[action.title, rowsOf(action), palette[action.palette], action.description, danger[action.danger]].join(' | ')} |`);
  return ['| action | on | palette | what it does | changes |', '|---|---|---|---|---|', ...rows].join('\n');
}

const words = {
  cluster: 'cluster', host: 'host', node: 'node', guest: 'guest', resource: 'resource',
  constraint: 'constraint', failedAction: 'failed action', heading: 'heading',
} as const;

function rowsOf({ targets, toolbars }: Action): string {
  const kinds = [...new Set(targets.map(({ kind }) => words[kind]))];
  return kinds.length > 0 ? kinds.join(', ') : toolbars.length > 0 ? 'title bar' : '';
}

const palette: Readonly<Record<PaletteRule, string>> = {
  'always': 'always', 'with clusters': 'with a cluster', 'with practice cluster': 'with a practice cluster',
};

const danger: Readonly<Record<Danger, string>> = {
  harmless: 'nothing', changes: 'can be changed back', disrupts: 'interrupts something', destroys: 'cannot be taken back',
};
