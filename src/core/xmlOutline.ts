/**
 * Whether an XML text is one element and nothing else but comments and the like, by its tags alone: `cut` when everything is in
 * order and then it stops, which tells a lost connection from a program that writes nonsense.
 */
export function outline(text: string): 'whole' | 'cut' | 'malformed' {
  const open: string[] = [];
  let rootSeen = false;
  let at = 0;
  for (;;) {
    const start = text.indexOf('<', at);
    if (open.length === 0 && text.slice(at, start === -1 ? undefined : start).trim() !== '') return 'malformed';
    if (start === -1) return open.length > 0 || !rootSeen ? 'cut' : 'whole';

    const second = text[start + 1];
    if (second === '!' || second === '?' || second === undefined) {
      const aside = ASIDES.find(([opening]) => text.startsWith(opening, start) || opening.startsWith(text.slice(start, start + opening.length)));
      if (!aside) return 'malformed';
      const end = text.indexOf(aside[1], start + aside[0].length);
      if (end === -1) return 'cut';
      at = end + aside[1].length;
      continue;
    }
    if (rootSeen && open.length === 0) return 'malformed';

    const end = endOfTag(text, start);
    if (typeof end === 'string') return end;
    NAME.lastIndex = start + 1;
    const name = NAME.exec(text)?.[0] ?? '';
    if (name.startsWith('/')) {
      if (open.pop() !== name.slice(1)) return 'malformed';
    } else {
      rootSeen = true;
      if (text[end - 1] !== '/') open.push(name);
    }
    at = end + 1;
  }
}

/** Parts of a document that hold no tags. */
const ASIDES: readonly (readonly [opening: string, closing: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!DOCTYPE', '>'],
];

const NAME = /\/?[^\s/>]*/y;
const QUOTE_OR_BRACKET = /["'<>]/g;

/** Index of the `>` that ends the tag at `start`; a `>` inside quotes does not. */
function endOfTag(text: string, start: number): number | 'cut' | 'malformed' {
  let at = start + 1;
  for (;;) {
    QUOTE_OR_BRACKET.lastIndex = at;
    const found = QUOTE_OR_BRACKET.exec(text);
    if (!found) return 'cut';
    const [character] = found;
    if (character === '>') return found.index;
    if (character === '<') return 'malformed';
    const close = text.indexOf(character, found.index + 1);
    const bracket = text.slice(found.index + 1, close === -1 ? undefined : close).indexOf('<');
    if (bracket !== -1) return 'malformed';
    if (close === -1) return 'cut';
    at = close + 1;
  }
}
