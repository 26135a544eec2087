import { readBoolean } from '../core/statusValues';
import { displayText } from './displayName';
import type { FormChoice, FormField, ShownWith } from './resourcePanelProtocol';
import type { Translate } from './row';

/** How a value is checked. Agents have their own words for some of them; any other is a text that may be anything. */
export type ValueType = 'text' | 'id' | 'integer' | 'score' | 'time' | 'choice';

/** What is to be made a field of. */
export interface FieldSource {
  readonly id: string;
  readonly label: string;
  /** In the words of whoever describes it: `boolean`, `integer`, `time`, `select`, … */
  readonly type: string;
  readonly options: readonly string[];
  /** What counts where nothing is given; null where nobody says. */
  readonly default: string | null;
  readonly required: boolean;
  readonly secret: boolean;
  readonly help: string;
  readonly more: string;
  /** As it is configured, where it is. */
  readonly value: string;
  readonly shownWith?: readonly ShownWith[];
  readonly beside?: boolean;
}

/** A field together with how its value is checked. */
export interface CheckedField extends FormField {
  readonly type: ValueType;
  /** What it holds at first. */
  readonly value: string;
}

/** A field for one value, with the controls that fit it. */
export function formField(source: FieldSource, t: Translate): CheckedField {
  const { id, label, required, secret, value, shownWith = [], beside = false } = source;
  const choices = secret ? [] : choicesOf(source, t);
  const help = displayText(source.help);
  const more = source.more.trim();
  return {
    id,
    label,
    kind: secret ? 'secret' : choices.length > 0 ? 'choice' : 'text',
    placeholder: source.default === null || source.default === '' ? '' : t('Default: {0}', displayText(source.default)),
    choices,
    required,
    help,
    more: more === '' || displayText(more) === help ? '' : more,
    shownWith,
    beside,
    type: choices.length > 0 ? 'choice' : valueType(source.type),
    value: secret ? '' : value,
  };
}

/** What can be chosen: nothing, so that the default counts, then the values; also one that is configured and is none of them. */
function choicesOf({ type, options, default: byDefault, required, value }: FieldSource, t: Translate): readonly FormChoice[] {
  const values = options.length > 0 ? options : /^bool(ean)?$/i.test(type) ? booleanWords(byDefault) : [];
  if (values.length === 0) return [];
  const none = byDefault === null || byDefault === '' ? (required ? t('Choose…') : t('Not set')) : t('Default: {0}', displayText(byDefault));
  const all = [...new Set([...values, ...(value === '' ? [] : [value])])].filter((each) => each !== '');
  return [{ value: '', label: none }, ...all.map((each) => ({ value: each, label: displayText(each) }))];
}

/** Yes and no as the agent says them. */
function booleanWords(byDefault: string | null): readonly string[] {
  const pairs = [['true', 'false'], ['yes', 'no'], ['on', 'off'], ['1', '0'], ['True', 'False'], ['TRUE', 'FALSE'], ['YES', 'NO']];
  const own = byDefault === null || readBoolean(byDefault) === null ? undefined : pairs.find((pair) => pair.includes(byDefault));
  return own ?? ['true', 'false'];
}

function valueType(type: string): ValueType {
  const word = type.toLowerCase();
  if (/^(int(eger)?|number|numeric|nonnegative_integer|port)$/.test(word)) return 'integer';
  if (/^(time|timeout|duration|second|seconds|interval)$/.test(word)) return 'time';
  return word === 'score' || word === 'id' ? word : 'text';
}
