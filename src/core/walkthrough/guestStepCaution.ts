/** What a person has to know before a step of a guest is done; `src/render/guestStepText.ts` says it. */
export type GuestStepCaution =
  /** What the command asks for has to suit a cluster of several hosts. */
  | { readonly code: 'machine-for-several' }
  /** The guest has another key, which is kept beside: whoever uses that one is not let in any more. */
  | { readonly code: 'other-key-aside'; readonly target: string }
  /** Pacemaker is installed with it, and is not to be started in a guest. */
  | { readonly code: 'no-pacemaker-in-guest'; readonly target: string }
  /** Whoever uses the virtual machine loses it until the cluster starts it. */
  | { readonly code: 'shuts-down'; readonly domain: string }
  /** What virsh prints of a display lacks its password. */
  | { readonly code: 'no-display-password' }
  /** Nobody could look into the guest, so whether it is ready for the cluster is not known. */
  | { readonly code: 'guest-unseen'; readonly domain: string }
  /** Its node is fenced and everything in it is stopped and started again; `resources` are those in it now. */
  | { readonly code: 'kills'; readonly node: string; readonly resources: readonly string[] };
