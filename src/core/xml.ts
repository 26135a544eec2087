import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { DocumentFault } from './fault';
import { failure, success, type Result } from './result';
import { outline } from './xmlOutline';

/** An element of a document that has been read. Names and values are text, never anything else. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** Text between the tags, without surrounding white space. */
  readonly text: string;
  /** Use `attribute`: the keys are prefixed, so that no name can meet one of JavaScript's own. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Far above any cluster (3,200 resources make about 2 MB), and small enough to be read without harm. In UTF-16 units. */
export const MAX_DOCUMENT_LENGTH = 32 * 1024 * 1024;

/**
 * Reads one whole XML document.
 * Faults: `too-large`; `cut` when it stops too soon; `malformed` for everything else that is not one well-formed document,
 * for a DOCTYPE with declarations of its own, and for entities beyond XML's five.
 * fast-xml-parser 5.12 parses a document cut between two tags without a word, and its validator lets words behind a root of one
 * tag pass and does not tell cut from malformed: hence the outline before both.
 */
export function parseXml(text: string): Result<XmlElement, DocumentFault> {
  if (text.length > MAX_DOCUMENT_LENGTH) {
    return failure({ code: 'too-large', bytes: text.length, limitBytes: MAX_DOCUMENT_LENGTH });
  }
  if (/<!doctype[^>]*\[|<!(?:entity|element|attlist|notation)/i.test(text)) {
    return malformed('the document declares entities or other types of its own');
  }
  const whole = outline(text);
  if (whole === 'cut') return failure({ code: 'cut' });
  const validity = XMLValidator.validate(text);
  if (validity !== true) return malformed(`line ${validity.err.line}: ${validity.err.msg}`);
  if (whole === 'malformed') return malformed('the document is not one element');
  try {
    const nodes = parser.parse(text.replace(CONTROL_CHARACTERS, '\uFFFD')) as readonly ParsedNode[];
    const root = nodes.map(toElement).find((element) => element !== null);
    return root ? success(root) : malformed('the document has no element');
  } catch (error) {
    return malformed(error instanceof Error ? error.message : String(error));
  }
}

export function attribute(element: XmlElement, name: string): string | null {
  return element.attributes[PREFIX + name] ?? null;
}

/** The first of these attributes that is there: new names before old ones. */
export function firstAttribute(element: XmlElement, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = attribute(element, name);
    if (value !== null) return value;
  }
  return null;
}

export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

export function childNamed(element: XmlElement, name: string): XmlElement | null {
  return element.children.find((child) => child.name === name) ?? null;
}

/** The elements of one name in the first section of another: `<failures><failure/>…`. */
export function childrenIn(parent: XmlElement, section: string, name: string): readonly XmlElement[] {
  const found = childNamed(parent, section);
  return found ? childrenNamed(found, name) : [];
}

const PREFIX = '@';
const CDATA = '#cdata';

/** Characters that XML 1.0 forbids, and C1 controls: whatever an agent printed as its exit reason, a screen must not obey it. */
const CONTROL_CHARACTERS = /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFFFE\uFFFF]/g;

/** Entities are decoded here, after validation: the parser's own decoder would also know HTML's and those of a DOCTYPE. */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: PREFIX,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  cdataPropName: CDATA,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  jPath: false,
});

/** What the parser makes with `preserveOrder`: an object whose only key beside `:@` is the element's name. */
type ParsedNode = Readonly<Record<string, unknown>>;

function toElement(node: ParsedNode): XmlElement | null {
  const name = Object.keys(node).find((key) => key !== ':@');
  if (name === undefined || name === '#text' || name === CDATA) return null;
  const content = node[name] as readonly ParsedNode[];
  const attributes = (node[':@'] ?? {}) as Record<string, string>;
  for (const key in attributes) {
    const value = attributes[key];
    if (value?.includes('&')) attributes[key] = decode(value);
  }
  const children: XmlElement[] = [];
  let text = '';
  for (const child of content) {
    const element = toElement(child);
    if (element) children.push(element);
    else text += textOf(child);
  }
  return { name, attributes, children, text: text.trim() };
}

function textOf(node: ParsedNode): string {
  if (typeof node['#text'] === 'string') return decode(node['#text']);
  return (node[CDATA] as readonly ParsedNode[]).map((part) => part['#text']).join('');
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));|&/gi, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    const number = decimal ? Number.parseInt(decimal, 10) : hexadecimal ? Number.parseInt(hexadecimal, 16) : null;
    if (number !== null) return characterOf(number);
    const character = name && Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
    if (character === undefined) throw new Error(`unknown entity ${whole}`);
    return character;
  });
}

function characterOf(number: number): string {
  const isCharacter = number <= 0x10ffff && (number < 0xd800 || number > 0xdfff);
  return isCharacter ? String.fromCodePoint(number).replace(CONTROL_CHARACTERS, '\uFFFD') : '\uFFFD';
}

function malformed(reason: string): Result<never, DocumentFault> {
  return failure({ code: 'malformed', reason });
}
