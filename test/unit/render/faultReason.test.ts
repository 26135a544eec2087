import assert from 'node:assert/strict';
import type { LinkReason } from '../../../src/core/fault';
import { knownFromText, reasonText } from '../../../src/render/faultReason';
import { t } from './plainTranslate';

/** The compiler asks for a reason that is missing. */
const reasons: Record<LinkReason, true> = {
  'name-missing': true, 'option-like': true, 'shell-character': true, 'port-range': true, 'too-many-jumps': true, 'no-host': true,
  'closed-at-once': true, 'closed-in-login': true, closed: true, 'no-answer': true, 'binary-revocation-list': true,
};

describe('A reason', () => {
  it('of ours is put into words', () => {
    for (const reason of Object.keys(reasons)) {
      const words = reasonText(reason, t);
      assert.notEqual(words, reason);
      assert.match(words, / /);
    }
  });

  it('of others stands in their words, without what cannot be seen', () => {
    assert.equal(reasonText('connect ENETUNREACH 192.0.2.1:22', t), 'connect ENETUNREACH 192.0.2.1:22');
    assert.equal(reasonText('', t), '…');
    assert.ok(!reasonText('a\u202Eb', t).includes('\u202E'));
  });

  it('says where a known key stands', () => {
    assert.equal(knownFromText('/home/joe/.ssh/known_hosts:3', t), '/home/joe/.ssh/known_hosts:3');
    assert.match(knownFromText('trusted-here', t), /editor/);
    assert.match(knownFromText('given', t), /beforehand/);
  });
});
