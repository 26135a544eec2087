import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ActionTarget } from '../../../src/actions/action';
import { contextValue, isTarget, targetPattern } from '../../../src/actions/contextValue';
import { flagsByKind } from '../../../src/render/flags';
import type { SubjectKind } from '../../../src/render/row';

const kinds = Object.keys(flagsByKind) as SubjectKind[];
const subjectKind = fc.constantFrom(...kinds);
const flagsOf = (kind: SubjectKind) => fc.subarray([...flagsByKind[kind]]);
const valueOf = (kind: SubjectKind, flags: readonly string[]) => contextValue({ subject: { kind }, flags });

describe('contextValue', () => {
  it('is the kind, then the flags', () => {
    assert.equal(valueOf('cluster', ['active', 'connected']), 'cluster+active+connected');
    assert.equal(valueOf('heading', []), 'heading');
  });

  it('is matched by the pattern exactly where isTarget says so', () => {
    const target = subjectKind.chain((kind) => fc.record({ kind: fc.constant(kind), all: flagsOf(kind), none: flagsOf(kind) }));
    const value = subjectKind.chain((kind) => flagsOf(kind).map((flags) => valueOf(kind, flags)));
    const sameKind = target.chain((found) => fc.tuple(fc.constant(found), fc.oneof(value, flagsOf(found.kind).map((flags) => valueOf(found.kind, flags)))));
    fc.assert(fc.property(sameKind, ([found, text]) => {
      assert.equal(new RegExp(targetPattern(found as ActionTarget)).test(text), isTarget(found as ActionTarget, text));
    }), { numRuns: 500 });
  });

  it('asks for every flag and against every other', () => {
    const target: ActionTarget = { kind: 'cluster', all: ['connected'], none: ['practice'] };
    assert.equal(isTarget(target, 'cluster+connected'), true);
    assert.equal(isTarget(target, 'cluster+connected+practice'), false);
    assert.equal(isTarget(target, 'cluster+disconnected'), false);
    assert.equal(isTarget(target, 'node+connected'), false);
  });

  it('has kinds and flags of letters only, so that none is part of another', () => {
    for (const word of [...kinds, ...Object.values(flagsByKind).flat()]) assert.match(word, /^[a-zA-Z]+$/);
  });
});
