import { elementText } from '../elementText';
import type { Resource } from '../snapshot';
import { attribute, childNamed, parseXml } from '../xml';
import { SECTIONS } from './recreateTask';
import { isReferred } from './tags';

/** The meta attributes with which a clone or group that pcs takes away is made again as it was; null where a task could not tell all that it had. */
export function metaAgain({ id, config }: Resource, cib: string | null | undefined): Readonly<Record<string, string>> | null {
  if (config === null || config.description !== null || Object.keys(config.parameters).length > 0) return null;
  if (cib === null || (cib !== undefined && (isReferred([id], cib) || hasConditions(id, cib)))) return null;
  return config.meta;
}

/** Whether one of its own sets holds only at times, or is written elsewhere. */
function hasConditions(id: string, cib: string): boolean {
  const text = elementText(cib, SECTIONS.resources, id);
  const element = text === null ? null : parseXml(text);
  if (!element?.ok) return true;
  return element.value.children.some((set) => (set.name === 'meta_attributes' || set.name === 'instance_attributes') && (childNamed(set, 'rule') !== null || attribute(set, 'id-ref') !== null));
}
