import { isFenceAgent } from '../core/agentName';
import type { Choice } from './choice';
import { displayName, displayText } from './displayName';
import { naturalOrder } from './naturalOrder';

export interface AgentGroup {
  /** `ocf:heartbeat`, `systemd`. */
  readonly title: string;
  readonly choices: readonly Choice<string>[];
}

/** The agents to choose from, by the class and provider they are of; those that are written for clusters come first. */
export function agentChoices(agents: readonly string[], descriptions: ReadonlyMap<string, string>, wanted: 'resource' | 'fencing'): readonly AgentGroup[] {
  const groups = new Map<string, Choice<string>[]>();
  for (const name of agents) {
    if (isFenceAgent(name) !== (wanted === 'fencing')) continue;
    const cut = Math.max(0, name.lastIndexOf(':'));
    const title = displayName(name.slice(0, cut));
    const choice = { label: displayName(name.slice(cut + 1)), description: displayName(name), detail: displayText(descriptions.get(name) ?? ''), codicon: 'symbol-field', value: name };
    groups.set(title, [...(groups.get(title) ?? []), choice]);
  }
  return [...groups]
    .map(([title, choices]) => ({ title, choices: choices.sort((one, other) => naturalOrder(one.label, other.label)) }))
    .sort((one, other) => weight(one.title) - weight(other.title) || naturalOrder(one.title, other.title));
}

function weight(title: string): number {
  return title.startsWith('ocf:') ? 0 : title === 'systemd' ? 1 : 2;
}
