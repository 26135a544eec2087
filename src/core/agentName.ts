/** An agent as `class:provider:type`. Pacemaker 2.0 and older write `ocf::heartbeat:VirtualDomain` (seen: 2.0.5). */
export function normalizeAgent(agent: string): string {
  return agent.replace('::', ':');
}

/** Fence devices stand apart from other resources everywhere. */
export function isFenceAgent(agent: string | null): boolean {
  return agent?.startsWith('stonith:') ?? false;
}

/** The agent of a remote node's resource and of the implicit connection of a guest or bundle node. */
export const REMOTE_AGENT = 'ocf:pacemaker:remote';

/** The one agent whose resources are libvirt domains. */
export const DOMAIN_AGENT = 'ocf:heartbeat:VirtualDomain';
