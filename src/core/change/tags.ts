/** Which of these are in which tag of a CIB. Ids are XML names, so they are never written with references. */
export function tagsWith(ids: readonly string[], cib: string): readonly { readonly id: string; readonly tag: string }[] {
  return [...cib.matchAll(/<tag\s[^>]*?\bid="([^"]*)"[^>]*>([^]*?)<\/tag>/g)].flatMap(([, tag = '', inside = '']) =>
    [...inside.matchAll(/<obj_ref\s[^>]*?\bid="([^"]*)"/g)].flatMap(([, id = '']) => (ids.includes(id) ? [{ id, tag }] : [])));
}
