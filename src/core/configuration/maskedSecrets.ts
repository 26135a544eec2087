import { redactCib } from '../redact';
import { isSecretName, MASK } from '../secretNames';

/** A masked value for which nothing was read, so that it has to be asked for. */
export interface UnknownSecret {
  /** Of the `nvpair`. */
  readonly id: string;
  readonly name: string;
}

/** A text in which masked values stand for what was read, with those values put in again. */
export interface Unmasked {
  readonly text: string;
  /** Masked values that were never read, in the order of the text. They are still masked. */
  readonly unknown: readonly UnknownSecret[];
  /** The values that were put in, as XML has them. */
  readonly secrets: ReadonlySet<string>;
}

/**
 * Puts the secret values that `read` has into a text that was made from it with the values masked. A masked value belongs to the id of its `nvpair`.
 *
 * @param typed values for those that were not read, by that id, as XML has them
 */
export function unmask(edited: string, read: string, typed: ReadonlyMap<string, string> = new Map()): Unmasked {
  const known = valuesOf(read);
  const unknown: UnknownSecret[] = [];
  const secrets = new Set<string>();
  const text = edited.replace(NVPAIR, (tag) => {
    const { id = '', name = '', value } = attributesOf(tag);
    if (value !== MASK) return tag;
    const true_ = typed.get(id) ?? known.get(id);
    if (true_ === undefined) {
      unknown.push({ id, name });
      return tag;
    }
    secrets.add(true_);
    return tag.replace(VALUE, (_, before: string) => `${before}"${true_}"`);
  });
  return { text, unknown, secrets };
}

/** The secret values of a CIB or a part of one, as XML has them. */
export function secretValuesIn(text: string): ReadonlySet<string> {
  const masked = new Set([...redactCib(text).matchAll(NVPAIR)].filter(([tag]) => attributesOf(tag).value === MASK).map(([tag]) => attributesOf(tag).id));
  return new Set([...text.matchAll(NVPAIR)].map(([tag]) => attributesOf(tag)).filter(({ id, value }) => masked.has(id) && value !== undefined && value !== MASK && value !== '').map(({ value }) => value!));
}

/** Lines, the first being 1, on which a secret stands as it is: such a text is not to lie about. */
export function plainSecretLines(text: string): readonly number[] {
  return [...text.matchAll(NVPAIR)].flatMap((match) => {
    const { name = '', value = '' } = attributesOf(match[0]);
    return isSecretName(name) && value !== MASK && value !== '' ? [text.slice(0, match.index).split('\n').length] : [];
  });
}

/** Values by the id of their `nvpair`, spelled as they are. One in single quotes is spelled so that it fits into double ones. */
function valuesOf(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(NVPAIR)].flatMap(([tag]) => {
    const { id, value } = attributesOf(tag);
    return id === undefined || value === undefined ? [] : [[id, value.replaceAll('"', '&quot;')] as const];
  }));
}

const NVPAIR = /<nvpair(?=[\s/>])(?:[^>"']|"[^"]*"|'[^']*')*>/g;
const ATTRIBUTE = /([^\s=<"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const VALUE = /(\svalue\s*=\s*)(?:"[^"]*"|'[^']*')/;

function attributesOf(tag: string): { readonly id?: string; readonly name?: string; readonly value?: string } {
  return Object.fromEntries([...tag.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [name, double ?? single ?? '']));
}
