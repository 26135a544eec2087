import { isAtLeast } from '../core/change/dialect';
import type { Translate } from './row';

/** A meta attribute: a setting by which Pacemaker itself treats a resource. */
export interface MetaAttribute {
  readonly name: string;
  readonly type: 'boolean' | 'integer' | 'score' | 'time' | 'choice' | 'string';
  /** What counts where it is not set. */
  readonly default: string;
  /** Where only these are allowed. */
  readonly choices: readonly string[];
  readonly meaning: string;
  /** Seldom wanted: shown below the others. */
  readonly rare: boolean;
}

/** The meta attributes of a primitive that a Pacemaker of this version knows; of one whose version is not known, all. */
export function metaAttributes(pacemaker: string | null, { fencing }: { readonly fencing: boolean }, t: Translate): readonly MetaAttribute[] {
  const knows = (version: string) => pacemaker === null || isAtLeast(pacemaker, version);
  const all: readonly (MetaAttribute & { readonly since?: string; readonly notFencing?: boolean })[] = [
    { name: 'target-role', type: 'choice', default: 'Started', choices: ['Started', 'Stopped', ...(knows('2.1.0') ? ['Promoted', 'Unpromoted'] : ['Master', 'Slave'])], meaning: t('The state in which the cluster is to keep it.'), rare: false },
    { name: 'is-managed', type: 'boolean', default: 'true', choices: [], meaning: t('Whether the cluster may start and stop it.'), rare: false },
    { name: 'resource-stickiness', type: 'score', default: '0', choices: [], meaning: t('How strongly it wants to stay on the node where it runs, against constraints that would have it elsewhere.'), rare: false, notFencing: true },
    { name: 'migration-threshold', type: 'score', default: 'INFINITY', choices: [], meaning: t('After so many failures on a node it may not run there any more, until they are cleaned up. 0 means never.'), rare: false },
    { name: 'failure-timeout', type: 'time', default: '0', choices: [], meaning: t('After this time a failure is forgotten by itself. 0 means never.'), rare: false },
    { name: 'priority', type: 'score', default: '0', choices: [], meaning: t('Where not all can run, those of the higher priority are kept.'), rare: false },
    { name: 'allow-migrate', type: 'boolean', default: 'false', choices: [], meaning: t('Whether it is moved while it runs, by an agent that can do so, instead of being stopped here and started there.'), rare: false, notFencing: true },
    { name: 'maintenance', type: 'boolean', default: 'false', choices: [], meaning: t('Whether it is left wholly alone: neither started nor stopped nor watched.'), rare: true },
    { name: 'multiple-active', type: 'choice', default: 'stop_start', choices: ['block', 'stop_only', 'stop_start', ...(knows('2.1.3') ? ['stop_unexpected'] : [])], meaning: t('What is done when it is found running on more than one node.'), rare: true },
    { name: 'requires', type: 'choice', default: fencing ? 'quorum' : 'fencing', choices: ['nothing', 'quorum', 'fencing', 'unfencing'], meaning: t('What has to be so before it is started. The default is “quorum” where fencing is turned off, and for fence devices.'), rare: true },
    { name: 'critical', type: 'boolean', default: 'true', choices: [], meaning: t('Whether what runs with it is moved to another node when it cannot run on this one. Where it is not, it is stopped instead.'), rare: true, since: '2.1.0', notFencing: true },
    { name: 'allow-unhealthy-nodes', type: 'boolean', default: 'false', choices: [], meaning: t('Whether it may run on a node whose health is bad.'), rare: true, since: '2.1.3' },
    { name: 'container-attribute-target', type: 'choice', default: '', choices: ['host'], meaning: t('Inside a bundle: whether node attributes are those of the container or of the host below it.'), rare: true, notFencing: true },
  ];
  return all.filter(({ since, notFencing }) => (since === undefined || knows(since)) && !(fencing && notFencing === true));
}

/** The meta attributes of a clone; `promotable` adds those of the role. */
export function cloneMetaAttributes(promotable: boolean, t: Translate): readonly MetaAttribute[] {
  return [
    ...(promotable
      ? [
          { name: 'promoted-max', type: 'integer', default: '1', choices: [], meaning: t('How many instances may be promoted in the cluster.'), rare: false } as const,
          { name: 'promoted-node-max', type: 'integer', default: '1', choices: [], meaning: t('How many instances may be promoted on one node.'), rare: false } as const,
        ]
      : []),
    { name: 'clone-max', type: 'integer', default: t('one for each node'), choices: [], meaning: t('How many instances run in the cluster.'), rare: false },
    { name: 'clone-node-max', type: 'integer', default: '1', choices: [], meaning: t('How many instances may run on one node.'), rare: false },
    { name: 'interleave', type: 'boolean', default: 'false', choices: [], meaning: t('Whether what depends on it waits only for the instance on its own node, instead of all of them.'), rare: false },
    { name: 'ordered', type: 'boolean', default: 'false', choices: [], meaning: t('Whether the instances are started one after the other.'), rare: false },
    { name: 'notify', type: 'boolean', default: 'false', choices: [], meaning: t('Whether every instance is told before and after another is started, stopped or promoted.'), rare: false },
    { name: 'globally-unique', type: 'boolean', default: 'false', choices: [], meaning: t('Whether each instance does something of its own, so that several can run on one node.'), rare: false },
  ];
}
