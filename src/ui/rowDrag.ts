import * as vscode from 'vscode';
import { shapeCommand, view, type ViewId } from '../actions/ids';
import type { DraggedRows } from './draggedRows';
import { plainMessage } from './plainText';
import { rowDrop, type RowDrop } from './rowDrop';
import type { RowElement } from './rowElements';

const { t } = vscode.l10n;

/** The name that travels with what is dragged. One of our own: under that of a view the editor puts words of its own, which come first. */
const mimeType = 'application/vnd.pacemaker-explorer.rows';

/** Views that show rows of resources: those of the nodes stand below the node that they run on. */
const draggedFrom: readonly ViewId[] = [view.resources, view.nodes];

/** Lets rows be dragged out of the views that show resources, and dropped on the nodes. Whoever uses the keyboard has “Place on Node…” in the menu. */
export function rowDrag(id: ViewId, dragged: DraggedRows<RowElement>): vscode.TreeDragAndDropController<RowElement> | undefined {
  if (!draggedFrom.includes(id)) return undefined;
  return {
    dragMimeTypes: [mimeType],
    dropMimeTypes: id === view.nodes ? [mimeType] : [],
    handleDrag(elements, transfer) {
      transfer.set(mimeType, new vscode.DataTransferItem(dragged.take(elements)));
    },
    async handleDrop(target, transfer) {
      const elements = dragged.find(await wordsIn(transfer));
      if (elements === null) return;
      const drop = rowDrop(elements.map(({ row }) => row), target?.row);
      if (drop.kind === 'place') await vscode.commands.executeCommand(shapeCommand.placeResource, { subjects: drop.subjects });
      else void vscode.window.showInformationMessage(plainMessage(refusal(drop)));
    },
  };
}

/** The editor's own item of this name is empty and stands before ours. */
async function wordsIn(transfer: vscode.DataTransfer): Promise<readonly string[]> {
  const items = [...transfer].flatMap(([type, item]) => (type === mimeType ? [item] : []));
  return Promise.all(items.map((item) => item.asString()));
}

function refusal(drop: Exclude<RowDrop, { readonly kind: 'place' }>): string {
  switch (drop.kind) {
    case 'several': return t('Drag one resource at a time.');
    case 'no-resource': return t('{0} cannot be placed by itself. Drag a resource, a group or a whole clone.', drop.label);
    case 'no-node': return t('Drop a resource on a node to let it prefer or avoid that node, or move there.');
    case 'other-cluster': return t('{0} belongs to another cluster.', drop.label);
  }
}
