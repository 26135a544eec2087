import { createEmitter } from '../core/emitter';
import type { ClusterDefinition } from './clusterState';
import type { ClusterSession } from './clusterSession';
import type { Disposable } from '../core/surroundings';

/** Every cluster of this window, each with its session, and which of them the views show. */
export class Clusters implements Disposable {
  private readonly byId = new Map<string, ClusterSession>();
  private activeId: string | null = null;
  private readonly changes = createEmitter<void>();

  constructor(
    private readonly openSession: (definition: ClusterDefinition) => ClusterSession,
    private readonly remembered: { read(): string | null; write(id: string | null): void },
  ) {}

  /** In the order in which they were defined. */
  get sessions(): readonly ClusterSession[] {
    return [...this.byId.values()];
  }

  session(id: string): ClusterSession | undefined {
    return this.byId.get(id);
  }

  /** The one that was made active last, else the first. */
  get active(): ClusterSession | undefined {
    return (this.activeId === null ? undefined : this.byId.get(this.activeId)) ?? this.sessions[0];
  }

  /** Tells when a cluster came or went, or another became active; a session tells of its own state itself. */
  onDidChange(listener: () => void): Disposable {
    return this.changes.on(listener);
  }

  /** Adds a cluster, or replaces one whose hosts have changed; the same definition again changes nothing. */
  define(definition: ClusterDefinition): ClusterSession {
    const known = this.byId.get(definition.id);
    if (known !== undefined && JSON.stringify(known.definition) === JSON.stringify(definition)) return known;
    known?.dispose();
    const session = this.openSession(definition);
    this.byId.set(definition.id, session);
    this.activeId ??= this.remembered.read();
    this.changes.fire();
    return session;
  }

  remove(id: string): void {
    this.byId.get(id)?.dispose();
    if (this.byId.delete(id)) this.changes.fire();
  }

  makeActive(id: string): void {
    if (!this.byId.has(id) || id === this.activeId) return;
    this.activeId = id;
    this.remembered.write(id);
    this.changes.fire();
  }

  dispose(): void {
    this.changes.dispose();
    for (const session of this.byId.values()) session.dispose();
    this.byId.clear();
  }
}
