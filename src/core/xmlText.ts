/** An empty element as text. Its name and those of its attributes are our own words; the values may be anything. */
export function emptyElement(name: string, attributes: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value.replace(/[&<>"\n\r\t]/g, (character) => `&#${character.charCodeAt(0)};`)}"`);
  return `<${name}${written.join('')}/>`;
}
