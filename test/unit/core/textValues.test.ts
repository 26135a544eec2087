import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normalizeAgent } from '../../../src/core/agentName';
import { readOperationKey } from '../../../src/core/operationKey';
import { isSecretName } from '../../../src/core/secretNames';
import { namedRecord, readBoolean, readScore } from '../../../src/core/statusValues';
import { readMilliseconds, readTime } from '../../../src/core/timeText';

describe('A time', () => {
  it('is read in every way Pacemaker writes one', () => {
    assert.equal(readTime('2026-11-22 16:20:14Z'), '2026-11-22T16:20:14Z');
    assert.equal(readTime('2026-11-22 17:20:14 +01:00'), '2026-11-22T16:20:14Z');
    assert.equal(readTime('2026-11-22 17:20:14 +0100'), '2026-11-22T16:20:14Z');
    assert.equal(readTime('Sun Nov 22 17:05:01 2026'), '2026-11-22T17:05:01Z');
    assert.equal(readTime('Fri Oct  9 18:08:29 2015'), '2015-10-09T18:08:29Z');
  });

  it('is nothing where there is none', () => {
    for (const text of [null, '', '(null)', 'yesterday', 'Sun Foo 22 17:05:01 2026', '2026-99-99 99:99:99Z', '1795365907']) assert.equal(readTime(text), null, String(text));
  });
});

describe('A span', () => {
  it('is in milliseconds, whatever its unit', () => {
    assert.deepEqual(['30000', '30000ms', '30s', '5min', '1h', ' 7 s '].map(readMilliseconds), [30000, 30000, 30000, 300000, 3600000, 7000]);
    assert.deepEqual(['', '-1', '1 fortnight', 'P1D', null].map(readMilliseconds), [null, null, null, null, null]);
  });
});

describe('An operation key', () => {
  it('is taken apart from its end', () => {
    assert.deepEqual(readOperationKey('guest1_monitor_30000', 'monitor'), { resource: 'guest1', task: 'monitor', interval: 30000 });
    assert.deepEqual(readOperationKey('my_db_ip_start_0', null), { resource: 'my_db_ip', task: 'start', interval: 0 });
    assert.deepEqual(readOperationKey('vm_1_migrate_to_0', null), { resource: 'vm_1', task: 'migrate_to', interval: 0 });
    assert.deepEqual(readOperationKey('vm_migrate_from_0', 'migrate_from'), { resource: 'vm', task: 'migrate_from', interval: 0 });
    assert.deepEqual(readOperationKey('PING:0_monitor_10000', null), { resource: 'PING:0', task: 'monitor', interval: 10000 });
    assert.deepEqual(readOperationKey('db_server_pre_notify_promote_0', 'notify'), { resource: 'db_server', task: 'notify', interval: 0 });
    assert.deepEqual(readOperationKey('a_my_task_0', 'my_task'), { resource: 'a', task: 'my_task', interval: 0 });
  });

  it('calls a probe what the key calls it', () => {
    assert.deepEqual(readOperationKey('FAKE2_monitor_0', 'probe'), { resource: 'FAKE2', task: 'monitor', interval: 0 });
  });

  it('is nothing where there is none', () => {
    for (const key of ['', 'start', '_start_0', 'start_0', 'FAKE1_start', 'FAKE1_start_x']) assert.equal(readOperationKey(key, null), null, key);
  });

  it('gives back what it was made of, whatever the resource is called', () => {
    const task = fc.constantFrom('start', 'stop', 'monitor', 'promote', 'demote', 'migrate_to', 'migrate_from', 'reload-agent', 'asyncmon');
    fc.assert(fc.property(fc.string({ minLength: 1 }), task, fc.nat(), (id, name, interval) => {
      assert.deepEqual(readOperationKey(`${id}_${name}_${interval}`, name), { resource: id, task: name, interval });
    }));
  });
});

describe('A value', () => {
  it('is yes or no in any of Pacemaker\'s spellings', () => {
    assert.deepEqual(['true', 'YES', 'on', '1', 'y'].map(readBoolean), [true, true, true, true, true]);
    assert.deepEqual(['false', 'No', 'off', '0', 'n'].map(readBoolean), [false, false, false, false, false]);
    assert.deepEqual(['', 'maybe', null].map(readBoolean), [null, null, null]);
  });

  it('is a score up to INFINITY', () => {
    assert.deepEqual(['0', '100', '-200', '+5', '1000000', 'INFINITY', '-INFINITY', '+INFINITY', '-1000000'].map(readScore), [0, 100, -200, 5, Infinity, Infinity, -Infinity, Infinity, -Infinity]);
    assert.deepEqual(['', 'x', '1.5', null].map(readScore), [null, null, null, null]);
  });

  it('of an agent has single colons', () => {
    assert.equal(normalizeAgent('ocf::heartbeat:VirtualDomain'), 'ocf:heartbeat:VirtualDomain');
    assert.equal(normalizeAgent('ocf:heartbeat:VirtualDomain'), 'ocf:heartbeat:VirtualDomain');
    assert.equal(normalizeAgent('stonith:fence_virsh'), 'stonith:fence_virsh');
    assert.equal(normalizeAgent('systemd:getty@tty1'), 'systemd:getty@tty1');
  });

  it('may have any name in a record', () => {
    const record = namedRecord([['__proto__', 'a'], ['constructor', 'b']]);
    assert.deepEqual(Object.keys(record), ['__proto__', 'constructor']);
    assert.equal(record['toString'], undefined);
    assert.equal(JSON.stringify(record), '{"__proto__":"a","constructor":"b"}');
  });
});

describe('A name', () => {
  it('is that of a secret', () => {
    for (const name of ['passwd', 'password', 'Password', 'snmp_priv_passwd', 'ipmi_password', 'secret_key', 'access_key', 'apikey', 'api-key', 'session_token', 'community', 'auth_key', 'private_key', 'pass', 'smtp_pass', 'passphrase']) {
      assert.equal(isSecretName(name), true, name);
    }
  });

  it('is not', () => {
    for (const name of ['passwd_script', 'identity_file', 'password-script', 'secret_file', 'ip', 'login', 'plug', 'pcmk_host_list', 'config', 'hypervisor', 'bypass', 'keymap', 'monkey', 'ping', 'spin_count', 'path', 'key_file', 'compass']) {
      assert.equal(isSecretName(name), false, name);
    }
  });
});
