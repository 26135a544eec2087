import type { Secret } from '../secret';
import type { CibVersion } from '../snapshot';
import type { Input } from './plan';

/** The whole configuration, as it was edited or as it once was. */
export interface ConfigurationTask {
  readonly kind: 'replaceConfiguration';
  /** The version of the configuration that it was made from, which has to be the cluster's still. */
  readonly version: CibVersion;
  /** What is changed, for `cibadmin --patch`: applied only to that version. */
  readonly patch: Input;
  /** The configuration as it is to be, whole and with its secrets: forgotten as soon as the change has ended. */
  readonly configuration: Secret;
  /** Configured things that are in it no more. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
  /** Number of the checkpoint that is restored; null where it was edited. */
  readonly checkpoint: number | null;
}
