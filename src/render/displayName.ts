/** Longest name, and longest message, shown whole, in characters. The true name, which actions use, is never cut. */
const longestName = 120;
const longestText = 400;

/** Plain letters, digits, punctuation and single spaces: shown as they are. */
const harmless = /^[\x21-\x7e]+( [\x21-\x7e]+)*$/;

/**
 * A name or word from a cluster, fit for one line of the screen: what cannot be seen, or would turn the
 * direction of the text around it, is written as an escape.
 */
export function displayName(name: string): string {
  return shown(name, longestName);
}

/** The same where there may be no name. */
export function displayNameOrNull(name: string | null): string | null {
  return name === null ? null : displayName(name);
}

/** The same for a message of a program, whose line ends become spaces. */
export function displayText(text: string): string {
  return text.trim() === '' ? '' : shown(text.trim().replace(/\s+/g, ' '), longestText);
}

/** A command line for a person to check: whole, its lines kept, and what cannot be seen written as an escape. */
export function displayCommand(text: string): string {
  return Array.from(text, (character) => (character === '\n' ? character : visible(character))).join('');
}

function shown(name: string, longest: number): string {
  if (name.length <= longest && harmless.test(name)) return name;
  if (name === '') return '""';
  const characters = Array.from(name.slice(0, 2 * longest + 2));
  const cut = characters.length > longest;
  const text = characters.slice(0, longest).map(visible).join('');
  return text.replace(unseenSpaces, (spaces) => '\\u{20}'.repeat(spaces.length)) + (cut ? '…' : '');
}

/** Control and format characters, lone surrogates, private and unassigned ones, separators of lines, and every space but the plain one. */
const invisible = /[\p{C}\p{Zl}\p{Zp}\p{Zs}]/u;

/** Spaces at an end, or several together, which the screen would swallow. */
const unseenSpaces = /^ +| +$| {2,}/g;

function visible(character: string): string {
  if (character === ' ' || !invisible.test(character)) return character;
  const named = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
  return named ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
