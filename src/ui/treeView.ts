import * as vscode from 'vscode';
import { contextValue } from '../actions/contextValue';
import type { ViewId } from '../actions/ids';
import type { Row } from '../render/row';
import { rowDifference } from '../render/rowDifference';
import type { ViewFrame } from '../render/viewFrame';
import type { DraggedRows } from './draggedRows';
import { HeldTooltips } from './heldTooltips';
import { rowDrag } from './rowDrag';
import { type RowElement, RowElements } from './rowElements';
import { systemClock } from './systemClock';
import { tooltipMarkdown, treeItem } from './treeItem';

/** One view of the sidebar: shows rows, and redraws only those that differ from the ones shown before. */
export class RowTreeView implements vscode.TreeDataProvider<RowElement>, vscode.Disposable {
  private readonly elements = new RowElements();
  private readonly tooltips = new HeldTooltips();
  private readonly redraws = new vscode.EventEmitter<RowElement[] | undefined>();
  private readonly view: vscode.TreeView<RowElement>;
  readonly onDidChangeTreeData = this.redraws.event;

  constructor(readonly id: ViewId, dragged: DraggedRows<RowElement>) {
    this.view = vscode.window.createTreeView(id, { treeDataProvider: this, canSelectMany: true, showCollapseAll: true, dragAndDropController: rowDrag(id, dragged) });
  }

  get visible(): boolean {
    return this.view.visible;
  }

  get onDidChangeVisibility(): vscode.Event<unknown> {
    return this.view.onDidChangeVisibility;
  }

  get rows(): readonly Row[] {
    return this.elements.current;
  }

  get selected(): readonly RowElement[] {
    return this.view.selection;
  }

  get message(): string {
    return this.view.message ?? '';
  }

  /** The first row, from the top, of which something is true. */
  element(is: (row: Row) => boolean): RowElement | undefined {
    return this.elements.find(is);
  }

  show(rows: readonly Row[], { description, message, badge }: ViewFrame): void {
    const { root, changed } = rowDifference(this.elements.current, rows);
    const moved = this.elements.replace(rows);
    this.redraw(root || moved ? null : [...new Set([...changed, ...this.tooltips.outdated((id) => this.elements.get(id)?.row, systemClock.now())])]);
    if (this.view.description !== description) this.view.description = description;
    if (this.view.message !== message) this.view.message = message;
    if (this.view.badge?.value !== badge?.value || this.view.badge?.tooltip !== badge?.tooltip) this.view.badge = badge ?? undefined;
  }

  /** Shows the view with this row selected; false when it has no such row. */
  async reveal(id: string): Promise<boolean> {
    const element = this.elements.get(id);
    if (element === undefined) return false;
    await this.view.reveal(element, { select: true, focus: true });
    return true;
  }

  /** Opens a row that has just got its first children: the editor leaves such a row closed, whatever the row says. */
  async unfold(id: string): Promise<void> {
    const element = this.elements.get(id);
    // Revealing a row would open a view that is closed.
    if (element !== undefined && this.view.visible) await this.view.reveal(element, { select: false, focus: false, expand: true });
  }

  getChildren(element?: RowElement): RowElement[] {
    return this.elements.childrenOf(element);
  }

  getParent(element: RowElement): RowElement | null {
    return element.parent;
  }

  getTreeItem({ row }: RowElement): vscode.TreeItem {
    return treeItem(row, contextValue(row));
  }

  resolveTreeItem(item: vscode.TreeItem, { row }: RowElement): vscode.TreeItem {
    this.tooltips.give(row, systemClock.now());
    item.tooltip = tooltipMarkdown(row.tooltip.build());
    return item;
  }

  dispose(): void {
    this.view.dispose();
    this.redraws.dispose();
  }

  /** Has the editor draw these rows anew, or with `null` the whole view. */
  private redraw(ids: readonly string[] | null): void {
    this.tooltips.drop(ids);
    if (ids === null) this.redraws.fire(undefined);
    else if (ids.length > 0) this.redraws.fire(ids.flatMap((id) => this.elements.get(id) ?? []));
  }
}
