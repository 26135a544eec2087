import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import type { Plan, Words } from '../../../src/core/change/plan';
import { Secret } from '../../../src/core/secret';
import { quote } from '../../../src/remote/quote';
import { changeLogText, changeScript } from '../../../src/render/changeLogText';
import type { ChangeRecord, Outcome } from '../../../src/session/changeOutcome';
import { anyText } from '../../unit/anyText';
import { t } from '../../unit/render/plainTranslate';

const done: Outcome = { kind: 'done', tookMs: 10 };

function record(commands: readonly Words[], outcome: Outcome = done, more: Partial<Plan> = {}): ChangeRecord {
  const plan: Plan = { task: { kind: 'disable', resources: ['a'] }, commands, preview: { kind: 'edit', steps: [] }, cautions: [], expects: [], undo: null, ...more };
  return { at: 0, id: 'lab', cluster: 'Lab', host: 'root@host1', plan, outcome, tookMs: 10 };
}

const script = (...records: readonly ChangeRecord[]) => changeScript(records, { cluster: 'L\nab $(touch /tmp/no)', line: quote }, t);

/** What a program got that stands for pcs, word by word, when a shell runs the script. */
function ran(shell: string, text: string, input = ''): { readonly status: number | null; readonly calls: readonly (readonly string[])[] } {
  const standIn = 'pcs() { printf "%s\\0" "$@"; printf "\\1"; [ "$1" != fail ]; }\n';
  const { stdout, status } = spawnSync(shell, ['-c', `${standIn}${text}`], { input, encoding: 'utf8', env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' } });
  return { status, calls: stdout.split('\x01').slice(0, -1).map((call) => call.split('\0').slice(0, -1)) };
}

describe('The script of changes', () => {
  for (const shell of ['sh', 'dash', 'bash']) {
    it(`is one for ${shell}, whatever the names hold, and runs what was run`, () => {
      const word = anyText({ maxLength: 12 }).map((text) => text.replace(/[\0\x01]|\p{Cs}/gu, ''));
      fc.assert(fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }), word, (lines, said) => {
        const refused = record([['pcs', 'never']], { kind: 'refused', ran: 0, fault: { code: 'not-configured', id: said }, said, forceHelps: false });
        const text = script(record(lines.map((words): Words => ['pcs', 'x', ...words])), refused);
        const { status, stderr } = spawnSync(shell, ['-n'], { input: text, encoding: 'utf8' });
        assert.equal(status, 0, stderr);
        assert.deepEqual(ran(shell, text), { status: 0, calls: lines.map((words) => ['x', ...words]) });
      }), { numRuns: 10 });
    });
  }

  it('ends at the first command that fails', () => {
    assert.deepEqual(ran('sh', script(record([['pcs', 'one'], ['pcs', 'fail'], ['pcs', 'two']]))), { status: 1, calls: [['one'], ['fail']] });
  });

  it('names the host, and says when it was', () => {
    assert.match(script(record([['pcs', 'one']])), /^#!\/bin\/sh\n# What was changed .*\n# It was run on root@host1\. .*\n# .*\nset -e\n\n# .*, on root@host1: Disable a\n# done; took 0 s\npcs one\n$/);
  });

  it('asks for what is secret, and holds none of it', () => {
    const withSecret = record([['pcs', 'given']], done, { inputs: [['<a b="', new Secret('hush hush', 'password of dev').inXml(), '"/>']] });
    for (const text of [script(withSecret), changeLogText([withSecret], { cluster: 'Lab', line: quote }, t)]) assert.doesNotMatch(text, /hush/);
    assert.deepEqual(ran('sh', script(withSecret), 'typed\n'), { status: 0, calls: [['given']] });
  });
});
