/**
 * A text as a piece of a paragraph of Markdown in which none of it means anything: no emphasis, link, HTML, heading, list, table or formula. Line ends become spaces.
 * What only the programs that show Markdown make of it, addresses of pages and of mail as links, is kept from them, too.
 */
export function markdownText(text: string): string {
  const escaped = text.replace(/\s*[\r\n\v\f\u0085\u2028\u2029]+\s*/g, ' ').replace(special, (character) => `\\${character}`);
  // At the beginning of a line these would make a list or a heading of it.
  return escaped.replace(/^\s+/, '').replace(/^(\d{1,9})([.)])/, '$1\\$2').replace(/^[-+=]/, (character) => `\\${character}`);
}

/** Those that begin something wherever they stand. A colon and a full stop do so in addresses alone, where programs look for them. */
const special = /[\\`*_[\]<>&~|$#@{}^!]|:(?=\/)|\/(?=\/)/g;

/** Lines of a shell as a block in which Markdown leaves everything as it is: its fence is longer than any in it. */
export function markdownBlock(lines: readonly string[], language = 'sh'): string {
  const text = lines.join('\n');
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
