import type { ConfiguredValue } from '../core/change/valueBefore';
import { displayName as name } from './displayName';
import type { Translate } from './row';

/** What something is set to: “fake of FAKE1 is y”. */
export function valueText(value: ConfiguredValue, t: Translate): string {
  switch (value.kind) {
    case 'setting':
    case 'meta':
    case 'utilization':
      return of(value.resource, value, t);
    case 'nodeAttribute':
    case 'nodeUtilization':
      return of(value.node, value, t);
    case 'property':
    case 'default':
      return value.value === null ? t('{0} is not set', name(value.name)) : t('{0} is {1}', name(value.name), name(value.value));
    case 'score':
      return t('the score of {0} is {1}', name(value.constraint), name(value.score));
  }
}

function of(whole: string, { name: word, value }: { readonly name: string; readonly value: string | null }, t: Translate): string {
  return value === null ? t('{1} of {0} is not set', name(whole), name(word)) : t('{1} of {0} is {2}', name(whole), name(word), name(value));
}
