/** An element with its attributes and what is in it. Texts become text, whatever they look like. */
export function element<Tag extends string>(tag: Tag, attributes: Readonly<Record<string, string>> = {}, ...content: readonly (Node | string)[]): Tag extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Tag] : HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content);
  return made as Tag extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Tag] : HTMLElement;
}
