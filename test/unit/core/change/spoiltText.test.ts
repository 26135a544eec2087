import assert from 'node:assert/strict';
import { spoiltText } from '../../../../src/core/change/spoiltText';
import type { Task } from '../../../../src/core/change/task';
import { Secret } from '../../../../src/core/secret';

const called = (value: string): Task => ({ kind: 'setProperty', name: 'cluster-name', value });
const spoiling = (task: Task, pacemaker: string | null) => spoiltText(task, pacemaker)?.spoiling ?? null;

describe('A text that would not be kept', () => {
  const cases: readonly (readonly [text: string, before213: string | null, before218: string | null])[] = [
    ['plain <&>"\' text', null, null],
    ['Köln', 'not-kept', null],
    ['"Köln', 'not-kept', null],
    ['ü & "x"', 'not-kept', 'not-kept'],
    ['日本<', 'not-kept', 'not-kept'],
    ['a\tb', 'not-kept', 'not-kept'],
    ['a\nb', 'not-kept', 'not-kept'],
  ];
  for (const [text, before213, before218] of cases) {
    it(`is judged by the version of Pacemaker: ${JSON.stringify(text)}`, () => {
      const versions = ['2.0.5', '2.1.2', '2.1.3', '2.1.5', '2.1.7', null, '2.1.8', '3.0.0'];
      assert.deepEqual(versions.map((version) => spoiling(called(text), version)), [before213, before213, before218, before218, before218, before218, null, null]);
    });
  }

  it('is refused everywhere where no XML can hold it', () => {
    for (const text of ['a\u0001b', '\u001b[31m', '\ufffe', '\ud800']) assert.equal(spoiling(called(text), '3.0.0'), 'not-in-xml', JSON.stringify(text));
    assert.equal(spoiling(called('😀'), '3.0.0'), null);
  });

  it('is found in every name and value, and a secret is told by what it is', () => {
    const create: Task = { kind: 'updateResource', resource: 'A', parameters: { 'ü"': 'x' }, meta: {}, operations: null };
    assert.deepEqual(spoiltText(create, '2.1.5'), { text: 'ü"', spoiling: 'not-kept' });
    const secret: Task = { kind: 'updateResource', resource: 'A', parameters: { passwd: new Secret('ü"', 'passwd of A') }, meta: {}, operations: null };
    assert.deepEqual(spoiltText(secret, '2.1.5'), { text: 'passwd of A', spoiling: 'not-kept' });
  });

  it('is found in a whole configuration, and not in the quotes of a rule', () => {
    const configuration = (xml: string): Task => ({
      kind: 'replaceConfiguration', version: { adminEpoch: 0, epoch: 1, numUpdates: 0 }, patch: [], configuration: new Secret(xml, 'the configuration'), removed: [], added: [], checkpoint: null,
    });
    assert.equal(spoiling(configuration('<cib><nvpair value="ü &amp; x"/></cib>'), '2.1.5'), 'not-kept');
    assert.equal(spoiling(configuration('<cib><nvpair value="x &amp; ü"/><nvpair value="&lt;"/></cib>'), '2.1.5'), null);
    assert.equal(spoiling({ kind: 'addRule', resource: 'A', rule: 'rack eq "ü"', score: '1', role: null }, '2.1.5'), null);
  });
});
