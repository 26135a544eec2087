/** The id of the field of the resource's own id. */
export const idField = 'id';
export const parameterField = (name: string) => `parameter ${name}`;
/** The field of what becomes of a secret that is set; it holds `takenOut` where that is to go. */
export const secretField = (name: string) => `secret ${name}`;
export const takenOut = 'out';
export const metaField = (name: string) => `meta ${name}`;
export const placeField = 'place';
export const groupField = 'group';
/** Stands among the groups for one that is not there yet. */
export const newGroup = '+';
export const newGroupField = 'group new';
/** The field of the place within a group. */
export const afterField = (group: string) => `after ${group}`;
export const bundleField = 'bundle';
export const cloneField = (place: 'clone' | 'promotable', name: string) => `${place} ${name}`;
export const startField = 'start';
