import type { PreviewWay } from '../core/change/plan';
import type { Fault } from '../core/fault';
import { displayCommand, displayName } from './displayName';
import { faultText } from './faultText';
import type { Translate } from './row';

/** What a person reads before saying yes. */
export interface Confirmation {
  /** The host that the commands are run on, as the user typed it, and what the user calls the cluster. */
  readonly host: string;
  readonly cluster: string;
  /** Why this is asked (again), where that is not plain. */
  readonly note: string | null;
  /** What would come of it, in short, or why that is not known. */
  readonly consequences: readonly string[];
  readonly cautions: readonly string[];
  /** The lines that are run, as a shell would take them. */
  readonly commands: readonly string[];
}

/** A dialog has no room for more; the document that shows it in full has. */
const mostConsequences = 12;
const mostCommands = 12;

/** The text below the title of the dialog: what would come of it, what is to be thought of, and what is run. */
export function confirmationText({ host, cluster, note, consequences, cautions, commands }: Confirmation, t: Translate): string {
  return [
    ...(note === null ? [] : [note]),
    first(consequences, mostConsequences, t).join('\n'),
    ...cautions,
    [t('What is run on {0}, in the cluster {1}:', displayName(host), displayName(cluster)), ...first(commands.map(displayCommand), mostCommands, t)].join('\n'),
  ].filter((paragraph) => paragraph !== '').join('\n\n');
}

/** All that is known beforehand, as a document. `consequences` is what would come of it, in full. */
export function previewDocument(title: string, { host, cluster, cautions, commands }: Confirmation, consequences: string, t: Translate): string {
  const where = t('What is run on {0}, in the cluster {1}:', displayName(host), displayName(cluster));
  return `${[title, consequences.trim(), ...cautions, [where, ...commands.map(displayCommand)].join('\n')].join('\n\n')}\n`;
}

/** The same in so few words as a notification has room for. */
export function confirmationInShort(title: string, { host, cluster, commands }: Confirmation, t: Translate): string {
  const line = commands.map(displayCommand).join('; ');
  return t('{0}? What is run on {1}, in the cluster {2}: {3}', title, displayName(host), displayName(cluster), line);
}

/** What can be answered: do it, take the commands as text, see all of it. Whoever presses Enter at once gets the first. */
export type ConfirmationChoice = 'do' | 'copy' | 'full';

/** The choices in their order: what interrupts or destroys something is never the first. */
export function confirmationChoices({ harmless, previewed }: { readonly harmless: boolean; readonly previewed: boolean }): readonly ConfirmationChoice[] {
  const others: readonly ConfirmationChoice[] = previewed ? ['full', 'copy'] : ['copy'];
  const [safe, ...rest] = others;
  return harmless || safe === undefined ? ['do', ...others] : [safe, 'do', ...rest];
}

/** Why a change is confirmed without knowing what would come of it. */
export type NoPreview = Extract<PreviewWay, { readonly kind: 'none' }>['why'] | 'not-waited' | Fault;

export function noPreviewText(why: NoPreview, t: Translate): string {
  if (typeof why === 'object') return t('There is no preview. {0}', faultText(why, t));
  switch (why) {
    case 'runs-on-nodes':
      return t('There is no preview: this is done on the nodes themselves, and Pacemaker’s scheduler, which would be asked, has no part in it.');
    case 'forgets-history':
      return t('There is no preview: what is running is asked anew, and nobody knows before what the nodes will answer.');
    case 'cluster-stopped':
      return t('There is no preview: the cluster does not run, so there is no configuration at hand that could be played.');
    case 'not-waited':
      return t('There is no preview: you did not wait for it.');
  }
}

function first(lines: readonly string[], most: number, t: Translate): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), t('… and {0} more', lines.length - most + 1)];
}
