import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Plan, Words } from '../../../src/core/change/plan';
import { quote } from '../../../src/remote/quote';
import { changeLogText } from '../../../src/render/changeLogText';
import type { ChangeRecord, Outcome } from '../../../src/session/changeOutcome';
import { anyText } from '../anyText';
import { t } from './plainTranslate';

const at = new Date(2026, 10, 23, 1, 2, 3).getTime();
const context = { cluster: 'Lab', line: quote };

function record(outcome: Outcome, ...commands: readonly Words[]): ChangeRecord {
  const plan: Plan = { task: { kind: 'disable', resources: ['FAKE1'] }, commands, preview: { kind: 'none', why: 'runs-on-nodes' }, cautions: [], expects: [], undo: null };
  return { at, id: 'lab', cluster: 'Lab', host: 'root@host1', plan, outcome, tookMs: 2_100 };
}

const two: readonly Words[] = [['pcs', 'resource', 'disable', 'FAKE1'], ['pcs', 'property', 'set', "a=it's"]];
const fault = { code: 'command-failed', host: 'host1', program: 'pcs', exitCode: 1, message: '' } as const;
const active = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

describe('the log of changes', () => {
  it('is a shell script of what was run, with all else as comments', () => {
    assert.equal(changeLogText([record({ kind: 'done', tookMs: 2_000 }, ...two)], context, t), [
      '# What was changed in the cluster Lab from this window, the oldest first.',
      '# Commands that were refused, were not run, or may not have been run are comments.',
      '',
      '# 2026-11-23 01:02:03, on root@host1: Disable FAKE1',
      '# done; took 2.1 s',
      'pcs resource disable FAKE1',
      "pcs property set 'a=it'\\''s'",
      '',
    ].join('\n'));
  });

  it('says that nothing was changed', () => {
    assert.match(changeLogText([], context, t), /^# What.*\n# Nothing was changed yet\.\n$/);
  });

  for (const [name, outcome, ran] of [
    ['run', { kind: 'done', tookMs: 1 }, 2],
    ['run, but', { kind: 'instead', unmet: [], failures: [] }, 2],
    ['run and left', { kind: 'left', unmet: [] }, 2],
    ['refused at the first', { kind: 'refused', ran: 0, fault, said: 'Error: no', forceHelps: false }, 0],
    ['refused at the second', { kind: 'refused', ran: 1, fault, said: '', forceHelps: false }, 1],
    ['uncertain', { kind: 'uncertain', ran: 0, fault, reached: null }, 0],
    ['cancelled', { kind: 'cancelled' }, 0],
  ] as const satisfies readonly (readonly [string, Outcome, number])[]) {
    it(`repeats only what is known to have been run: ${name}`, () => {
      assert.equal(active(changeLogText([record(outcome, ...two)], context, t)).length, ran);
    });
  }

  it('says what was refused in the words of who refused it', () => {
    assert.match(changeLogText([record({ kind: 'refused', ran: 0, fault, said: 'Error: no\nway', forceHelps: false }, ...two)], context, t), /^# refused: Error: no way; took 2\.1 s$/m);
  });

  it('never lets a name become a command', () => {
    fc.assert(fc.property(anyText(), anyText(), (name, said) => {
      const made = record({ kind: 'refused', ran: 0, fault, said, forceHelps: false }, ['pcs', 'resource', 'disable', name]);
      const plan: Plan = { ...made.plan, task: { kind: 'disable', resources: [name] } };
      const text = changeLogText([{ ...made, plan, host: name }], { ...context, cluster: name }, t);
      assert.deepEqual(active(text), []);
    }));
  });
});
