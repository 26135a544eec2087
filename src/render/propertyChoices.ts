import type { ClusterSnapshot } from '../core/snapshot';
import type { Choice } from './choice';
import { displayName } from './displayName';
import { naturalOrder } from './naturalOrder';
import type { Translate } from './row';

/** What the cluster writes about itself: pcs sets none of them. */
const writtenByCluster = ['cluster-infrastructure', 'cluster-name', 'dc-version', 'have-watchdog', 'last-lrm-refresh'];

/** The properties to choose from: those that are set, with their values, then others that are often wanted. */
export function propertyChoices({ properties }: Pick<ClusterSnapshot, 'properties'>, t: Translate): readonly Choice<string>[] {
  const known = knownProperties(t);
  const set = Object.keys(properties).filter((name) => !writtenByCluster.includes(name)).sort(naturalOrder);
  const others = Object.keys(known).filter((name) => !set.includes(name));
  const choice = (name: string, description: string): Choice<string> =>
    ({ label: displayName(name), description, detail: known[name] ?? '', codicon: 'symbol-property', value: name });
  return [...set.map((name) => choice(name, t('now {0}', displayName(properties[name] ?? '')))), ...others.map((name) => choice(name, t('not set')))];
}

/** What was typed as a property that the list does not have. */
export function typedProperty(typed: string, t: Translate): Choice<string> {
  return { label: displayName(typed), description: t('another property'), detail: '', codicon: 'edit', value: typed };
}

/** What is wrong with the name of a property, or null. */
export function propertyNameProblem(name: string, t: Translate): string | null {
  if (writtenByCluster.includes(name)) return t('{0} is written by the cluster itself and cannot be set.', name);
  return /^[A-Za-z_][\w.-]*$/.test(name) ? null : t('The name of a property begins with a letter and has letters, digits, “-”, “_” and “.” in it.');
}

/** What the values of often used properties do. */
function knownProperties(t: Translate): Readonly<Record<string, string>> {
  return {
    'batch-limit': t('How many actions the cluster carries out at once; 0 lets it choose'),
    'cluster-recheck-interval': t('How often the cluster looks whether a rule or a time-out asks for something new, 15min for instance'),
    'concurrent-fencing': t('true fences several nodes at once'),
    'enable-acl': t('true lets access control lists decide who may see and change what'),
    'maintenance-mode': t('true leaves all resources as they are and watches none'),
    'migration-limit': t('How many live migrations a node takes part in at once; -1 sets no limit'),
    'no-quorum-policy': t('What a part without quorum does with its resources: stop, freeze, ignore, demote, suicide'),
    'node-health-strategy': t('What the health of a node means to its resources: none, migrate-on-red, only-green, progressive, custom'),
    'placement-strategy': t('Whether utilization counts: default, utilization, balanced, minimal'),
    'priority-fencing-delay': t('How much longer the node with the weightier resources has before it is fenced'),
    'start-failure-is-fatal': t('true never tries again on a node where a start failed'),
    'stonith-enabled': t('false fences no node, and takes lost ones for powered off'),
    'stop-all-resources': t('true stops every resource'),
    'symmetric-cluster': t('false lets a resource run only where a constraint allows it'),
  };
}
