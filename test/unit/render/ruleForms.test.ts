import assert from 'node:assert/strict';
import { planChange } from '../../../src/core/change/planChange';
import { ruleForms, ruleOf, rulePartProblem, ruleValueProblem } from '../../../src/render/ruleForms';
import { ticketChoices, typedTicket } from '../../../src/render/ticketChoices';
import { typedWord, utilizationWords, wordChoices } from '../../../src/render/wordChoices';
import { dialects } from '../core/change/recordedDialects';
import { t } from './plainTranslate';
import { node, resource, snapshot } from './snapshotParts';

const samples = { equals: ['#uname', 'host1'], differs: ['rack', 'r1'], defined: ['rack', ''], not_defined: ['rack', ''], before: ['2027-01-31', ''], after: ['2027-01-31T09:30', ''], words: [' a eq b or (c eq d) ', ''] } as const;

describe('The rules that one is asked for', () => {
  it('are rules in the words of pcs, that every pcs is told', () => {
    const rules = ruleForms(t).map(({ value }) => ruleOf(value, samples[value][0], samples[value][1]));
    assert.deepEqual(rules, ['#uname eq host1', 'rack ne r1', 'defined rack', 'not_defined rack', 'date lt 2027-01-31', 'date gt 2027-01-31T09:30', 'a eq b or (c eq d)']);
    for (const rule of rules) for (const dialect of dialects) assert.ok(planChange({ kind: 'addRule', resource: 'web', rule, score: '5', role: null }, dialect, snapshot({ resources: [resource('web')] })).ok, rule);
  });

  it('take what pcs reads as one word, and say what is wrong with the rest', () => {
    for (const { value } of ruleForms(t)) assert.equal(rulePartProblem(value, samples[value][0], t), null, value);
    for (const typed of ['', 'a b', '-x', '1a', '#']) assert.ok(rulePartProblem('equals', typed, t), typed);
    for (const typed of ['', 'tomorrow', '2027-1-1', '2027-01-31 09:30']) assert.ok(rulePartProblem('before', typed, t), typed);
    assert.ok(rulePartProblem('words', '  ', t));
    for (const typed of ['r1', '10.0.0.5', 'fe80::1', 'a/b', 'north hall', 'größe=5']) assert.equal(ruleValueProblem(typed, t), null);
    for (const typed of ['', ' ', '-x', '"x"', 'a "b', '(x)']) assert.ok(ruleValueProblem(typed, t), typed);
  });

  it('have a value with blanks in it as one word for a pcs that takes words, and say that one that takes a string cannot have it', () => {
    const rule = ruleOf('equals', 'site', 'north hall');
    const plans = dialects.map((dialect) => planChange({ kind: 'addRule', resource: 'web', rule, score: '5', role: null }, dialect, snapshot({ resources: [resource('web')] })));
    assert.deepEqual(plans.map((plan) => (plan.ok ? plan.value.commands[0]?.slice(-3) : 'why' in plan.fault && plan.fault.why)), [...Array.from({ length: 3 }, () => ['site', 'eq', 'north hall']), 'no-rule-value']);
  });
});

describe('The words that one can choose from', () => {
  it('are those that are set, with their values, then the others, each once', () => {
    const choices = wordChoices({ known: { priority: 'what it is for', critical: 'else' }, set: { zebra: '1', priority: '10', 'a2': '', 'a10': '' } }, t);
    assert.deepEqual(choices.map(({ value, description, detail }) => [value, description, detail]), [['a2', 'now ', ''], ['a10', 'now ', ''], ['priority', 'now 10', 'what it is for'], ['zebra', 'now 1', ''], ['critical', 'not set', 'else']].map(([value, description, detail]) => [value, description === 'now ' ? choices[0]?.description : description, detail]));
    assert.deepEqual(Object.keys(utilizationWords({ nodes: [node('host1', { utilization: { hv_memory: '5', cpu: '2' } })] }, t)), ['cpu', 'memory', 'hv_memory']);
  });

  it('or any other name that is one', () => {
    const typed = typedWord('my-word', t);
    assert.ok(typeof typed === 'object' && typed.value === 'my-word');
    for (const wrong of ['a b', '-x', 'a=b', '1']) assert.equal(typeof typedWord(wrong, t), 'string', wrong);
    assert.equal(typeof typedTicket('a b', t), 'string');
  });

  it('and tickets say whether they are granted', () => {
    const constraint = { id: 'x', leftover: false, kind: 'ticket', ticket: 'b', resource: 'web', role: null, lossPolicy: null, sets: [] } as const;
    const choices = ticketChoices({ tickets: [{ id: 'a', granted: true, standby: null, lastGranted: null }], constraints: [constraint] }, t);
    assert.deepEqual(choices.map(({ value, description }) => [value, description]), [['a', 'granted here'], ['b', 'not granted here']]);
  });
});
