import type { Secret } from '../secret';

/** What is filled into the form of a resource or a fence device; a fence device is a resource whose agent begins with `stonith:`. */
export type ResourceFormTask =
  | {
      readonly kind: 'createResource';
      readonly id: string;
      /** `ocf:heartbeat:VirtualDomain`, `stonith:fence_virsh`. */
      readonly agent: string;
      /** An empty value is none. */
      readonly parameters: Readonly<Record<string, string | Secret>>;
      readonly meta: Readonly<Record<string, string>>;
      /** All of its operations; none at all leaves them to pcs, which takes them from the agent. */
      readonly operations: readonly OperationSetting[];
      readonly place: ResourcePlacement;
      /** Whether it is not to be started yet. */
      readonly disabled: boolean;
    }
  | {
      readonly kind: 'updateResource';
      readonly resource: string;
      /** Only what differs; null and an empty value take one out. */
      readonly parameters: Readonly<Record<string, string | Secret | null>>;
      readonly meta: Readonly<Record<string, string | null>>;
      /** All of its operations, or null: as they are. */
      readonly operations: readonly OperationSetting[] | null;
      /** What `operations` was made from, where a person has taken time over it: if they are others by now, nothing is planned. */
      readonly since?: readonly OperationSetting[];
    };

/** An operation as pcs takes it: `interval`, `timeout`, `on-fail`, `role`, `enabled`, `start-delay`, `OCF_CHECK_LEVEL`. */
export interface OperationSetting {
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
}

export type ResourcePlacement =
  | { readonly kind: 'alone' }
  /** In a group, which is made where there is none of that name; behind that member, or at the end. */
  | { readonly kind: 'group'; readonly group: string; readonly after: string | null }
  | { readonly kind: 'clone'; readonly meta: Readonly<Record<string, string>> }
  | { readonly kind: 'promotable'; readonly meta: Readonly<Record<string, string>> }
  | { readonly kind: 'bundle'; readonly bundle: string };
