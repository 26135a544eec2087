import type { Application } from '../compose';
import type { ViewId } from '../actions/ids';
import type { Sidebar } from './sidebar';

/** What the in-host tests may look at. */
export interface TestAccess {
  /** Milliseconds that `activate` took. */
  readonly activationMs: number;
  load(): Promise<Application>;
  readonly sidebar: Sidebar;
  /** The redraws since this was last asked, oldest first. */
  takeRedraws(): readonly Redraw[];
}

/** Ids of the rows that the editor was told to draw again; null for the whole view. */
export interface Redraw {
  readonly view: ViewId;
  readonly rows: readonly string[] | null;
}

/** Enough for any test; older ones are forgotten. */
const mostRedraws = 1000;

export function testAccess({ load, sidebar, activationMs }: { load: () => Promise<Application>; sidebar: Sidebar; activationMs: number }): TestAccess {
  let redraws: Redraw[] = [];
  for (const view of sidebar.all) {
    view.onDidChangeTreeData((elements) => {
      redraws = [...redraws, { view: view.id, rows: elements?.map(({ row }) => row.id) ?? null }].slice(-mostRedraws);
    });
  }
  return {
    activationMs,
    load,
    sidebar,
    takeRedraws() {
      const taken = redraws;
      redraws = [];
      return taken;
    },
  };
}
