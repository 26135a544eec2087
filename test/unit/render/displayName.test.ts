import assert from 'node:assert/strict';
import fc from 'fast-check';
import { displayName, displayText } from '../../../src/render/displayName';
import { anyText } from '../anyText';

describe('displayName', () => {
  for (const [name, shown] of [
    ['vm-guest1', 'vm-guest1'],
    ['a b', 'a b'],
    ['Jürgen 日本', 'Jürgen 日本'],
    ['$(rm) `x` "y" <b>', '$(rm) `x` "y" <b>'],
    ['', '""'],
    ['a\nb\tc\r', 'a\\nb\\tc\\r'],
    ['\u202eevil', '\\u{202e}evil'],
    ['zero\u200bwidth', 'zero\\u{200b}width'],
    ['a\u00a0b', 'a\\u{a0}b'],
    ['\u001b[31m', '\\u{1b}[31m'],
    ['half \ud800', 'half \\u{d800}'],
    [' a  b ', '\\u{20}a\\u{20}\\u{20}b\\u{20}'],
    ['__proto__', '__proto__'],
  ] as const) {
    it(`shows ${JSON.stringify(name)} as ${shown}`, () => assert.equal(displayName(name), shown));
  }

  it('cuts what is very long, and says so', () => {
    assert.equal(displayName('x'.repeat(120)), 'x'.repeat(120));
    assert.equal(displayName('x'.repeat(1_000_000)), `${'x'.repeat(120)}…`);
    assert.equal(displayName('😀'.repeat(200)), `${'😀'.repeat(120)}…`);
  });

  it('is one line of bounded length without anything invisible, whatever the name', () => {
    fc.assert(fc.property(anyText({ maxLength: 40 }), (name) => {
      const shown = displayName(name);
      assert.doesNotMatch(shown, /[\p{C}\p{Zl}\p{Zp}]/u);
      assert.ok(shown.length > 0 && shown.length <= 120 * '\\u{10ffff}'.length + 1);
    }));
  });

  it('makes one line of a message', () => {
    assert.equal(displayText('Error: one\n  two\n'), 'Error: one two');
    assert.equal(displayText('y'.repeat(500)), `${'y'.repeat(400)}…`);
  });
});
