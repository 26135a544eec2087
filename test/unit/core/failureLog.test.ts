import assert from 'node:assert/strict';
import { journal, journalLines } from '../../../src/core/commands/journal';
import { failureSpan, failureWitnesses } from '../../../src/core/failureLog';
import { connection, failedAction, snapshot } from '../render/snapshotParts';

describe('The log around a failed action', () => {
  const cluster = { ...snapshot().cluster, dc: 'host2' };

  it('is of the host where it failed and of the DC, each once', () => {
    assert.deepEqual(failureWitnesses(failedAction('web', 'host1'), snapshot({ cluster })), ['host1', 'host2']);
    assert.deepEqual(failureWitnesses(failedAction('web', 'host2'), snapshot({ cluster })), ['host2']);
    assert.deepEqual(failureWitnesses(failedAction('web', 'host1'), snapshot({ cluster: { ...cluster, dc: null } })), ['host1']);
  });

  it('is of the host that holds the connection, where it failed inside a guest', () => {
    const resources = [connection('guest1', { nodes: ['host3'] })];
    assert.deepEqual(failureWitnesses(failedAction('FAKE3', 'guest1'), snapshot({ cluster, resources })), ['host3', 'host2']);
  });

  it('is of the time from a minute before it to five minutes after, in whole seconds of any time zone', () => {
    const at = '2026-11-22T17:20:14+01:00';
    const span = failureSpan(failedAction('web', 'host1', { at }));
    assert.deepEqual(span, { from: Date.parse('2026-11-22T16:19:14Z'), to: Date.parse('2026-11-22T16:25:14Z') });
    const { argv } = journal(span);
    assert.deepEqual(argv.slice(-2), [`--since=@${Date.parse('2026-11-22T16:19:14Z') / 1_000}`, `--until=@${Date.parse('2026-11-22T16:25:14Z') / 1_000}`]);
    for (const unknown of [null, 'yesterday']) assert.equal(failureSpan(failedAction('web', 'host1', { at: unknown })), null);
    assert.ok(journal(null).argv.includes(`--lines=${journalLines}`));
    assert.ok(!journal(null).argv.some((word) => word.startsWith('--since')));
  });
});
