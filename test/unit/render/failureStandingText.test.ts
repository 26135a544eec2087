import assert from 'node:assert/strict';
import { failureStandings } from '../../../src/core/failureStanding';
import type { ClusterSnapshot, FailedAction, Guest } from '../../../src/core/snapshot';
import { failedActionRow } from '../../../src/render/failedActionRow';
import { failureStandingText } from '../../../src/render/failureStandingText';
import { t } from './plainTranslate';
import { connection, failedAction, guest, resource, snapshot } from './snapshotParts';

/** Whether a failed action is resolved, and what is said of it. */
function told(failure: FailedAction, more: Partial<ClusterSnapshot>): readonly [resolved: boolean, text: string | null] {
  const standing = failureStandings(snapshot({ failures: [failure], ...more }))(failure);
  return [standing.resolved, failureStandingText(standing, failure, t)];
}

const lost = failedAction('guest1', 'host2', { guest: 'guest1', interval: 30_000, rc: 1, text: 'error', reason: 'Lost connection to remote executor' });
const withGuest = (more: Partial<Guest>) => ({ resources: [connection('guest1')], guests: [guest('web-vm', { node: 'guest1', host: 'host1', resource: 'vm-guest1', ...more })] });

describe('what has become of a failed action', () => {
  it('of a connection is told with its guest', () => {
    assert.deepEqual(told(lost, withGuest({ state: 'online' })), [true, 'It is resolved: the connection to guest guest1 was lost and is back; its VM runs on host1.']);
    assert.deepEqual(told(lost, withGuest({ state: 'connection-lost' })), [false, 'The connection to guest guest1 was lost; its VM runs on host1.']);
    assert.deepEqual(told(lost, withGuest({ state: 'recovering' })), [false, 'The connection to guest guest1 was lost, and the cluster is recovering the guest now.']);
    assert.deepEqual(told(lost, withGuest({ state: 'stopped', host: null })), [false, 'The connection to guest guest1 was lost, and its VM is stopped.']);
    assert.deepEqual(told(lost, withGuest({ state: 'connection-lost', host: null })), [false, 'The connection to guest guest1 was lost.']);
  });

  const failed = failedAction('web', 'host1');
  it('of a resource is resolved where that runs and nothing is wrong with it', () => {
    assert.deepEqual(told(failed, { resources: [resource('web', { nodes: ['host1'] })] }), [true, 'It is resolved: web runs on host1.']);
    for (const how of [{ failed: true }, { blocked: true }, { pending: 'Starting' }, { orphaned: true }]) {
      assert.deepEqual(told(failed, { resources: [resource('web', { nodes: ['host1'], ...how })] }), [false, null], JSON.stringify(how));
    }
    assert.deepEqual(told(failed, { resources: [resource('web')] }), [false, null]);
    assert.deepEqual(told(failed, {}), [false, 'The cluster has no resource web any more.']);
  });

  it('says that failures keep a resource off a node', () => {
    const full = { failCounts: { host1: Infinity } };
    assert.deepEqual(told(failed, { resources: [resource('web', { nodes: ['host2'], ...full })] }), [true, 'It is resolved: web runs on host2. It is kept off host1 until the failure is cleaned up.']);
    assert.deepEqual(told(failed, { resources: [resource('web', full)] }), [false, 'The failure keeps web off host1 until it is cleaned up.']);
    const config = { description: null, template: null, parameters: {}, utilization: {}, operations: [] };
    assert.match(told(failed, { resources: [resource('web', { failCounts: { host1: 3 }, config: { ...config, meta: { 'migration-threshold': '3' } } })] })[1] ?? '', /keeps web off host1/);
    assert.equal(told(failed, { resources: [resource('web', { failCounts: { host1: 3 }, config: { ...config, meta: {} } })] })[1], null);
  });

  it('of a clone counts where it failed', () => {
    const clone = (...nodes: readonly (readonly string[])[]) => ({ resources: [resource('web-clone', { kind: 'clone', children: nodes.map((on, index) => resource(`web:${index}`, { nodes: on })) })] });
    assert.deepEqual(told(failedAction('web:1', 'host2'), clone(['host1'], ['host2'])), [true, 'It is resolved: web:1 runs on host2.']);
    assert.deepEqual(told(failed, clone([], ['host2'])), [false, null]);
  });

  it('stands on its row, which says that it is resolved by word and shape', () => {
    const shown = (more: Partial<ClusterSnapshot>) => {
      const context = { cluster: 'c1', knownResources: new Set(['guest1']), knownNodes: new Set(['host2']), standingOf: failureStandings(snapshot({ failures: [lost], ...more })) };
      return failedActionRow(lost, 'id', context, t);
    };
    const resolved = shown(withGuest({ state: 'online' }));
    assert.equal(resolved.description, 'resolved, connection to guest guest1, its VM runs on host1, error (1): Lost connection to remote executor');
    assert.ok(resolved.flags.includes('resolved'));
    assert.match(resolved.accessibleLabel, /^Failed action: .* It is resolved: .* its VM runs on host1\.$/);
    assert.deepEqual(resolved.tooltip.build().lines.map(({ value }) => value).at(-1), 'It is resolved: the connection to guest guest1 was lost and is back; its VM runs on host1.');
    const open = shown(withGuest({ state: 'connection-lost' }));
    assert.notEqual(open.icon.codicon, resolved.icon.codicon);
    assert.ok(!open.flags.includes('resolved') && !open.description.includes('resolved'));
  });

  it('takes no name for more than a name', () => {
    const [, text] = told({ ...lost, guest: 'a\u202eb' }, { guests: [guest('x', { node: 'a\u202eb', host: 'h\nost', state: 'connection-lost' })] });
    assert.equal(text, 'The connection to guest a\\u{202e}b was lost; its VM runs on h\\nost.');
  });
});
