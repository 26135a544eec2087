import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { isSendable, quote } from '../../../src/remote/quote';
import { anyText } from '../anyText';

/** What a shell makes of the line, as sshd hands it over. */
function received(shell: string, argv: readonly string[]): readonly string[] {
  const line = quote(['printf', '%s\\0', ...argv]);
  const { stdout, status, stderr } = spawnSync(shell, ['-c', line], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout.split('\0').slice(0, -1);
}

const nasty = ['', ' ', "'", "''", '\\', '\\\\', "\\'", '!', '!!', 'a!b', '"', '`id`', '$(id)', '$HOME', '${HOME}', '*', '~', '~root', '=ls', '%1', '{a,b}', '#', ';', '&', '|',
  '<b>', '\n', 'a\nb', '\\\n', '!\n', '\t', '\r', '\x1b[31m', '\u202Eabc', 'ü', '__proto__', '-n', '--', 'a=b', '^a^b', '[x]', '?', '(', ')'];

describe('quote', () => {
  for (const shell of ['/bin/sh', '/bin/bash']) {
    it(`brings names with every special character unharmed through ${shell}`, () => assert.deepEqual(received(shell, nasty), nasty));
  }

  it('brings any arguments unharmed through /bin/sh', () => {
    const argument = fc.oneof(anyText(), fc.string({ unit: fc.constantFrom(...'\'"\\!$`\n ~*a=#;') }));
    const isText = (text: string) => !/[\0\p{Cs}]/u.test(text);
    fc.assert(
      fc.property(fc.array(argument.filter(isText), { minLength: 1, maxLength: 60 }), (argv) => assert.deepEqual(received('/bin/sh', argv), argv)),
      { numRuns: 40 },
    );
  });

  it('leaves ordinary words as they are', () => {
    assert.equal(quote(['env', 'LC_ALL=C', '/usr/sbin/crm_mon', '-1', '--output-as=xml']), 'env LC_ALL=C /usr/sbin/crm_mon -1 --output-as=xml');
  });

  it('says what no line can carry', () => {
    assert.equal(isSendable(['a\0b'], '/bin/sh'), false);
    assert.equal(isSendable(['\ud800'], '/bin/sh'), false);
    assert.equal(isSendable(['a\nb'], '/bin/sh'), true);
    assert.equal(isSendable(['a\nb'], null), true);
    assert.equal(isSendable(['a\nb'], '/bin/tcsh'), false);
    assert.equal(isSendable(['a\nb'], 'csh'), false);
    assert.equal(isSendable(['a b', "it's"], '/bin/csh'), true);
  });
});
