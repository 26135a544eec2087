/**
 * The editor reads some strings as more than text. These functions make sure that a name or an answer
 * that came from elsewhere is shown as it is.
 */

/** For Markdown: letters, digits and spaces stay, all else becomes a character reference, which no Markdown rule and no automatic link can take for syntax. */
export function plainMarkdown(text: string): string {
  return text.replace(/[^\p{L}\p{N} ]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/** For labels of quick picks and the status bar, which draw `$(name)` as an icon. */
export function plainLabel(text: string): string {
  return text.replace(/\$\([a-z0-9-]+(?:~[a-z]+)?\)/gi, '\\$&');
}

/** For notifications and the line below an input, which draw `[text](command:…)` as a link. */
export function plainMessage(text: string): string {
  return text.replaceAll('](', '] (');
}
