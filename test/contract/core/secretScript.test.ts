import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import type { Input } from '../../../src/core/change/plan';
import { Secret } from '../../../src/core/secret';
import { quote } from '../../../src/remote/quote';
import { scriptOf, scriptOfPlan, shownCommand } from '../../../src/render/commandText';
import { anyText } from '../../unit/anyText';
import { t } from '../../unit/render/plainTranslate';

/** What the program reads, when a shell runs the script and a person types these. */
function read(shell: 'bash' | 'sh', input: Input, typed: readonly string[]): string {
  const script = scriptOf(['cat'], input, quote, t);
  const { stdout, stderr, status } = spawnSync(shell, ['-c', `LC_ALL=C.UTF-8\nset -e\n${script}`], { input: typed.map((line) => `${line}\n`).join(''), encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout;
}

describe('A command with a secret, as a script', () => {
  for (const shell of ['bash', 'sh'] as const) it(`asks for the secret and hands over what was run, whatever is in it: ${shell}`, () => {
    const typeable = anyText({ maxLength: 15 }).map((text) => text.replace(/[\0\n\r]|\p{Cs}/gu, ''));
    fc.assert(fc.property(typeable, typeable, typeable, (one, other, around) => {
      const input: Input = ['<x a="', new Secret(one, "it's $(id)").inXml(), `" ${around}\n`, new Secret(other, 'another'), '/>'];
      assert.equal(read(shell, input, [one, other]), input.map((piece) => (piece instanceof Secret ? piece.reveal() : piece)).join(''));
    }), { numRuns: 30 });
    for (const awkward of [' a  b ', 'a\\nb', '&<>"\'', '\t', '$HOME `id` %s', '-n']) {
      assert.equal(read(shell, [new Secret(awkward, 'x'), '\n'], [awkward]), `${awkward}\n`);
      const input: Input = [new Secret(awkward, 'x').inXml(), '|', new Secret(awkward, 'x')];
      assert.equal(read(shell, input, [awkward, awkward]), input.map((piece) => (piece instanceof Secret ? piece.reveal() : piece)).join(''));
    }
  });

  // Of what is no terminal dash reads more than a line, so that a pipe is like a terminal to bash alone.
  it('asks a person, and not the line behind the question, where it is pasted line after line', () => {
    const script = scriptOfPlan({ commands: [['cat'], ['cat']], inputs: [['one: ', new Secret('a', 'first'), '\n'], ['other: ', new Secret('b', 'second'), '\n']] }, quote, t);
    assert.equal(spawnSync('bash', [], { input: `${script}\nhush 1\nhush 2\n`, encoding: 'utf8' }).stdout, 'one: hush 1\nother: hush 2\n');
    assert.equal(scriptOfPlan({ commands: [['cat']], inputs: [null] }, quote, t), 'cat');
  });

  it('holds the question and not the secret, as what is shown does not', () => {
    const input: Input = ['<x a="', new Secret('hush', 'password of dev').inXml(), '"/>'];
    assert.equal(scriptOf(['cibadmin', '--modify'], input, quote, t), [
      'printf %s \'password of dev: \' >&2; stty -echo 2>/dev/null || :; IFS= read -r secret1; stty echo 2>/dev/null || :; echo >&2',
      'printf %s \'<x a="\' "$(printf %s "$secret1" | sed \'s/&/\\&#38;/g; s/</\\&#60;/g; s/>/\\&#62;/g; s/"/\\&#34;/g; s/\\t/\\&#9;/g\')" \'"/>\' | cibadmin --modify',
    ].join('\n'));
    const line: Input = [new Secret('hush', 'password of hacluster'), '\n'];
    assert.match(scriptOf(['pcs', 'host', 'auth'], line, quote, t), /\nprintf '%s\\n' "\$secret1" \| pcs host auth$/);
    assert.equal(shownCommand(['pcs', 'host', 'auth'], line, quote), "pcs host auth <<< '••••••'");
    assert.equal(shownCommand(['cibadmin', '--modify'], input, quote), 'cibadmin --modify <<< \'<x a="••••••"/>\'');
    assert.equal(scriptOf(['pcs', 'a b'], null, quote, t), "pcs 'a b'");
  });
});
