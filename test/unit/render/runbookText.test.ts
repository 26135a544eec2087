import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { markdownBlock, markdownText } from '../../../src/render/markdown';
import { runbookText } from '../../../src/render/runbookText';
import { anyText } from '../anyText';
import { bare, situation } from '../core/walkthrough/hostReports';
import { goldenText } from './goldenText';
import { t } from './plainTranslate';
import { pcsOf, setUps, telling } from './writtenSetUps';

/** As VS Code shows Markdown: HTML as it is, addresses as links. */
const markdown = new MarkdownIt({ html: true, linkify: true });
markdown.linkify.set({ fuzzyLink: false });

/** Kinds of what a text becomes, and the text that is then read. */
function shown(text: string): { readonly kinds: readonly string[]; readonly text: string } {
  const tokens = markdown.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
  return { kinds: [...new Set(tokens.map(({ type }) => type))], text: tokens.filter(({ type }) => type === 'text' || type === 'text_special').map(({ content }) => content).join('') };
}

/** What somebody would call a thing who means harm. */
const hostile = fc.array(fc.oneof(
  fc.constantFrom('```', '~~~', '\n', '\r\n', '# ', '- ', '+ ', '1. ', '> ', '| a |\n|---|', '<b>', '<!--', '<script>', '&lt;', '&#42;', '**', '__', '_', '*', '`', '``', '[a](b)', '![a](b)', '[a]: b\n', 'http://a.example', 'https://a', '//a', 'mailto:a@b.example', 'a@b.example', '\\', '\\\\', '    ', '\t', '===', '---', '$x$', '$$', '</details>', '~~a~~'),
  anyText({ maxLength: 8 }),
), { maxLength: 8 }).map((pieces) => pieces.join(''));

describe('A set-up as a runbook', () => {
  for (const [name, of] of Object.entries(setUps)) {
    it(`is as it was accepted: ${name}`, () => goldenText(`runbook-${name}`, runbookText(of, telling(of, pcsOf(name)), t)));
  }

  it('has the text of others stand in a paragraph as the text that it is', () => {
    fc.assert(fc.property(hostile, (text) => {
      const { kinds, text: read } = shown(`The ${markdownText(text)}`);
      assert.deepEqual(kinds.filter((kind) => !['paragraph_open', 'paragraph_close', 'inline', 'text', 'text_special'].includes(kind)), []);
      assert.equal(read.replace(/\s+/g, ''), `The${text}`.replace(/\0/g, '\uFFFD').replace(/[\s\u0085]+/g, ''));
    }), { numRuns: 3_000 });
  });

  it('has it begin nothing at the beginning of a line or an item either', () => {
    fc.assert(fc.property(hostile, (text) => {
      const kinds = ['paragraph_open', 'paragraph_close', 'inline', 'text', 'text_special', 'bullet_list_open', 'bullet_list_close', 'list_item_open', 'list_item_close'];
      assert.deepEqual(shown(`${markdownText(text)}\n`).kinds.filter((kind) => !kinds.slice(0, 5).includes(kind)), []);
      assert.deepEqual(shown(`* ${markdownText(text)}\n`).kinds.filter((kind) => !kinds.includes(kind)), []);
      assert.deepEqual(shown(`* **${markdownText(`x${text}.`)}**`).kinds.filter((kind) => ![...kinds, 'strong_open', 'strong_close'].includes(kind)), []);
    }), { numRuns: 3_000 });
  });

  it('has no line of a shell end the block that it stands in', () => {
    fc.assert(fc.property(fc.array(hostile.filter((text) => !/[\r\0]/.test(text)), { minLength: 1, maxLength: 4 }), (lines) => {
      const tokens = markdown.parse(`${markdownBlock(lines)}\n\nafter`, {});
      assert.deepEqual(tokens.map(({ type }) => type), ['fence', 'paragraph_open', 'inline', 'paragraph_close']);
      assert.equal(tokens[0]?.content, `${lines.join('\n')}\n`);
    }), { numRuns: 1_000 });
  });

  it('keeps what a host says of itself out of headings, lists and blocks', () => {
    fc.assert(fc.property(hostile, (said) => {
      const of = (text: string) => situation([bare('host1', { firewall: { kind: 'unknown', said: `x${text}` }, system: { id: 'x', like: [], version: '', title: `x${text}` }, packager: null, programs: new Set() })]);
      const kinds = (text: string) => markdown.parse(runbookText(of(text), telling(of(text), null), t), {}).map(({ type }) => type);
      assert.deepEqual(kinds(said), kinds(''));
    }), { numRuns: 300 });
  });

  it('has nobody start a cluster that would have to be stopped again', () => {
    const text = (name: string) => runbookText(setUps[name] ?? assert.fail(), telling(setUps[name] ?? assert.fail()), t);
    assert.match(text('half'), /### 6\. Start the cluster: to be done\n[^#]*\*\*Take step 9 first: /);
    assert.equal(text('half').match(/Take step/g)?.length, 1);
    assert.doesNotMatch(text('new-key'), /Take step/);
  });

  it('tells the words of each pcs, and why where there is none', () => {
    const of = setUps['no-cluster'] ?? assert.fail();
    const commands = (version: Parameters<typeof telling>[1]) => runbookText(of, telling(of, version), t);
    assert.match(commands('0.9.169'), /pcs cluster setup --name Lab host1 host2/);
    assert.match(commands('0.12.0.2'), /pcs cluster setup Lab host1 host2/);
    assert.match(commands(null), /Create the cluster Lab of host1, host2: pcs is not installed/);
  });
});
