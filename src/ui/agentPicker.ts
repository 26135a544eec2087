import * as vscode from 'vscode';
import { failure, type Result, success } from '../core/result';
import { type AgentGroup, agentChoices } from '../render/agentChoices';
import type { HostAgents } from '../session/hostAgents';
import { plainLabel } from './plainText';

const { t } = vscode.l10n;

interface AgentItem extends vscode.QuickPickItem {
  readonly agent: string | null;
}

/**
 * Asks for an agent, in a list that is searched by name, class, provider and what the agent says of itself. The list is there at once and
 * filled when the host has answered; what agents say of themselves takes it longer, and comes while the person reads.
 */
export function askForAgent(wanted: 'resource' | 'fencing', agents: Pick<HostAgents, 'list' | 'descriptions'>): Promise<Result<string>> {
  const picker = vscode.window.createQuickPick<AgentItem>();
  picker.title = wanted === 'fencing' ? t('Create Fence Device') : t('Create Resource');
  picker.placeholder = t('The agent that runs it: type a part of its name, or of what it does');
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.busy = true;
  return new Promise<Result<string>>((answer, fail) => {
    picker.onDidAccept(() => {
      const agent = picker.selectedItems[0]?.agent ?? null;
      if (agent !== null) answer(success(agent));
    });
    picker.onDidHide(() => answer(failure({ code: 'cancelled' })));
    picker.show();
    const fill = async () => {
      const listed = await agents.list({ mayAsk: true });
      if (!listed.ok) return answer(listed);
      picker.items = itemsOf(agentChoices(listed.value, new Map(), wanted));
      const described = await agents.descriptions();
      picker.busy = false;
      if (!described.ok) return;
      const [before] = picker.activeItems;
      picker.keepScrollPosition = true;
      picker.items = itemsOf(agentChoices(listed.value, described.value, wanted));
      picker.activeItems = picker.items.filter(({ agent }) => before !== undefined && agent === before.agent);
    };
    // Who asked tells of what should not happen.
    fill().catch(fail);
  }).finally(() => picker.dispose());
}

function itemsOf(groups: readonly AgentGroup[]): readonly AgentItem[] {
  return groups.flatMap(({ title, choices }) => [
    { label: plainLabel(title), kind: vscode.QuickPickItemKind.Separator, agent: null },
    ...choices.map(({ label, description, detail, value }) => ({ label: plainLabel(label), description: plainLabel(description), ...(detail === '' ? {} : { detail: plainLabel(detail) }), agent: value })),
  ]);
}
