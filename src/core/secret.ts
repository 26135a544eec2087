import { escapedForXml } from './xmlText';

/** What is shown in place of a secret. */
export const HIDDEN = '••••••';

/** How a secret is spelled where it goes: as it is, or as the value of an attribute of XML. */
export type Spelling = 'plain' | 'xml';

/**
 * A secret that a person typed. It never shows itself: not in a log, not in JSON, not as text, not when it is looked into. Only what
 * writes it to the standard input of a program reveals it.
 */
export class Secret {
  readonly #value: string;

  /** @param question what to ask for it by, where it has to be asked for again: “password of fence-host1” */
  constructor(value: string, readonly question: string, readonly spelling: Spelling = 'plain') {
    this.#value = value;
  }

  /** The secret, spelled as it is to be. */
  reveal(): string {
    return this.spelling === 'xml' ? escapedForXml(this.#value) : this.#value;
  }

  /** The same secret as the value of an attribute of XML. */
  inXml(): Secret {
    return new Secret(this.#value, this.question, 'xml');
  }

  /** What is left of it when it has done its work: the question. */
  forgotten(): Secret {
    return new Secret('', this.question, this.spelling);
  }

  /** A text with the secret taken out, however each of its characters is written: an answer may repeat what it was asked. */
  hiddenIn(text: string): string {
    if (this.#value === '') return text;
    const pattern = Array.from(this.#value, (character) => {
      const code = character.codePointAt(0) ?? 0;
      const named = NAMED[character];
      const spellings = [character, `&#0*${code};`, `&#[xX]0*${code.toString(16)};`, ...(named === undefined ? [] : [named])];
      return `(?:${spellings.map((spelling, index) => (index === 0 ? spelling.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&') : spelling)).join('|')})`;
    });
    return text.replace(new RegExp(pattern.join(''), 'gi'), HIDDEN);
  }

  toString(): typeof HIDDEN {
    return HIDDEN;
  }

  toJSON(): typeof HIDDEN {
    return HIDDEN;
  }
}

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** The same data with every secret in it forgotten, for what is kept when a change has ended; data without one is itself. */
export function withoutSecrets<T>(data: T): T {
  if (data instanceof Secret) return data.forgotten() as T;
  if (data === null || typeof data !== 'object') return data;
  if (Array.isArray(data)) {
    const parts: readonly unknown[] = data.map((each: unknown) => withoutSecrets(each));
    return parts.every((part, index) => part === data[index]) ? data : (parts as T);
  }
  if (Object.getPrototypeOf(data) !== Object.prototype) return data;
  const entries = Object.entries(data).map(([key, value]) => [key, value, withoutSecrets<unknown>(value)] as const);
  return entries.every(([, before, after]) => before === after) ? data : (Object.fromEntries(entries.map(([key, , after]) => [key, after])) as T);
}

/** Whether data are the same, their secrets by what they are: JSON would not tell. A key without a value counts for none. */
export function sameData(one: unknown, other: unknown): boolean {
  if (one instanceof Secret || other instanceof Secret) return one instanceof Secret && other instanceof Secret && one.reveal() === other.reveal();
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [left, right] = [one, other].map((data) => new Map(Object.entries(data).filter(([, value]) => value !== undefined)));
  return left!.size === right!.size && [...left!].every(([key, value]) => right!.has(key) && sameData(value, right!.get(key)));
}
