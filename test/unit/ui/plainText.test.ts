import assert from 'node:assert/strict';
import { plainLabel, plainMarkdown, plainMessage } from '../../../src/ui/plainText';

describe('plain text for the editor', () => {
  it('leaves words alone in Markdown and writes everything else as a character reference', () => {
    assert.equal(plainMarkdown('guest 1 läuft'), 'guest 1 läuft');
    assert.equal(plainMarkdown('**<b>'), '&#42;&#42;&#60;b&#62;');
    assert.equal(plainMarkdown('&lt;'), '&#38;lt&#59;');
  });

  it('leaves nothing in Markdown that becomes a link, an image, a heading or a line of its own', () => {
    const hostile = '[x](command:evil) ![i](http://a/b) https://a.example www.a.example me@a.example\n# h\n1. l $(trash) <a href=x>';
    assert.match(plainMarkdown(hostile).replace(/&#\d+;/g, ''), /^[\p{L}\p{N} ]*$/u);
  });

  it('shows the name of an icon as text in a label', () => {
    assert.equal(plainLabel('$(trash) $(sync~spin) $(rm -rf)'), '\\$(trash) \\$(sync~spin) $(rm -rf)');
  });

  it('takes a link in a message apart', () => {
    assert.equal(plainMessage('[press](command:evil) now'), '[press] (command:evil) now');
  });
});
