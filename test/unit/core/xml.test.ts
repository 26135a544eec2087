import assert from 'node:assert/strict';
import fc from 'fast-check';
import { attribute, childNamed, childrenNamed, firstAttribute, MAX_DOCUMENT_LENGTH, parseXml } from '../../../src/core/xml';
import { fixture, valueOf } from './fixtures';
import { anyText } from '../anyText';

function codeOf(text: string): string {
  const parsed = parseXml(text);
  return parsed.ok ? 'ok' : parsed.fault.code;
}

describe('An XML document', () => {
  it('gives elements, attributes and text', () => {
    const root = valueOf(parseXml('<?xml version="1.0"?>\n<!-- note --><a x="1"><b/><b y=\'2\'> text </b><![CDATA[ & ]]></a>\n'));
    assert.equal(root.name, 'a');
    assert.equal(attribute(root, 'x'), '1');
    assert.equal(attribute(root, 'z'), null);
    assert.equal(firstAttribute(root, 'z', 'x'), '1');
    assert.equal(childrenNamed(root, 'b').length, 2);
    assert.equal(childNamed(root, 'b')?.text, '');
    assert.equal(childrenNamed(root, 'b')[1]?.text, 'text');
    assert.equal(root.text, '&');
  });

  it('keeps values as they are written: no number is made of them', () => {
    const root = valueOf(parseXml('<a id="007" b="1e3" c="true" d=" x "/>'));
    assert.deepEqual(['id', 'b', 'c', 'd'].map((name) => attribute(root, name)), ['007', '1e3', 'true', ' x ']);
  });

  it('has the five entities and numeric references decoded, once', () => {
    const root = valueOf(parseXml('<a v="&lt;b&gt; &amp;amp; &quot;&apos; &#955; &#x3BB; &#10;">&amp;lt;</a>'));
    assert.equal(attribute(root, 'v'), '<b> &amp; "\' λ λ \n');
    assert.equal(root.text, '&lt;');
  });

  it('holds no control characters, as they are or as references', () => {
    const root = valueOf(parseXml('<a v="\x1b[31m &#27; &#0; &#xD800; &#x110000; \x9b">\x07</a>'));
    assert.equal(attribute(root, 'v'), '\uFFFD[31m \uFFFD \uFFFD \uFFFD \uFFFD \uFFFD');
    assert.equal(root.text, '\uFFFD');
  });

  it('may begin with a byte order mark and name its type', () => {
    assert.equal(valueOf(parseXml('\uFEFF<?xml version="1.0" encoding="utf-8"?><!DOCTYPE resource-agent SYSTEM "ra-api-1.dtd"><a/>')).name, 'a');
  });

  it('is refused when it declares entities or types', () => {
    for (const text of [
      '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
      '<!DOCTYPE a SYSTEM "a.dtd" [ <!ATTLIST a b CDATA "c"> ]><a/>',
      '<!doctype a [<!entity x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      '<!DOCTYPE a [\n<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>',
    ]) {
      assert.equal(codeOf(text), 'malformed', text);
    }
  });

  it('is refused when it uses an entity that nobody declared', () => {
    assert.equal(codeOf('<a b="&nbsp;"/>'), 'malformed');
    assert.equal(codeOf('<a b="&constructor;"/>'), 'malformed');
    assert.equal(codeOf('<a b="x & y"/>'), 'malformed');
  });

  it('is refused when it is more than one, or has words around it', () => {
    const whole = fixture('bookworm/10-guest-online-5-dummies/crm_mon-xml.out');
    for (const text of [whole + whole, `Last login: today\n${whole}`, `${whole}logout\n`, '<a/>b', 'b<a/>', '<a></a><b></b>', '<a/><b/>']) {
      assert.equal(codeOf(text), 'malformed', text.slice(0, 40));
    }
  });

  it('is refused when its tags do not match', () => {
    for (const text of ['<a><b></a></b>', '<a></b>', '</a>', '<a b="1" b="2"/>', '<a b=1/>', '<a <b/>/>', 'Error: no such thing', '<a b="<"/></a>', '{"a":1}']) {
      assert.equal(codeOf(text), 'malformed', text);
    }
  });

  it('is cut when it stops too soon', () => {
    for (const text of ['', '\n', '<', '<?xml version="1.0"?>', '<a', '<a b="', '<a b="1" ', '<a>', '<a><b/>', '<a><b', '<a><!-- ', '<a><![CDATA[ x', '<a>text', '<a></a', '<!-- x']) {
      assert.equal(codeOf(text), 'cut', text);
    }
  });

  it('is cut wherever a real one is cut', () => {
    const whole = fixture('bookworm/70-stonith-configured/crm_mon-xml.out').trimEnd();
    for (let length = 0; length < whole.length; length += length < 2000 ? 1 : 37) assert.equal(codeOf(whole.slice(0, length)), 'cut', `${length} of ${whole.length}`);
    assert.equal(codeOf(whole), 'ok');
  });

  it('is too large beyond a limit, before anything of it is looked at', () => {
    assert.equal(codeOf('x'.repeat(MAX_DOCUMENT_LENGTH + 1)), 'too-large');
  });

  it('may use names that mean something to JavaScript', () => {
    const root = valueOf(parseXml('<valueOf constructor="1" __proto__="2"><toString toString="3"/></valueOf>'));
    assert.equal(attribute(root, '__proto__'), '2');
    assert.equal(attribute(root, 'constructor'), '1');
    assert.equal(attribute(root, 'hasOwnProperty'), null);
    assert.equal(root.children.length, 1);
    assert.equal(({} as Record<string, unknown>)['2'], undefined);
  });

  it('nested beyond reason is refused', () => {
    assert.equal(codeOf('<a>'.repeat(5000) + '</a>'.repeat(5000)), 'malformed');
  });

  it('never makes the reader throw, whatever it is', () => {
    const scraps = fc.array(fc.oneof(fc.string(), fc.constantFrom('<', '>', '/>', '</', '<a', '<a>', '</a>', '"', "'", '=', '&', '&#', ';', '<!--', '-->', '<![CDATA[', ']]>', '<?', '?>', '<!DOCTYPE', '[', '__proto__')), { maxLength: 12 });
    fc.assert(fc.property(scraps, (parts) => {
      const parsed = parseXml(parts.join(''));
      assert.equal(typeof parsed.ok, 'boolean');
    }), { numRuns: 400 });
  });

  it('gives back any value that is written with its specials escaped', () => {
    const escape = (text: string) => text.replace(/[&<>"'\n\t\r]/g, (character) => `&#${character.charCodeAt(0)};`);
    const value = anyText().filter((text) => text === text.replace(/[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFFFE\uFFFF]/g, ''));
    fc.assert(fc.property(value, (text) => {
      assert.equal(attribute(valueOf(parseXml(`<a v="${escape(text)}"/>`)), 'v'), text);
    }));
  });
});
