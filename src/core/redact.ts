import { Secret } from './secret';
import { isSecretName, MASK } from './secretNames';

/**
 * A CIB's text with the values of secret attributes masked, and nothing else changed, not a byte: it stays the XML it was.
 * A secret is an `nvpair` whose name `isSecretName`, or one that is used elsewhere under such a name (`id-ref`).
 */
export function redactCib(text: string): string {
  const usedAsSecret = idsUsedAsSecret(text);
  return text.replace(NVPAIR, (tag) => {
    const { id = '', name = '' } = attributesOf(tag);
    return isSecretName(name) || usedAsSecret.has(id) ? maskAttribute(tag, 'value') : tag;
  });
}

/** A part of a CIB, cut where a secret value begins and ends: what is secret in it is told by the whole. */
export function cutAtSecrets(part: string, whole: string): readonly (string | Secret)[] {
  const usedAsSecret = idsUsedAsSecret(whole);
  const pieces: (string | Secret)[] = [];
  let at = 0;
  for (const { 0: tag, index } of part.matchAll(NVPAIR)) {
    const { id = '', name = '' } = attributesOf(tag);
    if (!isSecretName(name) && !usedAsSecret.has(id)) continue;
    for (const attribute of tag.matchAll(ATTRIBUTE)) {
      const [written, key = '', equals = '', double, single] = attribute;
      const value = double ?? single ?? '';
      if (key !== 'value' || value === '') continue;
      const start = index + attribute.index;
      pieces.push(`${part.slice(at, start)}${key}${equals}"`, new Secret(decodeNames(decodeReferences(value)), `${name} (${id})`).inXml());
      at = start + written.length;
      pieces.push('"');
    }
  }
  return [...pieces, part.slice(at)];
}

function idsUsedAsSecret(text: string): ReadonlySet<string> {
  const used = new Set<string>();
  for (const [tag] of text.matchAll(NVPAIR)) {
    const { 'id-ref': reference, name = '' } = attributesOf(tag);
    if (reference !== undefined && isSecretName(name)) used.add(reference);
  }
  return used;
}

function decodeNames(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (whole, name: string) => named[name] ?? whole);
}

/** A domain's XML with the passwords of its consoles masked (`<graphics passwd='…'>`; virsh leaves them out unless asked). */
export function redactDomain(text: string): string {
  return text.replace(GRAPHICS, (tag) => maskAttribute(tag, 'passwd'));
}

const NVPAIR = /<nvpair(?=[\s/>])(?:[^>"']|"[^"]*"|'[^']*')*>/g;
const GRAPHICS = /<graphics(?=[\s/>])(?:[^>"']|"[^"]*"|'[^']*')*>/g;
const ATTRIBUTE = /([^\s=<"']+)(\s*=\s*)(?:"([^"]*)"|'([^']*)')/g;

/** Numeric references are decoded, or a name spelled with them would be another name. */
function attributesOf(tag: string): Partial<Record<string, string>> {
  const pairs = [...tag.matchAll(ATTRIBUTE)].map(([, name = '', , double, single]) => [name, decodeReferences(double ?? single ?? '')] as const);
  return Object.fromEntries(pairs);
}

function maskAttribute(tag: string, masked: string): string {
  return tag.replace(ATTRIBUTE, (whole, name: string, equals: string) => (name === masked ? `${name}${equals}"${MASK}"` : whole));
}

function decodeReferences(text: string): string {
  return text.replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (whole, hexadecimal?: string, decimal?: string) => {
    const number = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return number <= 0x10ffff ? String.fromCodePoint(number) : whole;
  });
}
