import * as vscode from 'vscode';
import type { Row, Tooltip } from '../render/row';
import { plainMarkdown } from './plainText';

/** What the tree shows of a row. The tooltip is left out: see `tooltipMarkdown`. */
export function treeItem(row: Row, contextValue: string): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, collapsibleState(row));
  item.id = row.id;
  item.description = row.description;
  item.iconPath = new vscode.ThemeIcon(row.icon.codicon, row.icon.color === null ? undefined : new vscode.ThemeColor(row.icon.color));
  item.contextValue = contextValue;
  item.accessibilityInformation = { label: row.accessibleLabel };
  return item;
}

function collapsibleState(row: Row): vscode.TreeItemCollapsibleState {
  if (row.children.length === 0) return vscode.TreeItemCollapsibleState.None;
  return row.expanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

/** A tooltip in which only our own emphasis and line breaks are Markdown. */
export function tooltipMarkdown(tooltip: Tooltip): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.isTrusted = false;
  markdown.supportThemeIcons = false;
  markdown.supportHtml = false;
  const lines = tooltip.lines.map(({ name, value }) => plainMarkdown(name === '' ? value : `${name}: ${value}`));
  return markdown.appendMarkdown([`**${plainMarkdown(tooltip.title)}**`, ...lines].join('  \n'));
}
