import { failure, success, type Result } from '../core/result';

/** Why a line is not taken: `what` is the character that would mean something to a shell. */
export type LineFault = { readonly code: 'shell-syntax'; readonly what: string } | { readonly code: 'unfinished-quote'; readonly what: string };

/**
 * Splits a command line into its words by the quoting rules of POSIX sh (2.2 Quoting): quotes and backslashes, nothing else.
 * There is no shell behind it, so whatever only a shell could do is refused, not guessed at (brackets, which an XPath is full of, stay: they rarely match a file). A `#` that begins a word begins a comment.
 */
export function splitCommandLine(line: string): Result<readonly string[], LineFault> {
  const words: string[] = [];
  let word: string | null = null;
  for (let at = 0; at < line.length; at++) {
    const character = line[at]!;
    if (character === "'") {
      const end = line.indexOf("'", at + 1);
      if (end < 0) return failure({ code: 'unfinished-quote', what: "'" });
      word = (word ?? '') + line.slice(at + 1, end);
      at = end;
    } else if (character === '"') {
      const quoted = doubleQuoted(line, at + 1);
      if (!quoted.ok) return quoted;
      word = (word ?? '') + quoted.value.text;
      at = quoted.value.end;
    } else if (character === '\\') {
      const next = line[at + 1];
      if (next === undefined) return failure({ code: 'unfinished-quote', what: '\\' });
      // A backslash before a line's end joins the lines.
      if (next !== '\n') word = (word ?? '') + next;
      at++;
    } else if (/[ \t\r\n]/.test(character)) {
      // More than one line would be more than one command.
      if (character === '\n' && line.slice(at).trim() !== '') return failure({ code: 'shell-syntax', what: 'a line break' });
      if (word !== null) words.push(word);
      word = null;
    } else if (character === '#' && word === null) {
      break;
    } else {
      if (/[|&;<>()$`*?{]/.test(character) && line.slice(at, at + 2) !== '{}') return failure({ code: 'shell-syntax', what: character });
      word = (word ?? '') + character;
    }
  }
  if (word !== null) words.push(word);
  return success(words);
}

function doubleQuoted(line: string, start: number): Result<{ readonly text: string; readonly end: number }, LineFault> {
  let text = '';
  for (let at = start; at < line.length; at++) {
    const character = line[at]!;
    if (character === '"') return success({ text, end: at });
    if (character === '$' || character === '`') return failure({ code: 'shell-syntax', what: character });
    if (character === '\\' && /["\\$`\n]/.test(line[at + 1] ?? '')) {
      if (line[at + 1] !== '\n') text += line[at + 1]!;
      at++;
    } else text += character;
  }
  return failure({ code: 'unfinished-quote', what: '"' });
}
