import type { Caution } from './caution';

/** Which of these are in which tag of a CIB. Ids are XML names, so they are never written with references. */
export function tagsWith(ids: readonly string[], cib: string): readonly { readonly id: string; readonly tag: string }[] {
  return [...cib.matchAll(/<tag\s[^>]*?\bid="([^"]*)"[^>]*>([^]*?)<\/tag>/g)].flatMap(([, tag = '', inside = '']) =>
    [...inside.matchAll(/<obj_ref\s[^>]*?\bid="([^"]*)"/g)].flatMap(([, id = '']) => (ids.includes(id) ? [{ id, tag }] : [])));
}

/** That pcs takes what goes out of its tags. */
export function outOfTags(gone: readonly string[], cib: string): readonly Caution[] {
  const tags = tagsWith(gone, cib).map(({ tag }) => tag);
  return tags.length === 0 ? [] : [{ code: 'out-of-tags', tags: [...new Set(tags)] }];
}

/** Whether a tag or a permission names any of these: pcs takes what goes out of both, and nobody puts it back there. */
export function isReferred(ids: readonly string[], cib: string): boolean {
  return [...cib.matchAll(/<(?:obj_ref\s(?:[^>]*?\s)?id|acl_permission\s(?:[^>]*?\s)?reference)="([^"]*)"/g)].some(([, id = '']) => ids.includes(id));
}
