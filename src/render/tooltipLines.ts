import type { TooltipLine } from './row';

/** A name with what there is to say about it; nothing when there is nothing to say. Names in `value` are already fit for the screen. */
export function line(name: string, value: string | null): readonly TooltipLine[] {
  return value === null || value === '' ? [] : [{ name, value }];
}

export function sentences(all: readonly (string | null)[]): readonly TooltipLine[] {
  return all.filter((value) => value !== null && value !== '').map((value) => ({ name: '', value: value ?? '' }));
}
