import type { FormValues, FromPanel } from './resourcePanelProtocol';

/** More fields than the largest agent has by far, and more text than fits on a command line. */
const mostValues = 2_000;
const longestId = 1_000;
const longestValue = 100_000;

/** A message from the panel, if it is one: what runs in a webview is not trusted by the shape of what it sends. */
export function readPanelMessage(message: unknown): FromPanel | null {
  if (typeof message !== 'object' || message === null) return null;
  const { kind } = message as { readonly kind?: unknown };
  switch (kind) {
    case 'ready':
    case 'submit':
    case 'copy':
      return { kind };
    case 'edited': {
      const values = readValues((message as { readonly values?: unknown }).values);
      return values === null ? null : { kind, values };
    }
    default:
      return null;
  }
}

/** Texts by their ids, in a record of our own: nothing is taken over with them. */
function readValues(values: unknown): FormValues | null {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return null;
  const entries = Object.entries(values as Readonly<Record<string, unknown>>);
  if (entries.length > mostValues) return null;
  const read: [string, string][] = [];
  for (const [id, value] of entries) {
    if (typeof value !== 'string' || id.length > longestId || value.length > longestValue) return null;
    read.push([id, value]);
  }
  return Object.fromEntries(read);
}
