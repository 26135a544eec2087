import assert from 'node:assert/strict';
import { readWhere, readWho, whereArgv, withoutNoise } from '../../../src/remote/hostFacts';

describe('The facts of a host', () => {
  it('say who the account is', () => {
    assert.deepEqual(readWho('uid=1000(joe) gid=1000(joe) groups=1000(joe),990(haclient),27(sudo)\n'), { uid: 1000, user: 'joe', groups: ['joe', 'haclient', 'sudo'], noise: '' });
    assert.deepEqual(readWho('uid=0(root) gid=0(root) groups=0(root) context=unconfined_u:unconfined_r:unconfined_t:s0-s0:c0.c1023\n'), { uid: 0, user: 'root', groups: ['root'], noise: '' });
    assert.deepEqual(readWho('uid=10001(AD\\joe) gid=10000(domain users) groups=10000(domain users),990(haclient)\n')?.groups, ['domain users', 'haclient']);
    assert.deepEqual(readWho('uid=1234 gid=1234 groups=1234\n'), { uid: 1234, user: '1234', groups: [], noise: '' });
  });

  it('tell the login shell\'s own words apart', () => {
    assert.equal(readWho('Welcome!\nuid=0(root) gid=0(root) groups=0(root)\n')?.noise, 'Welcome!\n');
    assert.equal(readWho('no newline: uid=0(root) gid=0(root) groups=0(root)\n')?.noise, 'no newline: ');
    assert.equal(readWho('last login of uid=0(root) gid=0(root)\nuid=7(x) gid=7(x)\n')?.uid, 7);
    assert.equal(readWho('This account is currently not available.\n'), null);
    assert.equal(readWho(''), null);
    assert.equal(withoutNoise('Welcome!\n<crm_mon/>', 'Welcome!\n'), '<crm_mon/>');
    assert.equal(withoutNoise('Welcome at 10:00!\n', 'Welcome at 09:59!\n'), null);
  });

  it('say where programs are, the usual folder first', () => {
    const asked = whereArgv(['crm_mon', 'pcs']);
    assert.deepEqual(asked.slice(0, 5), ['env', 'LC_ALL=C', 'ls', '-d', '/usr/sbin/crm_mon']);
    assert.equal(asked.length, 4 + 12);
    assert.deepEqual([...readWhere('/bin/virsh\n/sbin/crm_mon\n/usr/bin/virsh\n/usr/sbin/crm_mon\n')].sort(), [['crm_mon', '/usr/sbin/crm_mon'], ['virsh', '/usr/bin/virsh']]);
    assert.deepEqual([...readWhere('ls: cannot access\n/opt/pcs\n')], []);
  });
});
