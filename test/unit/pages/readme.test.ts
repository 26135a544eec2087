import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Command, WatchCommand } from '../../../src/core/command';
import { changeCommand } from '../../../src/core/change/changeCommand';
import { planChange } from '../../../src/core/change/planChange';
import { readCibVersion, readConfiguration } from '../../../src/core/commands/cib';
import { fencingHistory } from '../../../src/core/commands/fencingHistory';
import { journal } from '../../../src/core/commands/journal';
import { nodeName } from '../../../src/core/commands/pacemaker';
import { daemonStatus, quorumStatus } from '../../../src/core/commands/services';
import { statusCommand } from '../../../src/core/commands/status';
import { domainText, listDomains } from '../../../src/core/commands/virsh';
import { watchCluster, watchDomains } from '../../../src/core/commands/watch';
import { clusters } from '../core/change/plannedClusters';
import { plannedTasks } from '../core/change/plannedTasks';
import { dialects } from '../core/change/recordedDialects';

const uri = 'qemu:///system';
const commands: readonly (Command<unknown> | WatchCommand)[] = [
  statusCommand('xml'), readConfiguration('cibadmin'), readCibVersion(), nodeName(), listDomains(uri), domainText(uri, '*'), watchCluster(), watchDomains(uri), daemonStatus(), fencingHistory(), quorumStatus(), journal(null),
];

/** As sudoers(5) wants a command: `,`, `:`, `=` and `\` in arguments stand behind a backslash. */
function inSudoers({ argv: [program, ...args] }: Command<unknown> | WatchCommand): string {
  const folder = program === 'virsh' || program === 'journalctl' ? '/usr/bin' : '/usr/sbin';
  return [`${folder}/${program}`, ...args.map((arg) => arg.replace(/[,:=\\]/g, '\\$&'))].join(' ');
}

describe('The README', () => {
  const text = readFileSync('README.md', 'utf8');

  const rulesOf = (account: string) => {
    const rule = new RegExp(`^${account} ALL=\\(root\\) NOPASSWD: \\\\\\n((?: {4}.*\\n)+)`, 'm').exec(text)?.[1] ?? '';
    return rule.split('\n').map((line) => line.trim().replace(/, \\$/, '')).filter((line) => line !== '');
  };

  it('has a sudo rule of just the commands that are run', () => {
    assert.deepEqual(rulesOf('monitor'), commands.map(inSudoers));
  });

  it('has a sudo rule of just the changes that need root', () => {
    const plans = Object.values(plannedTasks).flat().flatMap(([cluster, task]) => dialects.flatMap((dialect) => ['host1', null].map((here) => planChange(task, dialect, clusters[cluster](), here))));
    const changes = plans.flatMap((plan) => (plan.ok ? plan.value.commands.map((words) => changeCommand(words)) : []));
    const run = [...new Set(changes.filter(({ rights }) => rights === 'root').map((change) => inSudoers(change)))];
    assert.ok(run.length > 20, run.join('\n'));
    const allows = (rule: string, line: string) => (rule.endsWith(' *') ? line.startsWith(rule.slice(0, -1)) && line.length >= rule.length : line === rule);
    const rules = rulesOf('operator');
    for (const line of run) assert.ok(rules.some((rule) => allows(rule, line)), `nothing allows ${line}`);
    for (const rule of rules) assert.ok(run.some((line) => allows(rule, line)), `nothing needs ${rule}`);
  });
});
