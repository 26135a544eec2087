import { elementText } from '../elementText';
import { cutAtSecrets } from '../redact';
import type { Input } from './plan';

/** Puts elements of the configuration back as they were before they were deleted. */
export interface RecreateTask {
  readonly kind: 'recreate';
  readonly elements: readonly RemovedElement[];
}

/** An element as it was. `within` is what it was in, where that is still there: a group or a bundle, as a whole and with the element. */
export interface RemovedElement {
  readonly id: string;
  readonly section: Section;
  readonly xml: Input;
  readonly within: { readonly id: string; readonly xml: Input } | null;
}

export type Section = 'resources' | 'constraints' | 'fencing-topology';

/** The elements of the configuration that a section has. */
export const SECTIONS: { readonly [S in Section]: readonly string[] } = {
  'resources': ['primitive', 'group', 'clone', 'master', 'bundle'],
  'constraints': ['rsc_location', 'rsc_colocation', 'rsc_order', 'rsc_ticket'],
  'fencing-topology': ['fencing-level'],
};

/** An element of a CIB, to be put back when it has been deleted; null where it is not there. */
export function removedElement(section: Section, id: string, within: string | null, cib: string): RemovedElement | null {
  const own = elementText(cib, SECTIONS[section], id);
  const around = within === null ? null : elementText(cib, SECTIONS[section], within);
  if (own === null || (within !== null && around === null)) return null;
  return { id, section, xml: cutAtSecrets(inOneLine(own), cib), within: within === null || around === null ? null : { id: within, xml: cutAtSecrets(inOneLine(around), cib) } };
}

/** Without the spaces between its elements, which say nothing. */
export function inOneLine(xml: string): string {
  return xml.trim().replace(/>\s+</g, '><');
}
