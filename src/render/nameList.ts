import { displayName } from './displayName';
import type { Translate } from './row';

/** Names for a sentence: all of a few, the first of many with how many more there are. */
export function nameList(names: readonly string[], t: Translate, longest = 4): string {
  if (names.length <= longest) return names.map(displayName).join(', ');
  const shown = longest - 1;
  return t('{0} and {1} more', names.slice(0, shown).map(displayName).join(', '), names.length - shown);
}
