import type { ClusterSnapshot } from '../core/snapshot';
import type { Choice } from './choice';
import { displayName } from './displayName';
import { naturalOrder } from './naturalOrder';
import type { Translate } from './row';

/** A list of words with values: what one is asked to choose from, and what is set of them now. */
export interface WordList {
  readonly known: Readonly<Record<string, string>>;
  readonly set: Readonly<Record<string, string>>;
}

/** The words to choose from: those that are set, with their values, then others that are often wanted. */
export function wordChoices({ known, set }: WordList, t: Translate): readonly Choice<string>[] {
  const names = Object.keys(set).sort(naturalOrder);
  const choice = (name: string, description: string): Choice<string> =>
    ({ label: displayName(name), description, detail: Object.hasOwn(known, name) ? (known[name] ?? '') : '', codicon: 'symbol-property', value: name });
  return [
    ...names.map((name) => choice(name, t('now {0}', displayName(set[name] ?? '')))),
    ...Object.keys(known).filter((name) => !Object.hasOwn(set, name)).map((name) => choice(name, t('not set'))),
  ];
}

/** What was typed as a word that the list does not have: the entry, or what is wrong with it. */
export function typedWord(typed: string, t: Translate): Choice<string> | string {
  if (!/^[A-Za-z_#][\w.-]*$/.test(typed)) return t('A name begins with a letter and has letters, digits, “-”, “_” and “.” in it.');
  return { label: displayName(typed), description: t('another one'), detail: '', codicon: 'edit', value: typed };
}

/** Meta attributes that resources often have. */
export function metaWords(t: Translate): Readonly<Record<string, string>> {
  return {
    'resource-stickiness': t('How much it wants to stay where it runs: a score that other nodes have to outweigh'),
    'migration-threshold': t('After how many failures on a node it is started elsewhere'),
    'failure-timeout': t('After how long a failure is forgotten: 10min'),
    'priority': t('Which resources are stopped first where not all can run: those of a lower number'),
    'target-role': t('Started, Stopped, or for a promotable clone Promoted or Unpromoted'),
    'is-managed': t('Whether the cluster starts and stops it: true or false'),
    'maintenance': t('Whether the cluster leaves it alone, and watches it no longer: true or false'),
    'critical': t('Whether its failures may move what it is kept together with: true or false'),
    'allow-migrate': t('Whether it is moved without being stopped, where its agent can: true or false'),
    'multiple-active': t('What happens when it is found running twice: stop_start, stop_only, block, stop_unexpected'),
    'clone-max': t('Of a clone: how many instances there are in all'),
    'clone-node-max': t('Of a clone: how many instances may run on one node'),
    'interleave': t('Of a clone: whether an instance waits only for the instances on its own node: true or false'),
    'promoted-max': t('Of a promotable clone: how many instances are promoted'),
    'notify': t('Of a clone: whether instances are told before and after one starts or stops: true or false'),
    'ordered': t('Of a clone: whether its instances start one after the other: true or false'),
  };
}

/** What resources are often said to use. The names have to be those that nodes offer. */
export function utilizationWords({ nodes }: Pick<ClusterSnapshot, 'nodes'>, t: Translate): Readonly<Record<string, string>> {
  const offered = new Set(nodes.flatMap(({ utilization }) => Object.keys(utilization)));
  const known: Readonly<Record<string, string>> = { cpu: t('Processors'), memory: t('Memory, in the unit that the nodes have it in') };
  return { ...known, ...Object.fromEntries([...offered].sort(naturalOrder).map((name) => [name, t('Nodes offer it')])) };
}

/** Options that operations often have as defaults. */
export function operationWords(t: Translate): Readonly<Record<string, string>> {
  return {
    'timeout': t('After how long an operation counts as failed: 60s'),
    'on-fail': t('What happens when one fails: restart, ignore, block, stop, demote, fence, standby'),
    'record-pending': t('Whether operations that are under way are shown: true or false'),
    'enabled': t('Whether recurring operations run at all: true or false'),
  };
}
