import type { ToPanel } from '../src/render/resourcePanelProtocol';

/** What a message has to hold for the page to do something with it. */
const parts: { readonly [K in ToPanel['kind']]: Readonly<Record<Exclude<keyof Extract<ToPanel, { readonly kind: K }>, 'kind'>, (value: unknown) => boolean>> } = {
  show: { form: isForm, values: isTexts, kept: isList, texts: isTexts },
  problems: { problems: isTexts },
  outlook: { outlook: isOutlook },
  busy: { busy: (value) => typeof value === 'boolean' },
  declined: { why: (value) => typeof value === 'string' },
};

/** A message of the extension, if it is one: also other extensions and the page itself can post to a window. */
export function readHostMessage(message: unknown): ToPanel | null {
  if (!isRecord(message) || typeof message['kind'] !== 'string' || !Object.hasOwn(parts, message['kind'])) return null;
  const wanted = Object.entries(parts[message['kind'] as ToPanel['kind']]);
  return wanted.every(([name, holds]) => holds(message[name])) ? (message as unknown as ToPanel) : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((each) => typeof each === 'string');
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isForm(value: unknown): boolean {
  return isRecord(value) && [value['title'], value['about'], value['more'], value['verb']].every((text) => typeof text === 'string')
    && Array.isArray(value['sections']) && value['sections'].every((section) => isRecord(section) && Array.isArray(section['fields']) && section['fields'].every(isField));
}

function isField(value: unknown): boolean {
  return isRecord(value) && [value['id'], value['label'], value['kind'], value['placeholder'], value['help'], value['more']].every((text) => typeof text === 'string')
    && Array.isArray(value['choices']) && Array.isArray(value['shownWith']);
}

function isOutlook(value: unknown): boolean {
  return isRecord(value) && typeof value['stage'] === 'string' && typeof value['note'] === 'string'
    && isList(value['commands']) && isList(value['consequences']) && isList(value['cautions']);
}
