import type { manifest } from '../../../src/actions/manifest';

interface Item {
  readonly command: string;
  readonly when: string;
  readonly group: string;
}

/** What one menu holds: commands, and menus within it. */
export function menuEntries({ contributes }: Pick<ReturnType<typeof manifest>, 'contributes'>, id: string): readonly (Item | (Omit<Item, 'command'> & { readonly submenu: string }))[] {
  return new Map<string, readonly unknown[]>(Object.entries(contributes.menus)).get(id) as ReturnType<typeof menuEntries>;
}

/** What the menus of rows offer, in whichever menu within them it stands, and the buttons of rows. */
export function rowMenuItems(made: Pick<ReturnType<typeof manifest>, 'contributes'>): readonly Item[] {
  return ['view/item/context', ...made.contributes.submenus.map(({ id }) => id)].flatMap((id) => menuEntries(made, id).filter((entry): entry is Item => 'command' in entry));
}
