import type { RemovedElement } from './recreateTask';

/** Where in a group: before or after a member of it; null puts it at the end. */
export type GroupPlace = { readonly kind: 'before' | 'after'; readonly member: string } | null;

/**
 * What makes groups, clones and bundles of resources and takes them apart, and what sets words of a resource one by one. `putBack` are constraints
 * that pcs has changed or dropped with what is taken back, as they were. What takes a group or a clone away has it, be it empty, whenever that takes a change back: then nothing
 * may go with it that others have come to say of it since.
 */
export type ShapeTask =
  /** The group may be a new one. `meta` are words of the group itself. */
  | { readonly kind: 'groupResources'; readonly group: string; readonly resources: readonly string[]; readonly place: GroupPlace; readonly meta: Readonly<Record<string, string>>; readonly putBack?: readonly RemovedElement[] }
  /** Members that leave their group; with the last of them the group goes. */
  | { readonly kind: 'ungroup'; readonly group: string; readonly resources: readonly string[]; readonly putBack?: readonly RemovedElement[] }
  /** `clone` is the id that it gets; null leaves that to pcs. */
  | { readonly kind: 'clone'; readonly resource: string; readonly clone: string | null; readonly promotable: boolean; readonly meta: Readonly<Record<string, string>>; readonly putBack?: readonly RemovedElement[] }
  /** `resource` is the clone or what is in it. */
  | { readonly kind: 'unclone'; readonly resource: string; readonly putBack?: readonly RemovedElement[] }
  /** A bundle without a resource in it. */
  | {
      readonly kind: 'createBundle';
      readonly bundle: string;
      readonly container: BundleContainer;
      readonly options: Readonly<Record<string, string>>;
      readonly network: Readonly<Record<string, string>>;
      /** Ports and folders of the host that its containers are given; absent where there are none. */
      readonly mappings?: readonly BundleMapping[];
      readonly meta?: Readonly<Record<string, string>>;
    }
  /** `value` null takes the word out. */
  | { readonly kind: 'setMeta' | 'setUtilization'; readonly resources: readonly string[]; readonly name: string; readonly value: string | null };

export interface BundleMapping {
  readonly of: 'port' | 'storage';
  readonly options: Readonly<Record<string, string>>;
}

export type BundleContainer = 'podman' | 'docker';

/** `of` says which of the two lists of defaults: what resources have for meta attributes, or their operations for options. */
export interface DefaultTask {
  readonly kind: 'setDefault';
  readonly of: 'resource' | 'operation';
  readonly name: string;
  /** Null takes the default out. */
  readonly value: string | null;
}

export type TicketRole = 'Promoted' | 'Started' | 'Unpromoted';

export type LossPolicy = 'stop' | 'demote' | 'fence' | 'freeze';

/** Resources of one set in their order, and what is said of them: `sequential`, `role`, … */
export interface SetDraft {
  readonly resources: readonly string[];
  readonly options: Readonly<Record<string, string>>;
}

/** What constraints can say beside the simple things. */
export type ShapedConstraintTask =
  /** `rule` is the id of the one of its rules that is meant; without it, it has one or none. */
  | { readonly kind: 'setScore'; readonly constraint: string; readonly score: string; readonly rule?: string }
  | { readonly kind: 'addTicket'; readonly ticket: string; readonly resource: string; readonly role: TicketRole | null; readonly lossPolicy: LossPolicy | null }
  /** `options` are those of the whole: `score`, `kind`, `ticket`, … Without an id it gets one that is free. */
  | { readonly kind: 'addSets'; readonly of: 'order' | 'colocation' | 'ticket'; readonly sets: readonly SetDraft[]; readonly options: Readonly<Record<string, string>>; readonly id?: string }
  /** `rule` in the words of pcs: `#uname eq host1 and date lt 2027-01-01`. */
  | { readonly kind: 'addRule'; readonly resource: string; readonly rule: string; readonly score: string; readonly role: Exclude<TicketRole, 'Started'> | null };
