import assert from 'node:assert/strict';
import { sudoOutcome, withoutPrompt } from '../../../src/remote/sudo';

/** What stands on stderr when sudo ends with status 1 and nothing on stdout. */
const observed: readonly (readonly [stderr: string, outcome: ReturnType<typeof sudoOutcome>])[] = [
  // sudo 1.9.13p3 on Debian 12, LC_ALL=C.
  ['sudo: a password is required\n', 'password-needed'],
  ['sudo: unable to resolve host vm: Name or service not known\nsudo: a password is required\n', 'password-needed'],
  ['sudo: sorry, you must have a tty to run sudo\n', 'needs-terminal'],
  ['Sorry, try again.\n3f:\nsudo: no password was provided\nsudo: 1 incorrect password attempt\n', 'password-wrong'],
  ['sudo: 3 incorrect password attempts\n', 'password-wrong'],
  ['bob is not in the sudoers file.\n', 'refused'],
  ["Sorry, user ann is not allowed to execute '/usr/bin/ls' as root on vm.\n", 'refused'],
  ['Sorry, user bob may not run sudo on vm.\n', 'refused'],
  ['sudo: /usr/sbin/nonesuch: command not found\n', 'program-missing'],
  ['sudo: /usr/bin/sudo must be owned by uid 0 and have the setuid bit set\n', 'unusable'],
  ['sudo: unable to open /etc/sudoers: No such file or directory\nsudo: no valid sudoers sources found, quitting\nsudo: error initializing audit plugin sudoers_audit\n', 'unusable'],
  // Older releases of sudo.
  ['bob is not in the sudoers file.  This incident will be reported.\n', 'refused'],
  ['bob is not allowed to run sudo on vm.  This incident will be reported.\n', 'refused'],
  ['sudo: sorry, a password is required to run sudo\n', 'password-needed'],
  // sudo-rs.
  ['sudo: interactive authentication is required\n', 'password-needed'],
  ["sudo: I'm sorry bob. I'm afraid I can't do that\n", 'refused'],
  ['sudo: Maximum 3 incorrect authentication attempts\n', 'password-wrong'],
  ["sudo: '/usr/sbin/nonesuch': command not found\n", 'program-missing'],
];

describe("sudo's answer", () => {
  for (const [stderr, outcome] of observed) {
    it(`${JSON.stringify(stderr.trim().split('\n').at(-1))} means ${outcome}`, () => assert.equal(sudoOutcome({ exitCode: 1, stdout: '', stderr }), outcome));
  }

  it('is the command\'s own whenever the command may have run', () => {
    assert.equal(sudoOutcome({ exitCode: 0, stdout: '', stderr: 'sudo: a password is required\n' }), 'ran');
    assert.equal(sudoOutcome({ exitCode: 1, stdout: 'x', stderr: 'sudo: a password is required\n' }), 'ran');
    assert.equal(sudoOutcome({ exitCode: 2, stdout: '', stderr: 'sudo: a password is required\n' }), 'ran');
    assert.equal(sudoOutcome({ exitCode: null, stdout: '', stderr: 'sudo: a password is required\n' }), 'ran');
    assert.equal(sudoOutcome({ exitCode: 1, stdout: '', stderr: 'sudo: a password is required\nError: cluster is not running\n' }), 'ran');
    assert.equal(sudoOutcome({ exitCode: 1, stdout: '', stderr: '' }), 'ran');
  });

  it('is freed of the question and of what came before it', () => {
    assert.equal(withoutPrompt('We trust you have received the usual lecture\n3f:Error: x\n', '3f:'), 'Error: x\n');
    assert.equal(withoutPrompt('3f:Sorry, try again.\n3f:\nsudo: 1 incorrect password attempt\n', '3f:'), '\nsudo: 1 incorrect password attempt\n');
    assert.equal(withoutPrompt('[sudo: 3f:] Password: Error: x\n', '3f:'), 'Error: x\n');
    assert.equal(withoutPrompt('Error: x\n', '3f:'), 'Error: x\n');
  });
});
