import * as vscode from 'vscode';
import { showPosition } from './inputBox';
import { plainLabel } from './plainText';
import type { Answer, StepPosition } from './steps';

const { t } = vscode.l10n;

interface HostItem extends vscode.QuickPickItem {
  /** What choosing it does. */
  readonly choice: 'add' | 'done' | 'none';
  readonly target: string;
}

export interface HostQuestion {
  readonly title: string;
  /** The hosts there are already, as a person would type them to ssh. */
  readonly chosen: readonly string[];
  /** Names from the person's ssh configuration. */
  readonly aliases: readonly string[];
  /** What is wrong with a host that was typed, or null. */
  readonly check: (target: string) => string | null;
}

/** Asks for the hosts of a cluster: typed, or chosen among the aliases. At least one, in the order they were given. */
export function pickHosts({ title, chosen, aliases, check }: HostQuestion, position: StepPosition): Promise<Answer<readonly string[]>> {
  const picker = vscode.window.createQuickPick<HostItem>();
  let hosts = [...chosen];
  picker.title = title;
  picker.placeholder = t('A host to reach by ssh: an alias, or user@host:port');
  picker.buttons = position.step > 1 ? [vscode.QuickInputButtons.Back] : [];
  picker.matchOnDescription = true;
  showPosition(picker, position);
  const show = () => {
    picker.items = hostItems(hosts, aliases, picker.value.trim(), check);
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
      if (item === undefined || item.choice === 'none') return;
      if (item.choice === 'done') return answer({ kind: 'next', value: hosts });
      hosts = [...hosts, item.target];
      picker.value = '';
      show();
    });
    picker.onDidHide(() => answer({ kind: 'cancel' }));
    show();
    picker.show();
  }).finally(() => picker.dispose());
}

function hostItems(hosts: readonly string[], aliases: readonly string[], typed: string, check: HostQuestion['check']): HostItem[] {
  const isNew = typed !== '' && !hosts.includes(typed);
  const rest = aliases.filter((alias) => !hosts.includes(alias) && alias !== typed);
  return [
    ...(isNew ? [typedItem(typed, check(typed))] : []),
    ...(hosts.length > 0 ? [doneItem(hosts), separator(t('Hosts of this cluster'))] : []),
    ...hosts.map(chosenItem),
    ...(rest.length > 0 ? [separator(t('From your ssh configuration'))] : []),
    ...rest.map((alias) => addItem(alias)),
  ];
}

function addItem(target: string): HostItem {
  return { label: plainLabel(target), choice: 'add', target, iconPath: new vscode.ThemeIcon('add') };
}

function typedItem(typed: string, wrong: string | null): HostItem {
  if (wrong === null) return { ...addItem(typed), description: t('add this host'), alwaysShow: true };
  return { label: plainLabel(typed), detail: plainLabel(wrong), choice: 'none', target: typed, iconPath: new vscode.ThemeIcon('error'), alwaysShow: true };
}

function doneItem(hosts: readonly string[]): HostItem {
  return { label: t('Done'), description: hosts.map(plainLabel).join(', '), choice: 'done', target: '', iconPath: new vscode.ThemeIcon('check'), alwaysShow: true };
}

function chosenItem(target: string): HostItem {
  const remove = { iconPath: new vscode.ThemeIcon('trash'), tooltip: t('Take {0} off the list', target) };
  return { label: plainLabel(target), choice: 'none', target, iconPath: new vscode.ThemeIcon('server'), buttons: [remove] };
}

function separator(label: string): HostItem {
  return { label, kind: vscode.QuickPickItemKind.Separator, choice: 'none', target: '' };
}
