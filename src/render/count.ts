import type { Translate } from './row';

export function problemsText(count: number, t: Translate): string {
  return count === 1 ? t('1 problem') : t('{0} problems', count);
}

export function failuresText(count: number, t: Translate): string {
  return count === 1 ? t('1 failure') : t('{0} failures', count);
}
