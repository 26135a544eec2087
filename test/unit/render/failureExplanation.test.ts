import assert from 'node:assert/strict';
import { exitCodeText } from '../../../src/render/exitCodes';
import { failureExplanation } from '../../../src/render/failureExplanation';
import type { ClusterSnapshot, FailedAction, ResourceConfig } from '../../../src/core/snapshot';
import { goldenText } from './goldenText';
import { t } from './plainTranslate';
import { connection, failedAction, guest, resource, snapshot } from './snapshotParts';

const at = '2026-11-22T16:20:14Z';
const explained = (failure: FailedAction, more: Partial<ClusterSnapshot> = {}, machineStartedAt: number | null = null) => failureExplanation(failure, snapshot({ failures: [failure], ...more }), { machineStartedAt }, t);
const config = (more: Partial<ResourceConfig>): ResourceConfig => ({ description: null, template: null, parameters: {}, meta: {}, utilization: {}, operations: [], ...more });
const lost = failedAction('guest1', 'host1', { guest: 'guest1', interval: 30_000, rc: 1, text: 'error', reason: 'Lost connection to remote executor', at });
const around = (state: 'online' | 'connection-lost') => ({ resources: [connection('guest1', { nodes: ['host1'] })], guests: [guest('vm', { node: 'guest1', host: 'host1', resource: 'vm-guest1', state })] });

describe('a failed action, explained', () => {
  it('in whole documents', () => {
    const operations = [{ id: 'm', name: 'monitor', interval: '10', timeout: '20s', role: null, onFail: 'standby', enabled: true }];
    goldenText('failure-explanations', [
      explained(failedAction('web', 'host1', { at, reason: 'port taken' }), { resources: [resource('web', { nodes: ['host2'], failCounts: { host1: Infinity }, config: config({ meta: { 'migration-threshold': '3', 'failure-timeout': '1h' }, operations }) })] }),
      explained(failedAction('web', 'host1', { task: 'stop', interval: 0, rc: 198, text: 'OCF_TIMEOUT' }), { resources: [resource('web', { failed: true, blocked: true, nodes: ['host1'] })], cluster: { ...snapshot().cluster, stonithEnabled: false } }),
      explained(lost, around('online'), Date.parse(at) + 30_000),
      explained(lost, around('connection-lost'), Date.parse(at) - 60_000),
    ].join('\n--------\n\n'));
  });

  it('says of a guest whether its VM was restarted, by when it started', () => {
    assert.match(explained(lost, around('online'), Date.parse(at) + 1), /VM vm-guest1 was restarted/);
    assert.match(explained(lost, around('online'), Date.parse(at) - 1), /has not been restarted since/);
    assert.doesNotMatch(explained(lost, around('online')), /restarted/);
    assert.doesNotMatch(explained({ ...lost, at: null }, around('online'), 5), /restarted/);
  });

  it('knows every code that agents share, each with what to do', () => {
    for (const code of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 189, 190, 191, 193, 198]) {
      const text = exitCodeText(code, t);
      assert.ok(text !== null && text.meaning.endsWith('.') && text.next.endsWith('.'), String(code));
      assert.ok(explained(failedAction('web', 'host1', { rc: code })).includes(text.next), String(code));
    }
    assert.equal(exitCodeText(77, t), null);
    assert.match(explained(failedAction('web', 'host1', { rc: 77 })), /no code that agents share/);
  });

  it('says of every operation what it is, and of every on-fail what it does', () => {
    const texts = ['monitor', 'start', 'stop', 'promote', 'demote', 'migrate_to', 'migrate_from', 'reload'].map((task) => explained(failedAction('web', 'host1', { task, interval: 0 })).split('\n\n')[1]);
    assert.equal(new Set(texts).size, texts.length);
    const meanings = ['ignore', 'block', 'stop', 'restart', 'demote', 'fence', 'standby', 'restart-container', 'odd'].map((onFail) => explained(failedAction('web', 'host1'), {
      resources: [resource('web', { config: config({ operations: [{ id: 'm', name: 'monitor', interval: '10s', timeout: null, role: null, onFail, enabled: true }] }) })],
    }).split('\n\n')[4]);
    assert.equal(new Set(meanings).size, meanings.length);
  });

  it('keeps to its lines, whatever the names and reasons hold', () => {
    const odd = 'a\u202eb\n# c';
    const lines = explained(failedAction(odd, odd, { reason: odd, text: odd, guest: odd, task: odd }), { guests: [guest(odd, { node: odd, resource: odd })] });
    assert.doesNotMatch(lines, /\u202e|^# c/m);
  });
});
