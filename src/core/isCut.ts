/**
 * Whether an XML text that is not well-formed is merely the beginning of one that could be: everything up to its end
 * is in order, then it stops. Tells a lost connection from a program that writes nonsense.
 */
export function isCut(text: string): boolean {
  const open: string[] = [];
  let rootSeen = false;
  let at = 0;
  for (;;) {
    const start = text.indexOf('<', at);
    const between = text.slice(at, start === -1 ? undefined : start);
    if (open.length === 0 && between.trim() !== '') return false;
    if (start === -1) return open.length > 0 || !rootSeen;

    const aside = ASIDES.find(([opening]) => text.startsWith(opening, start) || opening.startsWith(text.slice(start)));
    if (aside) {
      const end = text.indexOf(aside[1], start + aside[0].length);
      if (end === -1) return open.length > 0 || !rootSeen;
      at = end + aside[1].length;
      continue;
    }
    if (rootSeen && open.length === 0) return false;

    const end = endOfTag(text, start);
    if (end === 'cut') return true;
    if (end === 'malformed') return false;
    const tag = text.slice(start + 1, end);
    const name = /^\/?([^\s/]*)/.exec(tag)?.[1] ?? '';
    if (tag.startsWith('/')) {
      if (open.pop() !== name) return false;
    } else {
      rootSeen = true;
      if (!tag.endsWith('/')) open.push(name);
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

/** Index of the `>` that ends the tag at `start`; a `>` inside quotes does not. */
function endOfTag(text: string, start: number): number | 'cut' | 'malformed' {
  let at = start + 1;
  for (;;) {
    const next = /["'<>]/g;
    next.lastIndex = at;
    const found = next.exec(text);
    if (!found) return 'cut';
    if (found[0] === '>') return found.index;
    if (found[0] === '<') return 'malformed';
    const close = text.indexOf(found[0], found.index + 1);
    const value = text.slice(found.index + 1, close === -1 ? undefined : close);
    if (value.includes('<')) return 'malformed';
    if (close === -1) return 'cut';
    at = close + 1;
  }
}
