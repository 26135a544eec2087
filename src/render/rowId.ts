/** An id below another, without state: `nodes/host1/FAKE1`. A name cannot forge a level: its slashes are escaped. */
export function childId(parent: string, name: string): string {
  return `${parent}/${name.replace(/[%/#]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)}`;
}

/** Tells apart ids that occur more than once among siblings, such as anonymous instances of a clone: `id`, `id#2`, `id#3`. */
export function distinctIds(): (id: string) => string {
  const seen = new Map<string, number>();
  return (id) => {
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    return times === 1 ? id : `${id}#${times}`;
  };
}
