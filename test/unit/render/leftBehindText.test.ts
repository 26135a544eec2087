import assert from 'node:assert/strict';
import fc from 'fast-check';
import { actions } from '../../../src/actions/table';
import { command } from '../../../src/actions/ids';
import { contextValue, isTarget } from '../../../src/actions/contextValue';
import { type LeftBehindFix, leftBehindText } from '../../../src/render/leftBehindText';
import type { ClusterSnapshot } from '../../../src/core/snapshot';
import { anyText } from '../anyText';
import { t } from './plainTranslate';
import { failedAction, location, resource, snapshot } from './snapshotParts';

const told = (more: Partial<ClusterSnapshot>) => leftBehindText(snapshot(more), 'c1', 'Lab', t);
const all: Partial<ClusterSnapshot> = {
  constraints: [location('plain'), location('cli-ban-FAKE1-on-host1', { leftover: true, score: '-INFINITY' })],
  resources: [resource('FAKE1', { nodes: ['host1'] }), resource('gone', { orphaned: true, nodes: ['host2'] }), resource('went', { orphaned: true }), resource('web', { failed: true, nodes: ['host1'] })],
  failures: [failedAction('FAKE1', 'host1'), failedAction('web', 'host1')],
};

describe('what is left behind in a cluster', () => {
  it('is a document with a line for each thing, and what puts it away', () => {
    const { text, problems } = told(all);
    const lines = text.split('\n');
    assert.deepEqual(problems.map(({ line, message }) => lines[line] === message), [true, true, true, true]);
    assert.deepEqual(problems.map(({ message, weighty, fixes }) => [message, weighty, fixes.map(({ how, title }) => `${how}: ${title}`)]), [
      ['cli-ban-FAKE1-on-host1: left over from a move or a ban, and still in force: FAKE1 avoids host1.', false, ['clear: Clear what moves and bans of FAKE1 have left', 'delete: Delete the constraint cli-ban-FAKE1-on-host1']],
      ['gone: no longer configured, and as far as the cluster knows it runs on host2.', true, ['refresh: Forget the history of gone']],
      ['went: no longer configured, and still remembered.', true, ['refresh: Forget the history of went']],
      ['FAKE1: a failed action that is resolved. monitor every 10 s of FAKE1 on host1 failed with not running (7).', false, ['cleanup: Clean up the failed action of FAKE1 on host1']],
    ]);
    assert.match(text, /^What is left behind in the cluster Lab, .*:\n\ncli-ban/);
  });

  it('is said to be nothing where there is nothing', () => {
    assert.deepEqual(told({ resources: [resource('web', { failed: true })], failures: [failedAction('web', 'host1')], constraints: [location('plain')] }), { text: 'Nothing is left behind in the cluster Lab.\n', problems: [] });
  });

  it('is put away by actions that can be done to such rows', () => {
    const ids: Readonly<Record<LeftBehindFix['how'], string>> = { clear: command.clearResource, delete: command.deleteConstraint, refresh: command.refreshResource, cleanup: command.cleanUpFailedAction };
    for (const { how, subject, flags } of told(all).problems.flatMap(({ fixes }) => fixes)) {
      const action = actions.find(({ id }) => id === ids[how]);
      assert.ok(action?.targets.some((target) => isTarget(target, contextValue({ subject, flags }))), how);
      assert.equal(subject.cluster, 'c1');
    }
  });

  it('stands on the lines it is said to, one line each, whatever the names hold', () => {
    fc.assert(fc.property(anyText({ minLength: 1 }), anyText({ minLength: 1 }), (one, other) => {
      const { text, problems } = told({ constraints: [location(one, { leftover: true, resource: other })], resources: [resource(other, { nodes: [one] })], failures: [failedAction(other, one, { reason: one })] });
      const lines = text.split(/[\n\r\u2028\u2029]/);
      for (const { line, message } of problems) assert.equal(lines[line], message);
      assert.equal(problems.length, 2);
    }));
  });
});
