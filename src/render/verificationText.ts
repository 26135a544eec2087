import type { Verification } from '../core/commands/verify';
import { displayName, displayText } from './displayName';
import type { Translate } from './row';

/** What Pacemaker says of its configuration, as a document. */
export function verificationText({ valid, lines }: Verification, cluster: string, t: Translate): string {
  const head = valid
    ? lines.length === 0 ? t('Pacemaker finds nothing wrong with the configuration of the cluster {0}.', displayName(cluster)) : t('Pacemaker accepts the configuration of the cluster {0}, and remarks:', displayName(cluster))
    : t('Pacemaker finds errors in the configuration of the cluster {0}:', displayName(cluster));
  return `${[head, ...(lines.length === 0 ? [] : ['', ...lines.map((line) => `  ${displayText(line)}`)])].join('\n')}\n`;
}
