import { createEmitter } from '../core/emitter';
import { failure, success, type Result } from '../core/result';
import { applyFailure, listFailures, type Failure } from './failures';
import type { IsolatedRoot } from './isolatedRoot';
import type { LinkFaults } from './linkFaults';
import { removeScratchFolder } from './scratchFolder';
import type { ScratchCib } from './scratchCib';
import type { PracticeSshServer } from './sshServer';
import type { TemplateName } from './templates/template';

/** How a host is reached: everything that its SSH needs, in memory. */
export interface PracticeAddress {
  readonly name: string;
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly user: 'root';
  /** OpenSSH text. */
  readonly privateKey: string;
  /** The host's public key blob in base64. */
  readonly hostKey: string;
  /** As much of the guests that are reached through it. */
  readonly guestKey: string;
}

/** A running practice cluster. It ends, with all of its processes and files, when it is disposed. */
export class PracticeCluster {
  private readonly changes = createEmitter<void>();
  private disposed: Promise<void> | null = null;

  constructor(
    readonly template: TemplateName,
    readonly hosts: readonly PracticeAddress[],
    private readonly parts: {
      readonly cib: ScratchCib;
      readonly roots: readonly IsolatedRoot[];
      readonly servers: ReadonlyMap<string, PracticeSshServer>;
      readonly scratch: string;
      readonly begin: () => Promise<Result<void>>;
    },
  ) {
    parts.cib.onDidChange(() => this.changes.fire());
  }

  /** Tells that the cluster is not as it was: a command, a failure, or the next step of its own reaction. */
  onDidChange(listener: () => void): { dispose(): void } {
    return this.changes.on(listener);
  }

  /** What can be made to fail now. */
  listFailures(): readonly Failure[] {
    return listFailures(this.parts.cib.tree);
  }

  /** Makes something fail; resolves before the cluster has reacted. Fault: `practice-failed` when what should fail does not run. */
  async inject(what: Failure): Promise<Result<void>> {
    const { cib } = this.parts;
    let applied = false;
    const done = await cib.edit((before) => {
      const after = applyFailure(before, what, cib.seconds());
      applied = after !== null;
      return after ?? before;
    });
    if (!done.ok) return done;
    if (!applied) return failure({ code: 'practice-failed', reason: `not running: ${Object.values(what).slice(1).join(' ')}` });
    if (what.kind === 'node-lost') void this.parts.servers.get(what.node)?.powerCycle();
    return success(undefined);
  }

  /** Puts the cluster back to how it was when it started. Resolves when it is up. */
  async reset(): Promise<Result<void>> {
    const { servers, begin } = this.parts;
    const begun = await begin();
    await Promise.all([...servers.values()].map((server) => server.powerOn()));
    return begun;
  }

  /** Resolves when the cluster has done all that its scheduler wants. */
  settled(): Promise<void> {
    return this.parts.cib.settled();
  }

  /** What goes wrong with the SSH of a host from now on. */
  setLinkFaults(host: string, faults: Partial<LinkFaults>): void {
    this.parts.servers.get(host)?.setFaults(faults);
  }

  /** Cuts every connection to a host. */
  dropLinks(host: string): void {
    this.parts.servers.get(host)?.drop();
  }

  /** Resolves when no process, no port and no file of it is left. */
  dispose(): Promise<void> {
    this.disposed ??= this.end();
    return this.disposed;
  }

  private async end(): Promise<void> {
    const { cib, roots, servers, scratch } = this.parts;
    this.changes.dispose();
    cib.dispose();
    await Promise.all([...servers.values()].map((server) => server.dispose()));
    await cib.settled();
    await Promise.all(roots.map((root) => root.dispose()));
    await removeScratchFolder(scratch);
  }
}
