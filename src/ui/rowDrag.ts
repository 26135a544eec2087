import * as vscode from 'vscode';
import { shapeCommand, view, type ViewId } from '../actions/ids';
import type { RowElement } from './rowElements';
import { plainMessage } from './plainText';
import { rowDrop, type RowDrop } from './rowDrop';

const { t } = vscode.l10n;

/** The editor's name for what is dragged out of a view. */
function mimeType(id: ViewId): string {
  return `application/vnd.code.tree.${id.toLowerCase()}`;
}

/** Views that show rows of resources: those of the nodes stand below the node that they run on. */
const draggedFrom: readonly ViewId[] = [view.resources, view.nodes];

/** Lets rows be dragged out of the views that show resources, and dropped on the nodes. Whoever uses the keyboard has “Place on Node…” in the menu. */
export function rowDrag(id: ViewId): vscode.TreeDragAndDropController<RowElement> | undefined {
  if (!draggedFrom.includes(id)) return undefined;
  return {
    dragMimeTypes: [mimeType(id)],
    dropMimeTypes: id === view.nodes ? draggedFrom.map(mimeType) : [],
    handleDrag(elements, transfer) {
      transfer.set(mimeType(id), new vscode.DataTransferItem(elements));
    },
    async handleDrop(target, transfer) {
      const dragged = draggedFrom.map((from) => transfer.get(mimeType(from))?.value as unknown).find(isElements);
      if (dragged === undefined) return;
      const drop = rowDrop(dragged.map(({ row }) => row), target?.row);
      if (drop.kind === 'place') await vscode.commands.executeCommand(shapeCommand.placeResource, { subjects: drop.subjects });
      else void vscode.window.showInformationMessage(plainMessage(refusal(drop)));
    },
  };
}

/** Elements stay the same objects within one window; out of another one comes text. */
function isElements(value: unknown): value is readonly RowElement[] {
  return Array.isArray(value) && value.length > 0 && value.every((each: unknown) => typeof each === 'object' && each !== null && 'row' in each);
}

function refusal(drop: Exclude<RowDrop, { readonly kind: 'place' }>): string {
  switch (drop.kind) {
    case 'several': return t('Drag one resource at a time.');
    case 'no-resource': return t('{0} cannot be placed by itself. Drag a resource, a group or a whole clone.', drop.label);
    case 'no-node': return t('Drop a resource on a node to let it prefer or avoid that node, or move there.');
    case 'other-cluster': return t('{0} belongs to another cluster.', drop.label);
  }
}
