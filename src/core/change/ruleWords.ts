import { type Result, success } from '../result';
import { impossible } from './pcsWords';
import type { Planning } from './planning';

/** A bracket, a value in double quotes, or any other word: quotes within one are part of it. */
const PART = /[()]|"([^"]*)"(?=[\s()]|$)|[^\s()]+/g;

/**
 * A rule as pcs takes it. Before 0.12 that is word by word, brackets too, and a value in double quotes is one of the words, without them: pcs itself knows
 * no quotes. Since 0.12 it is one string, which is parted at every blank, so that a value with one in it cannot be said. Brackets part words in both.
 */
export function ruleWords(rule: string, { dialect: { pcs, capabilities } }: Planning): Result<readonly string[]> {
  const isOne = capabilities.has('pcmk.constraint.location.simple.rule.rule-as-one-argument');
  const parts = [...rule.matchAll(PART)];
  const words = parts.map(([whole, quoted]) => quoted ?? whole);
  const open = parts.find(([whole, quoted]) => quoted === undefined && whole.startsWith('"'));
  if (open) return impossible({ why: 'open-quote', name: open[0] });
  const unsaid = parts.find(([, quoted]) => quoted !== undefined && (isOne ? /^$|[\s()]/ : /^$|[()]/).test(quoted))?.[1];
  if (unsaid !== undefined) return impossible({ why: 'no-rule-value', name: unsaid, pcs });
  if (!isOne) return success(words);
  const text = rule.trim();
  return success(text === '' ? [] : [parts.some(([, quoted]) => quoted !== undefined) ? words.join(' ') : text]);
}
