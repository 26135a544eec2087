import type { StepId } from '../../../src/core/walkthrough/step';
import { stepTitle } from '../../../src/render/stepText';
import { ranSteps } from '../../lab/ranSteps';
import { t } from '../render/plainTranslate';

/** The parts of the tutorial that the set-up follows, in our words and its order, each with the steps that do what it says. */
export const sections: readonly (readonly [name: string, steps: readonly StepId[]])[] = [
  ['Host: firewall', ['firewall']],
  ['Host: cluster software', ['software', 'pcsd']],
  ['Host: corosync', ['corosync']],
  ['Host: the key', ['key']],
  ['Host: a first start', ['start']],
  ['Host: without fencing and quorum, then stopped', ['trial', 'stop']],
  ['Host: virtual machines', ['virtualisation']],
  ['Guest: having one', ['domain', 'reach']],
  ['Guest: firewall', ['guestFirewall']],
  ['Guest: both ways', ['connection']],
  ['Guest: pacemaker_remote', ['remote', 'guestKey', 'remoteRuns']],
  ['Guest: reached by its name, then shut down', ['hostNames', 'port', 'shutDown']],
  ['Integration: the cluster runs', ['start']],
  ['Integration: a guest node', ['hostNames', 'domainFile', 'guestNode', 'guestOnline']],
  ['Integration: resources in it', ['dummies', 'placement']],
  ['Recovery and fencing', ['kill', 'recovery', 'cleanup']],
  ['Cluster tools in the guest', ['guestTools']],
  ['Beyond the tutorial', ['clock', 'nodeName']],
];

/** The README's table of them, in Markdown. */
export function seedTable(): string {
  const rows = sections.map(([name, steps]) => `| ${name} | ${steps.map((id) => stepTitle(id, t)).join('; ')} | ${ranText(steps)} | never run |`);
  return ['| part of the tutorial | steps | run on real hosts of Debian | of Red Hat’s kin, and with pcs 0.9 |', '|---|---|---|---|', ...rows].join('\n');
}

function ranText(steps: readonly StepId[]): string {
  const texts = steps.map(textOf);
  return new Set(texts).size === 1 ? (texts[0] ?? '') : steps.map((id, index) => `${stepTitle(id, t)}: ${texts[index]}`).join('; ');
}

function textOf(id: StepId): string {
  const { releases, only } = ranSteps[id];
  if (releases.length === 0) return 'not yet run on real hosts';
  return only === undefined ? releases.join(', ') : `${releases.join(', ')} (${only})`;
}
