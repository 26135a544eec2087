import * as vscode from 'vscode';
import { view, type ViewId } from '../actions/ids';
import type { ClusterSnapshot } from '../core/snapshot';
import { clusterRows } from '../render/clusterRows';
import { otherViewsOf } from '../render/hostViews';
import type { Row, Subject } from '../render/row';
import type { ShownCluster } from '../render/shownCluster';
import { clustersFrame, type DependentView, viewFrame, viewRows } from '../render/viewFrame';
import { withWork } from '../render/workRows';
import { DraggedRows } from './draggedRows';
import type { RowElement } from './rowElements';
import { RowTreeView } from './treeView';

const { t } = vscode.l10n;

/** All that the sidebar shows: the configured clusters, and the id of the one that the other views are about. */
export interface SidebarContent {
  readonly clusters: readonly ShownCluster[];
  readonly active: string | null;
  /** Milliseconds since the epoch; ages are counted up to here. */
  readonly now: number;
}

const dependentViews: readonly DependentView[] = ['nodes', 'guests', 'resources', 'constraints'];

/** The five views. */
export class Sidebar implements vscode.Disposable {
  private readonly dragged = new DraggedRows<RowElement>();
  private readonly views: Readonly<Record<ViewId, RowTreeView>> = {
    [view.clusters]: new RowTreeView(view.clusters, this.dragged),
    [view.nodes]: new RowTreeView(view.nodes, this.dragged),
    [view.guests]: new RowTreeView(view.guests, this.dragged),
    [view.resources]: new RowTreeView(view.resources, this.dragged),
    [view.constraints]: new RowTreeView(view.constraints, this.dragged),
  };
  private readonly made = new Map<DependentView, { readonly cluster: string; readonly snapshots: readonly ClusterSnapshot[]; readonly rows: readonly Row[] }>();
  private content: SidebarContent = { clusters: [], active: null, now: 0 };
  private pending: NodeJS.Immediate | null = null;

  view(id: ViewId): RowTreeView {
    return this.views[id];
  }

  get all(): readonly RowTreeView[] {
    return Object.values(this.views);
  }

  /** The rows of all views. */
  get rows(): readonly Row[] {
    return this.all.flatMap(({ rows }) => rows);
  }

  get visible(): boolean {
    return this.all.some((each) => each.visible);
  }

  /** Shows newer content: the clusters at once, each other view soon, in a turn of its own, so that a large cluster never holds up the editor for all of them together. */
  update(content: SidebarContent): void {
    this.content = content;
    this.drawClusters();
    if (this.pending !== null) clearImmediate(this.pending);
    this.drawFrom(0);
  }

  /** Resolves when everything is on the screen. */
  async drawn(): Promise<void> {
    while (this.pending !== null) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Shows the row of something, in the view that is meant for it; false when there is none. */
  async reveal(id: ViewId, subject: Subject): Promise<boolean> {
    const wanted = JSON.stringify(subject);
    const element = this.views[id].element((row) => JSON.stringify(row.subject) === wanted);
    return element !== undefined && this.views[id].reveal(element.row.id);
  }

  dispose(): void {
    if (this.pending !== null) clearImmediate(this.pending);
    for (const each of this.all) each.dispose();
  }

  private drawFrom(index: number): void {
    this.pending = setImmediate(() => {
      this.pending = null;
      const name = dependentViews[index];
      if (name === undefined) return;
      this.drawDependent(name);
      this.drawFrom(index + 1);
    });
  }

  private drawClusters(): void {
    const { clusters, active, now } = this.content;
    const shown = this.views[view.clusters];
    const before = shown.rows;
    const rows = withWork(clusterRows(clusters, active, now, t), clusters, t);
    shown.show(rows, clustersFrame(clusters, t));
    // What went wrong stands below the host where it did.
    for (const id of newParents(before, rows)) void shown.unfold(id);
  }

  private drawDependent(name: DependentView): void {
    const { clusters, active, now } = this.content;
    const shown = clusters.find(({ definition }) => definition.id === active) ?? null;
    const rows = withWork(this.rowsOf(name, shown), shown === null ? [] : [shown], t);
    this.views[view[name]].show(rows, viewFrame(name, shown, rows, now, t));
  }

  /** A snapshot never changes, so neither do its rows. */
  private rowsOf(name: DependentView, shown: ShownCluster | null): readonly Row[] {
    const last = shown?.state.last ?? null;
    if (shown === null || last === null) return [];
    const snapshots = [last, ...otherViewsOf(shown.state).map(({ snapshot }) => snapshot)];
    const known = this.made.get(name);
    if (known?.cluster === shown.definition.id && sameList(known.snapshots, snapshots)) return known.rows;
    const rows = viewRows(name, shown, t);
    this.made.set(name, { cluster: shown.definition.id, snapshots, rows });
    return rows;
  }
}

function sameList<T>(left: readonly T[], right: readonly T[]): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index]);
}

/** Ids of rows that had no children before and have some now. */
function newParents(before: readonly Row[], after: readonly Row[]): readonly string[] {
  const known = new Map(before.map((row) => [row.id, row]));
  return after.flatMap((row) => {
    const old = known.get(row.id);
    if (old === undefined) return [];
    return [...(row.expanded && old.children.length === 0 && row.children.length > 0 ? [row.id] : []), ...newParents(old.children, row.children)];
  });
}
