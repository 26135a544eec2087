import assert from 'node:assert/strict';
import type { ImpossibleFault } from '../../../src/core/fault';
import { faultText } from '../../../src/render/faultText';
import { t } from './plainTranslate';

const base = { code: 'change-impossible', name: 'web' } as const;

/** One of each reason: the compiler asks for a reason that is missing. */
const faults: { readonly [W in ImpossibleFault['why']]: ImpossibleFault & { readonly why: W } } = {
  'option-like': { ...base, why: 'option-like', name: '--force' },
  'ambiguous': { ...base, why: 'ambiguous', name: 'with' },
  'implicit': { ...base, why: 'implicit', name: 'guest1' },
  'fence-device': { ...base, why: 'fence-device' },
  'no-score': { ...base, why: 'no-score', name: 'much' },
  'not-set': { ...base, why: 'not-set', name: 'stonith-enabled' },
  'no-one-place': { ...base, why: 'no-one-place' },
  'not-a-clone': { ...base, why: 'not-a-clone' },
  'exists': { ...base, why: 'exists', name: 'colocation-a-b-INFINITY' },
  'same-group': { ...base, why: 'same-group', name: 'grp' },
  'fence-alone': { ...base, why: 'fence-alone', name: 'fence-web' },
  'no-primitive': { ...base, why: 'no-primitive', name: 'grp' },
  'nothing-chosen': { ...base, why: 'nothing-chosen', name: '' },
  'not-a-group': { ...base, why: 'not-a-group' },
  'not-groupable': { ...base, why: 'not-groupable' },
  'empties-group': { ...base, why: 'empties-group', name: 'grp' },
  'no-place': { ...base, why: 'no-place' },
  'unchanged': { ...base, why: 'unchanged', name: 'priority' },
  'no-id': { ...base, why: 'no-id', name: 'a b' },
  'taken': { ...base, why: 'taken' },
  'no-clone': { ...base, why: 'no-clone' },
  'no-utilization': { ...base, why: 'no-utilization' },
  'no-own-score': { ...base, why: 'no-own-score', name: 'order-a-b-mandatory' },
  'twice': { ...base, why: 'twice' },
  'tagged': { ...base, why: 'tagged', of: 'floor-1' },
  'in-set': { ...base, why: 'in-set', of: 'order-sets' },
  'bundle-full': { ...base, why: 'bundle-full', of: 'httpd' },
  'level-exists': { ...base, why: 'level-exists', name: 'host1' },
  'template': { ...base, why: 'template', pcs: '0.12.0.2' },
  'not-a-member': { ...base, why: 'not-a-member', of: 'grp' },
  'cannot-name': { ...base, why: 'cannot-name', pcs: '0.9.169' },
  'no-container': { ...base, why: 'no-container', name: 'podman', pcs: '0.9.169' },
  'cluster-runs': { ...base, why: 'cluster-runs', name: 'host1' },
  'set-up': { ...base, why: 'set-up', name: 'host1' },
  'not-set-up': { ...base, why: 'not-set-up', name: 'host1' },
  'twice-host': { ...base, why: 'twice-host', name: 'host1' },
  'still-member': { ...base, why: 'still-member', name: 'host1' },
  'waits-for-fencing': { ...base, why: 'waits-for-fencing', name: 'host1' },
  'no-node-clear': { ...base, why: 'no-node-clear', name: 'host1', pcs: '0.9.150' },
  'no-guest-node': { ...base, why: 'no-guest-node', name: 'vm-guest1', pcs: '0.9.157' },
  'no-words': { ...base, why: 'no-words', name: 'a-with-b', words: 'node-attribute', pcs: '0.11.5' },
  'open-quote': { ...base, why: 'open-quote', name: '"north' },
  'no-rule-value': { ...base, why: 'no-rule-value', name: 'north hall', pcs: '0.12.0.2' },
  'not-a-host': { ...base, why: 'not-a-host', name: 'guest1' },
  'is-guest': { ...base, why: 'is-guest', name: 'guest1' },
  'not-unclean': { ...base, why: 'not-unclean', name: 'host1' },
  'in-service': { ...base, why: 'in-service', name: 'host1' },
  'value-not-set': { ...base, why: 'value-not-set', name: 'rack' },
  'not-in-xml': { ...base, why: 'not-in-xml' },
  'not-kept': { ...base, why: 'not-kept', name: 'Köln & Bonn' },
  'secret-name': { ...base, why: 'secret-name', name: 'api_token' },
  'operations-changed': { ...base, why: 'operations-changed', name: 'web' },
  'operation-twice': { ...base, why: 'operation-twice', name: 'monitor' },
  'operation-word': { ...base, why: 'operation-word', name: 'trace_ra' },
  'not-a-number': { ...base, why: 'not-a-number', name: 'much' },
  'node-exists': { ...base, why: 'node-exists', name: 'host1' },
  'address-is-name': { ...base, why: 'address-is-name', name: 'host3' },
  'no-history': { ...base, why: 'no-history', name: 'host1' },
  'inside': { ...base, why: 'inside', instead: 'web-clone' },
  'carries-node': { ...base, why: 'carries-node', name: 'vm-guest1', node: 'guest1' },
  'cannot-move': { ...base, why: 'cannot-move', pcs: '0.10.8' },
  'cannot-clean-up': { ...base, why: 'cannot-clean-up', pcs: '0.9.158' },
};

describe('impossibleText', () => {
  for (const fault of Object.values(faults)) {
    const text = faultText(fault, t);

    it(`${fault.why}: ${text}`, () => {
      for (const [key, value] of Object.entries(fault)) if (key !== 'code' && key !== 'why') assert.ok(text.includes(value), `says ${key}`);
      assert.match(text, /\. (Use|Choose|Give|Take|Add|Delete|Change) /, 'says what to do');
      assert.match(text, /^[^{}\n]+\.$/, 'is whole sentences with every place filled');
    });
  }

  it('says each reason otherwise', () => {
    const texts = Object.values(faults).map((fault) => faultText({ ...fault, name: 'x' }, t));
    assert.equal(new Set(texts).size, texts.length);
  });

  it('shows a name as it is, with nothing hidden in it', () => {
    assert.match(faultText({ ...base, why: 'fence-device', name: 'a\u202e\nb' }, t), /a\\u\{202e\}\\nb/);
  });
});
