import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Command, WatchCommand } from '../../../src/core/command';
import { readCibVersion, readConfiguration } from '../../../src/core/commands/cib';
import { nodeName } from '../../../src/core/commands/pacemaker';
import { daemonStatus, quorumStatus } from '../../../src/core/commands/services';
import { statusCommand } from '../../../src/core/commands/status';
import { domainText, listDomains } from '../../../src/core/commands/virsh';
import { watchCluster, watchDomains } from '../../../src/core/commands/watch';

const uri = 'qemu:///system';
const commands: readonly (Command<unknown> | WatchCommand)[] = [
  statusCommand('xml'), readConfiguration('cibadmin'), readCibVersion(), nodeName(), listDomains(uri), domainText(uri, '*'), watchCluster(), watchDomains(uri), daemonStatus(), quorumStatus(),
];

/** As sudoers(5) wants a command: `,`, `:`, `=` and `\` in arguments stand behind a backslash. */
function inSudoers({ argv: [program, ...args] }: Command<unknown> | WatchCommand): string {
  const folder = program === 'virsh' ? '/usr/bin' : '/usr/sbin';
  return [`${folder}/${program}`, ...args.map((arg) => arg.replace(/[,:=\\]/g, '\\$&'))].join(' ');
}

describe('The README', () => {
  const text = readFileSync('README.md', 'utf8');

  it('has a sudo rule of just the commands that are run', () => {
    const rule = /^monitor ALL=\(root\) NOPASSWD: \\\n((?: {4}.*\n)+)/m.exec(text)?.[1] ?? '';
    const allowed = rule.split('\n').map((line) => line.trim().replace(/, \\$/, '')).filter((line) => line !== '');
    assert.deepEqual(allowed, commands.map(inSudoers));
  });
});
