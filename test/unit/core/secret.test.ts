import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { changeCommand } from '../../../src/core/change/changeCommand';
import type { Input, Plan } from '../../../src/core/change/plan';
import { Secret, withoutSecrets } from '../../../src/core/secret';
import { attribute, parseXml } from '../../../src/core/xml';
import { escapedForXml } from '../../../src/core/xmlText';
import { sameCommands } from '../../../src/session/changeEnding';
import { anyText } from '../anyText';
import { valueOf } from './fixtures';

const word = 'S3&c"r<e>t';
const secret = new Secret(word, 'password of fence-host1');

/** Whether a secret can be read off, in any spelling. */
const shows = (text: string) => text.includes(word) || text.includes(escapedForXml(word)) || /S3&?(amp|#38|#x26)?;?c/i.test(text);

describe('A secret', () => {
  it('shows itself to nobody', () => {
    const holder = { task: { parameters: { passwd: secret } }, list: [secret, secret.inXml()] };
    const error = new Error(`no: ${String(secret)}`, { cause: holder });
    const told = [
      String(secret), `${secret as unknown as string}`, JSON.stringify(holder), JSON.stringify(secret), inspect(holder, { depth: 9, showHidden: true, getters: true }),
      Object.entries(secret).join(), JSON.stringify(Object.getOwnPropertyDescriptors(secret)), [secret].join(), inspect(error, { showHidden: true, depth: 9 }), JSON.stringify(structuredClone(holder)), inspect(new Map([[1, secret]])),
    ];
    for (const text of told) assert.ok(!shows(text), text);
    assert.equal(secret.reveal(), word);
    assert.equal(JSON.stringify({ secret }), '{"secret":"••••••"}');
  });

  it('is spelled for XML so that it comes out as it was', () => {
    fc.assert(fc.property(anyText({ maxLength: 20 }), (value) => {
      fc.pre(!/[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFFFE\uFFFF]/.test(value));
      assert.equal(attribute(valueOf(parseXml(`<nvpair value="${new Secret(value, 'x').inXml().reveal()}"/>`)), 'value'), value);
    }));
  });

  it('is taken out of what a program says, in whatever spelling', () => {
    fc.assert(fc.property(anyText({ minLength: 1, maxLength: 20 }), (value) => {
      const said = `a ${value} b ${escapedForXml(value)} c ${Array.from(value, (character) => `&#x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()};`).join('')}`;
      fc.pre(!'a b c'.includes(value));
      const hidden = new Secret(value, 'x').hiddenIn(said);
      assert.ok(!hidden.includes(` ${value} `), hidden);
      assert.equal(hidden.split('••••••').length >= 4, true, hidden);
    }));
    assert.equal(new Secret('', 'x').hiddenIn('nothing'), 'nothing');
    assert.equal(secret.hiddenIn('S3&amp;c&quot;r&lt;e&gt;t'), '••••••');
  });

  it('is forgotten in a copy, in which all else is what it was', () => {
    const expects = [{ kind: 'configured' }];
    const data = { a: [1, secret, { b: secret.inXml() }], expects, none: null };
    const left = withoutSecrets(data);
    assert.equal((left.a[1] as Secret).reveal(), '');
    assert.equal((left.a[1] as Secret).question, secret.question);
    assert.equal(left.expects, expects);
    assert.equal(withoutSecrets(expects), expects);
    assert.ok(!JSON.stringify(left).includes(word));
  });

  it('goes to the standard input of its command, and comes back in no answer', () => {
    const input: Input = ['<nvpair value="', secret.inXml(), '"/>'];
    const command = changeCommand(['cibadmin', '--modify', '--xml-pipe'], input);
    assert.equal(command.stdin, `<nvpair value="${escapedForXml(word)}"/>`);
    assert.ok(!shows(JSON.stringify(command.argv)));
    const { stdin: _, ...rest } = command;
    assert.ok(!shows(inspect(rest)));
    const echoes = [
      `Call failed\n<failed>\n  <nvpair id="x" value="S3&amp;c&quot;r&lt;e&gt;t"/>\n</failed>\n`, `Error: value '${word}' is not allowed\n`, `error: <nvpair value="S3&amp;c&qu`, `Error: ${escapedForXml(word)}`,
    ];
    for (const stderr of echoes) {
      for (const [said, other] of [[stderr, ''], ['', stderr]] as const) {
        for (const exitCode of [0, 1, 124, null]) {
          const answer = command.parse({ stdout: other, stderr: said, exitCode }, 'host1');
          assert.ok(!shows(JSON.stringify(answer)), JSON.stringify(answer));
        }
      }
    }
    const answer = valueOf(command.parse({ stdout: '', stderr: `Error: value '${word}' is not allowed\n`, exitCode: 1 }, 'host1'));
    assert.equal(answer.kind === 'refused' && answer.said, "Error: value '••••••' is not allowed");
  });

  it('makes two plans differ where it differs', () => {
    const plan = (inputs: Plan['inputs']) => ({ commands: [['cibadmin']], inputs }) as unknown as Plan;
    assert.ok(sameCommands(plan([['a', secret]]), plan([['a', new Secret(word, 'asked otherwise')]])));
    assert.ok(sameCommands(plan(undefined), plan([null])));
    for (const other of [undefined, [null], [['a', new Secret('other', secret.question)]], [['a', secret.inXml()]], [['a', '••••••']], [['a']], [['b', secret]]]) {
      assert.ok(!sameCommands(plan([['a', secret]]), plan(other)), inspect(other));
    }
  });
});
