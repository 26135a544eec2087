import { Secret } from '../secret';
import { MASK } from '../secretNames';
import { escapedForXml } from '../xmlText';
import type { Input } from './plan';

/** An element as what a program reads. Its name and those of its attributes are our own words; the values may be anything, and secret. */
export function xmlElement(name: string, attributes: Readonly<Record<string, string | Secret>>, children: readonly Input[] = []): Input {
  const written = Object.entries(attributes).flatMap(([key, value]): Input => [` ${key}="`, value instanceof Secret ? value.inXml() : escapedForXml(value), '"']);
  const inside = children.flat();
  return joined([`<${name}`, ...written, ...(inside.length === 0 ? ['/>'] : ['>', ...inside, `</${name}>`])]);
}

/** The same as text, with what is secret masked. */
export function maskedText(input: Input): string {
  return input.map((piece) => (piece instanceof Secret ? MASK : piece)).join('');
}

function joined(pieces: Input): Input {
  const whole: (string | Secret)[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') whole[whole.length - 1] = last + piece;
    else whole.push(piece);
  }
  return whole;
}
