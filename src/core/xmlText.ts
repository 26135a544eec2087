/** An empty element as text. Its name and those of its attributes are our own words; the values may be anything. */
export function emptyElement(name: string, attributes: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapedForXml(value)}"`);
  return `<${name}${written.join('')}/>`;
}

/** A text as the value of an attribute, which stands in double quotes. */
export function escapedForXml(text: string): string {
  return text.replace(/[&<>"\n\r\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}
