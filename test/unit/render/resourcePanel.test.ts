import assert from 'node:assert/strict';
import fc from 'fast-check';
import { agentChoices } from '../../../src/render/agentChoices';
import { panelPage } from '../../../src/render/panelPage';
import { readPanelMessage } from '../../../src/render/readPanelMessage';

describe('a message from a panel', () => {
  it('is taken as it is meant', () => {
    for (const kind of ['ready', 'submit', 'copy']) assert.deepEqual(readPanelMessage({ kind, more: 1 }), { kind });
    assert.deepEqual(readPanelMessage({ kind: 'edited', values: { id: 'a' }, more: 1 }), { kind: 'edited', values: { id: 'a' } });
  });

  const none: readonly unknown[] = [
    null, undefined, 1, 'ready', [], {}, { kind: 'other' }, { kind: ['ready'] }, { kind: 'edited' }, { kind: 'edited', values: null }, { kind: 'edited', values: ['a'] },
    { kind: 'edited', values: { id: 1 } }, { kind: 'edited', values: { id: { toString: () => 'a' } } }, { kind: 'edited', values: { id: 'x'.repeat(100_001) } },
    { kind: 'edited', values: { ['x'.repeat(1_001)]: 'a' } }, { kind: 'edited', values: Object.fromEntries(Array.from({ length: 2_001 }, (_, index) => [`f${index}`, 'a'])) },
  ];
  for (const [index, message] of none.entries()) it(`is none where it is not shaped like one (${index + 1})`, () => assert.equal(readPanelMessage(message), null));

  it('takes no prototype over', () => {
    const read = readPanelMessage(JSON.parse('{"kind":"edited","values":{"__proto__":"a","constructor":"b"}}'));
    assert.ok(read?.kind === 'edited');
    assert.deepEqual(Object.entries(read.values), [['__proto__', 'a'], ['constructor', 'b']]);
    assert.equal(Object.getPrototypeOf(read.values), Object.prototype);
  });

  it('is read or refused, whatever comes, and never throws', () => {
    fc.assert(fc.property(fc.anything(), (message) => {
      const read = readPanelMessage(message);
      assert.ok(read === null || ['ready', 'submit', 'copy', 'edited'].includes(read.kind));
    }));
  });
});

describe('the page of a panel', () => {
  const page = panelPage({ language: 'de', title: '"><script>alert(1)</script>', script: 'https://x/a.js?a&b', style: 'https://x/a.css', source: 'https://x', nonce: 'abc123' });

  it('runs only the script that has the nonce, and loads only its style', () => {
    const policy = /content="(default-src[^"]*)"/.exec(page)?.[1];
    assert.equal(policy, "default-src 'none'; script-src 'nonce-abc123'; style-src https://x 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; base-uri 'none'; form-action 'none'");
    assert.equal(page.match(/<script/g)?.length, 1);
    assert.match(page, /<script defer nonce="abc123" src="https:\/\/x\/a\.js\?a&#38;b"><\/script>/);
  });

  it('has names as text', () => {
    assert.match(page, /<title>&#34;&#62;&#60;script&#62;alert\(1\)&#60;\/script&#62;<\/title>/);
  });
});

describe('the choice of an agent', () => {
  const agents = ['systemd:nginx', 'ocf:pacemaker:Dummy', 'stonith:fence_xvm', 'ocf:heartbeat:VirtualDomain', 'ocf:heartbeat:apache', 'lsb:old', 'ocf:heartbeat:IPaddr10', 'ocf:heartbeat:IPaddr2'];
  const listed = (wanted: 'resource' | 'fencing', descriptions: ReadonlyMap<string, string> = new Map()) => agentChoices(agents, descriptions, wanted).map(({ title, choices }) => [title, ...choices.map(({ label }) => label)]);

  it('is in order of class and provider, those first that are written for clusters', () => {
    assert.deepEqual(listed('resource'), [['ocf:heartbeat', 'apache', 'IPaddr2', 'IPaddr10', 'VirtualDomain'], ['ocf:pacemaker', 'Dummy'], ['systemd', 'nginx'], ['lsb', 'old']]);
    assert.deepEqual(listed('fencing'), [['stonith', 'fence_xvm']]);
  });

  it('says what an agent is for, as soon as that is known', () => {
    const [group] = agentChoices(agents, new Map([['ocf:heartbeat:apache', 'Manages an\nApache web server']]), 'resource');
    assert.deepEqual(group?.choices.map(({ detail, value }) => [value, detail]).slice(0, 2), [['ocf:heartbeat:apache', 'Manages an Apache web server'], ['ocf:heartbeat:IPaddr2', '']]);
  });
});
