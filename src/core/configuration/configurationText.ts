import { failure, type Result, success } from '../result';

/** The configuration in a CIB's text: its element, and where in the text it stands. */
export interface ConfigurationPart {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The line in which it begins; the first is 1. */
  readonly line: number;
}

/** Finds the configuration in a whole CIB, as a program printed it or someone wrote it. Fault: `malformed` where there is none. */
export function configurationIn(cib: string): Result<ConfigurationPart> {
  const start = cib.search(/<configuration(?=[\s/>])/);
  const end = cib.lastIndexOf(CLOSING);
  if (start === -1 || end < start) return failure({ code: 'malformed', reason: 'it has no configuration' });
  const text = cib.slice(start, end + CLOSING.length);
  return success({ text, start, end: end + CLOSING.length, line: cib.slice(0, start).split('\n').length });
}

/** The same CIB with another configuration. */
export function withConfiguration(cib: string, configuration: string): Result<string> {
  const found = configurationIn(cib);
  return found.ok ? success(`${cib.slice(0, found.value.start)}${configuration}${cib.slice(found.value.end)}`) : found;
}

/** What is in a text that is one configuration, whatever stands around it. Fault: as above. */
export function configurationAlone(text: string): Result<string> {
  const found = configurationIn(text);
  if (!found.ok) return found;
  const around = `${text.slice(0, found.value.start)}${text.slice(found.value.end)}`.replace(/<!--[^]*?-->|<\?[^]*?\?>/g, '');
  return around.trim() === '' ? success(found.value.text) : failure({ code: 'malformed', reason: 'there is something beside the configuration' });
}

const CLOSING = '</configuration>';
