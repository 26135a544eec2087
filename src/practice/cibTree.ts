import type { DocumentFault } from '../core/fault';
import { success, type Result } from '../core/result';
import { parseXml, type XmlElement } from '../core/xml';

/** An element of a CIB for editing. An edit makes new elements and leaves the old ones as they were. A CIB holds no text between its tags. */
export interface CibElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly CibElement[];
}

/** Faults as `parseXml`. */
export function readCibTree(text: string): Result<CibElement, DocumentFault> {
  const parsed = parseXml(text);
  return parsed.ok ? success(fromXml(parsed.value)) : parsed;
}

export function writeCibTree(element: CibElement): string {
  return `<?xml version="1.0"?>\n${write(element, '')}`;
}

export function element(name: string, attributes: Readonly<Record<string, string>>, children: readonly CibElement[] = []): CibElement {
  return { name, attributes: new Map(Object.entries(attributes)), children };
}

/** The value of an attribute; the empty string where it is missing, as Pacemaker treats most of them. */
export function valueOf(of: CibElement, name: string): string {
  return of.attributes.get(name) ?? '';
}

/** Sets attributes; `null` removes one. */
export function withAttributes(of: CibElement, changes: Readonly<Record<string, string | null>>): CibElement {
  const attributes = new Map(of.attributes);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) attributes.delete(name);
    else attributes.set(name, value);
  }
  return { ...of, attributes };
}

/** Changes each child that is called `name`; `null` removes it. */
export function changeChildren(of: CibElement, name: string, change: (child: CibElement) => CibElement | null): CibElement {
  const children = of.children.flatMap((child) => (child.name === name ? change(child) ?? [] : [child]));
  return { ...of, children };
}

/** Changes the child that is called `name` and has this `id`; adds one first where there is none. */
export function changeOrAdd(of: CibElement, name: string, id: string | null, change: (child: CibElement) => CibElement): CibElement {
  const isMeant = (child: CibElement) => child.name === name && (id === null || valueOf(child, 'id') === id);
  if (of.children.some(isMeant)) return { ...of, children: of.children.map((child) => (isMeant(child) ? change(child) : child)) };
  return { ...of, children: [...of.children, change(element(name, id === null ? {} : { id }))] };
}

/** The element at the end of a path of names, the first at each step. */
export function descend(from: CibElement, ...path: readonly string[]): CibElement | undefined {
  return path.reduce<CibElement | undefined>((at, name) => at?.children.find((child) => child.name === name), from);
}

/** All elements below this one that are called `name`, in document order. */
export function findAll(from: CibElement, name: string): readonly CibElement[] {
  return from.children.flatMap((child) => (child.name === name ? [child, ...findAll(child, name)] : findAll(child, name)));
}

function fromXml(xml: XmlElement): CibElement {
  // core/xml.ts prefixes attribute names with one character, so that none can meet a name of JavaScript's own.
  const attributes = new Map(Object.entries(xml.attributes).map(([name, value]) => [name.slice(1), value]));
  return { name: xml.name, attributes, children: xml.children.map(fromXml) };
}

function write(of: CibElement, indent: string): string {
  const attributes = [...of.attributes].map(([name, value]) => ` ${name}="${escape(value)}"`).join('');
  if (of.children.length === 0) return `${indent}<${of.name}${attributes}/>\n`;
  const children = of.children.map((child) => write(child, `${indent}  `)).join('');
  return `${indent}<${of.name}${attributes}>\n${children}${indent}</${of.name}>\n`;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };

function escape(value: string): string {
  return value.replace(/[&<>"\n\r\t]/g, (character) => escapes[character]!);
}
