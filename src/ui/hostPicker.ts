import * as vscode from 'vscode';
import { showPosition } from './inputBox';
import { plainLabel } from './plainText';
import type { Answer, StepPosition } from './steps';

const { t } = vscode.l10n;

interface HostItem extends vscode.QuickPickItem {
  /** The target to add; null on the row that ends the list. */
  readonly target: string | null;
}

/** Asks for the hosts of a cluster: typed, or chosen among the aliases of the ssh configuration. At least one, in the order they were given. */
export function pickHosts(title: string, chosen: readonly string[], aliases: readonly string[], position: StepPosition): Promise<Answer<readonly string[]>> {
  const picker = vscode.window.createQuickPick<HostItem>();
  let hosts = [...chosen];
  picker.title = title;
  picker.placeholder = t('A host to reach by ssh: an alias, or user@host:port');
  picker.buttons = position.step > 1 ? [vscode.QuickInputButtons.Back] : [];
  picker.matchOnDescription = true;
  showPosition(picker, position);
  const show = () => {
    picker.items = hostItems(hosts, aliases, picker.value.trim());
  };
  return new Promise<Answer<readonly string[]>>((answer) => {
    picker.onDidChangeValue(show);
    picker.onDidTriggerItemButton(({ item }) => {
      hosts = hosts.filter((host) => host !== item.target);
      show();
    });
    picker.onDidTriggerButton(() => answer({ kind: 'back' }));
    picker.onDidAccept(() => {
      const [item] = picker.selectedItems;
      if (item === undefined) return;
      if (item.target === null) return answer({ kind: 'next', value: hosts });
      if (!hosts.includes(item.target)) hosts = [...hosts, item.target];
      picker.value = '';
      show();
    });
    picker.onDidHide(() => answer({ kind: 'cancel' }));
    show();
    picker.show();
  }).finally(() => picker.dispose());
}

function hostItems(hosts: readonly string[], aliases: readonly string[], typed: string): HostItem[] {
  const add = (target: string): HostItem => ({ label: plainLabel(target), target, iconPath: new vscode.ThemeIcon('add') });
  const rest = aliases.filter((alias) => !hosts.includes(alias) && alias !== typed);
  const items: HostItem[] = [];
  if (typed !== '' && !hosts.includes(typed)) items.push({ ...add(typed), description: t('add this host'), alwaysShow: true });
  if (hosts.length > 0) items.push({ label: t('Done'), description: hosts.map(plainLabel).join(', '), target: null, iconPath: new vscode.ThemeIcon('check'), alwaysShow: true });
  if (hosts.length > 0) items.push(separator(t('Hosts of this cluster')));
  items.push(...hosts.map(chosenItem));
  if (rest.length > 0) items.push(separator(t('From your ssh configuration')));
  return [...items, ...rest.map(add)];
}

function chosenItem(target: string): HostItem {
  const remove = { iconPath: new vscode.ThemeIcon('trash'), tooltip: t('Take {0} off the list', target) };
  return { label: plainLabel(target), target, iconPath: new vscode.ThemeIcon('server'), buttons: [remove] };
}

function separator(label: string): HostItem {
  return { label, kind: vscode.QuickPickItemKind.Separator, target: null };
}
