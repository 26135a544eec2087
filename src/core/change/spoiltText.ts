import { Secret } from '../secret';
import { parseXml, type XmlElement } from '../xml';
import { isAtLeast } from './dialect';
import type { Task } from './task';

/**
 * not-in-xml  no configuration can hold it
 * not-kept    this Pacemaker would write something else, or a configuration that nobody can read any more
 */
export type Spoiling = 'not-in-xml' | 'not-kept';

/** The first name or value in a task that would not come to stand in the configuration as it was typed; a secret tells what it is, not itself. */
export function spoiltText(task: Task, pacemaker: string | null): { readonly text: string; readonly spoiling: Spoiling } | null {
  for (const { text, shown } of textsOf(task)) {
    const spoiling = spoilingOf(text, pacemaker);
    if (spoiling !== null) return { text: shown, spoiling };
  }
  return null;
}

/**
 * What Pacemaker makes of the value of an attribute (`crm_xml_escape` in its lib/common/xml.c). Before 2.1.8 it writes four blanks for a tab and `\n` for
 * a line break. Before 2.1.3 it writes every byte beyond ASCII as a number, `\37777777703`. From 2.1.3 to 2.1.7 it writes what comes after the first such
 * character as it is: `ü & "x"` makes a CIB that cannot be read any more, which 2.1.5 was seen to do. An unknown version is taken for one of these.
 */
function spoilingOf(text: string, pacemaker: string | null): Spoiling | null {
  if (NOT_IN_XML.test(text)) return 'not-in-xml';
  if (pacemaker !== null && isAtLeast(pacemaker, '2.1.8')) return null;
  const hasOld = pacemaker !== null && !isAtLeast(pacemaker, '2.1.3');
  return (hasOld ? BEYOND_ASCII : MARKUP_BEYOND_ASCII).test(text) || BLANKS.test(text) ? 'not-kept' : null;
}

const NOT_IN_XML = /[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF\p{Cs}]/u;
const BLANKS = /[\t\n\r\x7F]/;
const BEYOND_ASCII = /[^\x00-\x7F]/;
const MARKUP_BEYOND_ASCII = /[^\x00-\x7F][^]*[<>&"']/;

interface Text {
  readonly text: string;
  readonly shown: string;
}

function textsOf(task: Task): readonly Text[] {
  switch (task.kind) {
    // What stood there as it was read is put back as it was.
    case 'recreate': return [];
    case 'replaceConfiguration': return valuesIn(task.configuration);
    // Its quotes are pcs's, and do not come to stand in the configuration.
    case 'addRule': return texts({ ...task, rule: task.rule.replaceAll('"', ' ') });
    default: return texts(task);
  }
}

/** What is no XML is told by whoever checks it. Which value it is, is not said: it may be a secret. */
function valuesIn(configuration: Secret): readonly Text[] {
  const parsed = parseXml(configuration.reveal());
  const values = ({ attributes, children }: XmlElement): readonly string[] => [...Object.values(attributes), ...children.flatMap(values)];
  return parsed.ok ? values(parsed.value).map((text) => ({ text, shown: configuration.question })) : [];
}

/** All text in data, the names of what stands in it as well. */
function texts(data: unknown): readonly Text[] {
  if (typeof data === 'string') return [{ text: data, shown: data }];
  if (data instanceof Secret) return [{ text: data.reveal(), shown: data.question }];
  if (data === null || typeof data !== 'object') return [];
  return Array.isArray(data) ? data.flatMap(texts) : Object.entries(data).flatMap(([name, value]) => [...texts(name), ...texts(value)]);
}
