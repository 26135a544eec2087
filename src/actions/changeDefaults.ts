import type { Action } from './action';

/** What all actions have in common that change a cluster: asked for by a row's menu and by the palette, never by a click on a button. */
export const changeDefaults = { icon: null, toolbars: [], palette: 'with clusters', multiple: false } as const satisfies Partial<Action>;
