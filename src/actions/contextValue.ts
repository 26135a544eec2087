import type { Row, SubjectKind } from '../render/row';
import type { ActionTarget } from './action';

/** What VS Code knows of a row when it builds a menu: `kind+flag+flag`. */
export function contextValue(row: { readonly subject: { readonly kind: SubjectKind }; readonly flags: Row['flags'] }): string {
  return [row.subject.kind, ...row.flags].join('+');
}

/** Whether a row is such a target. Says the same as the regular expression of `targetPattern`. */
export function isTarget(target: ActionTarget, value: string): boolean {
  const [kind, ...flags] = value.split('+');
  const has = (flag: string) => flags.includes(flag);
  return kind === target.kind && (target.all ?? []).every(has) && !(target.none ?? []).some(has);
}

/** The regular expression, without slashes, by which a when-clause finds such targets. */
export function targetPattern(target: ActionTarget): string {
  const must = (target.all ?? []).map((flag) => `(?=.*\\+${flag}\\b)`);
  const mustNot = (target.none ?? []).map((flag) => `(?!.*\\+${flag}\\b)`);
  return `^${target.kind}\\b${[...must, ...mustNot].join('')}`;
}
