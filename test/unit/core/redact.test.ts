import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readCib } from '../../../src/core/readCib';
import { redactCib, redactDomain } from '../../../src/core/redact';
import { snapshotToJson } from '../../../src/core/snapshotJson';
import { attribute, parseXml, type XmlElement } from '../../../src/core/xml';
import { fixture, snapshotOf, valueOf } from './fixtures';
import { anyText } from '../anyText';

const cib = fixture('rendered/mixed/cib.xml');

describe('A CIB to look at', () => {
  it('shows no secret, and nothing else is changed', () => {
    const shown = redactCib(cib);
    assert.equal(cib.split('not-to-be-seen').length, 4);
    assert.ok(!shown.includes('not-to-be-seen'));
    assert.equal(shown, cib.replaceAll('not-to-be-seen', '********'));
    assert.ok(readCib(shown).ok);
  });

  it('is the same when there is nothing to hide', () => {
    const text = fixture('bookworm/50-clone-promotable-group/cibadmin-Q.out');
    assert.equal(redactCib(text), text);
  });

  it('hides a secret however its tag is written', () => {
    for (const pair of [
      '<nvpair id="a" name="passwd" value="s3cret"/>',
      "<nvpair value='s3cret' name='passwd' id='a'/>",
      '<nvpair\n  id = "a"\n  value = "s3cret"\n  name = "passwd"\n/>',
      '<nvpair id="a" name="passwd" value="s3cret"></nvpair>',
      '<nvpair id="a" name="p&#97;ssw&#x64;" value="s3cret"/>',
      '<nvpair id="a" value="x &gt; s3cret &quot; > y" name="passwd"/>',
      `<nvpair id="a" value="it's s3cret" name="passwd"/>`,
      `<nvpair value=" name='harmless' s3cret" name="passwd" id="a"/>`,
      '<!-- <nvpair id="a" name="passwd" value="s3cret"/> -->',
    ]) {
      assert.ok(!redactCib(`<cib>${pair}</cib>`).includes('s3cret'), pair);
    }
  });

  it('hides a value that is used under a secret name elsewhere', () => {
    const text = '<cib><nvpair id="shared" name="x" value="s3cret"/><nvpair id-ref="shared" name="password"/></cib>';
    assert.ok(!redactCib(text).includes('s3cret'));
  });

  it('stays the document it was but for those values', () => {
    const name = fc.constantFrom('passwd', 'ip', 'secret_key', 'login', 'name');
    const value = anyText();
    const escape = (text: string) => text.replace(/[^ -~]|[&<>"']/gu, (character) => `&#${character.codePointAt(0)};`);
    fc.assert(fc.property(fc.array(fc.tuple(name, value)), (pairs) => {
      const text = `<cib>${pairs.map(([key, secret], index) => `<nvpair id="p${index}" name="${key}" value="${escape(secret)}"/>`).join('')}</cib>`;
      const [before, after] = [text, redactCib(text)].map((document) => valueOf(parseXml(document)).children) as [readonly XmlElement[], readonly XmlElement[]];
      for (const [index, pair] of after.entries()) {
        const secret = /passwd|secret/.test(attribute(pair, 'name') ?? '');
        assert.equal(attribute(pair, 'value'), secret ? '********' : attribute(before[index] as XmlElement, 'value'));
      }
    }), { numRuns: 50 });
  });
});

describe('A domain to look at', () => {
  it('shows no password of its consoles', () => {
    const text = "<domain><name>passwd='x'</name><graphics type='vnc' port='-1' passwd='s3cret' listen='127.0.0.1'/></domain>";
    assert.equal(redactDomain(text), `<domain><name>passwd='x'</name><graphics type='vnc' port='-1' passwd="********" listen='127.0.0.1'/></domain>`);
  });
});

describe('A snapshot', () => {
  it('holds no secret anywhere', () => {
    const snapshot = snapshotOf({ status: fixture('rendered/mixed/status.xml'), cib });
    assert.ok(!JSON.stringify(snapshot).includes('not-to-be-seen'));
    assert.ok(!JSON.stringify(snapshotToJson(snapshot)).includes('not-to-be-seen'));
    assert.match(JSON.stringify(snapshot), /"password":"\*{8}"/);
  });
});
