import type { CheckedField } from './formField';
import type { FormValues } from './resourcePanelProtocol';
import type { Translate } from './row';

/** An XML name without a colon, which is what a CIB takes for an id. */
const xmlName = /^[\p{L}_][\p{L}\p{M}\p{N}._·-]*$/u;

/** A number with or without a unit, or a duration as ISO 8601 writes it. */
const timeSpan = /^(?:\d+(?:\.\d+)?\s*(?:us|usec|ms|msec|s|sec|m|min|h|hr)?|P(?=[\dT])(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?)$/i;

/** What is wrong with a value in words, or null. One that is as it was configured is not judged: it has been taken already. */
export function fieldProblem(field: CheckedField, value: string, t: Translate): string | null {
  if (value === '') return field.required ? missing(field, t) : null;
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(value)) return t('It holds a character that no configuration can hold.');
  if (value === field.value) return null;
  switch (field.type) {
    case 'text':
      return null;
    case 'id':
      return xmlName.test(value) ? null : t('A name begins with a letter or “_”, and has only letters, digits, “-”, “_” and “.” in it.');
    case 'integer':
      return /^[+-]?\d+$/.test(value) ? null : t('This has to be a whole number.');
    case 'score':
      return /^[+-]?(?:\d+|INFINITY)$/.test(value) ? null : t('This has to be a whole number or INFINITY.');
    case 'time':
      return timeSpan.test(value) ? null : t('This has to be a time: a number, and “s”, “min” or “h” behind it. Without a unit it is seconds.');
    case 'choice':
      return field.choices.some((choice) => choice.value === value) ? null : t('This has to be one of the choices.');
  }
}

/** Whether a field is shown for these values: only then it counts. */
export function isShown({ shownWith }: Pick<CheckedField, 'shownWith'>, values: FormValues): boolean {
  return shownWith.every(({ field, values: wanted }) => wanted.includes(values[field] ?? ''));
}

function missing({ kind }: CheckedField, t: Translate): string {
  return kind === 'choice' ? t('Choose one of these.') : t('This has to be filled in.');
}
