import assert from 'node:assert/strict';
import { isReached } from '../../../../src/core/change/isReached';
import { planChange } from '../../../../src/core/change/planChange';
import { fixture, snapshotOf, valueOf } from '../fixtures';
import { dialect } from './recordedDialects';

const rule = (id: string, score: string) => `<rule id="${id}" ${score}><expression id="${id}-e" attribute="#uname" operation="eq" value="alpha"/></rule>`;
const location = (...rules: readonly string[]) => `<rsc_location id="by-rule" rsc="vm-web">${rules.join('')}</rsc_location>`;
const cluster = (constraint: string) => snapshotOf({ status: fixture('rendered/mixed/status.xml'), cib: fixture('rendered/mixed/cib.xml').replace('</constraints>', `${constraint}</constraints>`) });
const setScore = (constraint: string, score: string, of?: string) => planChange({ kind: 'setScore', constraint: 'by-rule', score, ...(of === undefined ? {} : { rule: of }) }, dialect('0.11.5'), cluster(constraint));

describe('The score of a rule', () => {
  it('is changed at its place, the rule itself left alone, and is taken back the same way', () => {
    const one = location(rule('r1', 'score="-INFINITY"'));
    const { commands, expects, undo } = valueOf(setScore(one, '20'));
    assert.deepEqual(commands, [['cibadmin', '--modify', '--scope', 'constraints', '--xml-text', '<rsc_location id="by-rule"><rule id="r1" score="20"/></rsc_location>']]);
    assert.deepEqual(undo, [{ kind: 'setScore', constraint: 'by-rule', score: '-INFINITY', rule: 'r1' }]);
    assert.ok(expects.every((expectation) => !isReached(expectation, cluster(one)) && isReached(expectation, cluster(location(rule('r1', 'score="20"'))))));
  });

  it('is that of the one that is meant where there are several', () => {
    const two = location(rule('r1', 'score="5"'), rule('r2', 'score="6"'));
    assert.equal(setScore(two, '7').ok, false);
    assert.match(JSON.stringify(valueOf(setScore(two, '7', 'r2')).commands), /id=\\"r2\\" score=\\"7\\"/);
    assert.equal(setScore(two, '7', 'r3').ok, false);
    assert.equal(setScore(two, '6', 'r2').ok, false);
  });

  it('is not there where an attribute of the node says it, or another constraint has the rule', () => {
    assert.equal(setScore(location(rule('r1', 'score-attribute="rack"')), '7').ok, false);
    assert.equal(setScore(`${location('<rule id-ref="r9"/>')}<rsc_location id="other" rsc="vm-plain">${rule('r9', 'score="5"')}</rsc_location>`, '7').ok, false);
  });

  it('is no score of its own of a node', () => {
    const constraint = cluster(location(rule('r1', 'score="5"'))).constraints.find(({ id }) => id === 'by-rule');
    assert.deepEqual(constraint?.kind === 'location' && constraint.ruleScores, [{ id: 'r1', score: '5', text: '5 if #uname eq alpha' }]);
  });
});
