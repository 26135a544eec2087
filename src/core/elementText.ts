/**
 * The text of one element of a well-formed document, as it stands there with the indentation of its first line taken off;
 * null when there is none. `names` are those it may have; ids of the CIB are XML names, so they are never written with references.
 */
export function elementText(document: string, names: readonly string[], id: string): string | null {
  let start: number | null = null;
  let depth = 0;
  for (const match of document.matchAll(MARKUP)) {
    const [markup, closing, name, attributes = '', empty] = match;
    if (name === undefined) continue;
    if (start === null) {
      if (closing !== '' || !names.includes(name) || idOf(attributes) !== id) continue;
      start = match.index;
    }
    if (empty === '') depth += closing === '' ? 1 : -1;
    if (depth === 0) return unindent(document, start, match.index + markup.length);
  }
  return null;
}

/** Comments, CDATA and processing instructions are matched whole, so that what looks like a tag inside them is none. */
const MARKUP = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<[?!][^>]*>|<(\/?)([^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/g;

const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

function idOf(attributes: string): string | null {
  for (const [, name, double, single] of attributes.matchAll(ATTRIBUTE)) if (name === 'id') return double ?? single ?? null;
  return null;
}

function unindent(document: string, start: number, end: number): string {
  const line = document.lastIndexOf('\n', start) + 1;
  const indentation = document.slice(line, start);
  const text = document.slice(start, end);
  return /^[ \t]+$/.test(indentation) ? text.replaceAll(`\n${indentation}`, '\n') : text;
}
