import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEmitter } from '../core/emitter';
import { failure, success, type Result } from '../core/result';
import { applyFailure, listFailures, type Failure } from './failures';
import { hostFiles } from './hostFiles';
import { PracticeHost } from './host/practiceHost';
import { IsolatedRoot } from './isolatedRoot';
import { makeKeyPair } from './keys';
import type { LinkFaults } from './linkFaults';
import type { Programs } from './programs';
import { makeScratchFolder, removeScratchFolder } from './scratchFolder';
import { ScratchCib, type Clock } from './scratchCib';
import { PracticeSshServer } from './sshServer';
import { firstCib } from './templates/firstCib';
import { oneHost } from './templates/oneHost';
import type { Template, TemplateName } from './templates/template';
import { twoHosts } from './templates/twoHosts';
import { readVersions } from './versions';

export interface PracticeOptions {
  readonly template: TemplateName;
  readonly programs: Programs;
  readonly clock: Clock;
  readonly log: { info(message: string): void; warn(message: string): void };
  /** Milliseconds between the steps of the cluster's reaction, so that it can be watched; 0 shows the end at once. */
  readonly waveMs: number;
  /** Where the scratch folder is made; the system's folder for temporary files unless given. */
  readonly scratchParent?: string;
}

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
      readonly first: () => ReturnType<typeof firstCib>;
      readonly clock: Clock;
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
    if (what.kind === 'node-lost') this.powerCycle(what.node);
    return success(undefined);
  }

  /** Puts the cluster back to how it was when it started. */
  async reset(): Promise<Result<void>> {
    await Promise.all([...this.parts.servers.values()].map((server) => server.powerOff().then(() => server.powerOn())));
    const done = await this.parts.cib.edit(this.parts.first);
    await this.parts.cib.settled();
    return done;
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

  /** A host without power cannot be reached; it comes up again, as one does that was fenced by a reboot. */
  powerCycle(host: string): void {
    const server = this.parts.servers.get(host);
    void server?.powerOff().then(() => this.parts.clock.after(rebootMs, () => void (this.disposed ? undefined : server.powerOn())));
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
    await Promise.all([...servers.values()].map((server) => server.powerOff()));
    await cib.settled();
    await Promise.all(roots.map((root) => root.dispose()));
    await removeScratchFolder(scratch);
  }
}

/** How long a host takes to come up again, in milliseconds. */
const rebootMs = 3000;

const templates: Readonly<Record<TemplateName, Template>> = { 'one-host': oneHost, 'two-hosts': twoHosts };

/**
 * Starts a practice cluster: resolves when everything that its template has is running, and its hosts answer.
 * Faults: `namespaces-refused`, `practice-programs-missing`, `practice-failed`.
 */
export async function startPracticeCluster(options: PracticeOptions): Promise<Result<PracticeCluster>> {
  const template = templates[options.template];
  const scratch = await makeScratchFolder(options.scratchParent);
  const roots: IsolatedRoot[] = [];
  const abandon = async <F>(fault: F) => {
    await Promise.all(roots.map((root) => root.dispose()));
    await removeScratchFolder(scratch);
    return failure(fault);
  };

  for (const [path, text] of hostFiles(template)) {
    await mkdir(join(scratch, path, '..'), { recursive: true });
    await writeFile(join(scratch, path), text);
  }
  for (const hostname of template.hosts) {
    const root = await IsolatedRoot.start({ root: options.programs.root, scratch, hostname });
    if (!root.ok) return abandon(root.fault);
    roots.push(root.value);
  }
  const versions = await readVersions(roots[0]!);
  if (!versions.ok) return abandon(versions.fault);

  const first = () => firstCib(template, versions.value, options.clock.now());
  const cib = new ScratchCib(scratch, roots[0]!, options.clock, options.waveMs, first(), (fault) => options.log.warn(`practice cluster: ${fault.code}${'reason' in fault ? ` (${fault.reason})` : ''}`));
  const servers = new Map<string, PracticeSshServer>();
  const clientKey = makeKeyPair();
  const addresses: PracticeAddress[] = [];
  let cluster: PracticeCluster | undefined;
  for (const [index, name] of template.hosts.entries()) {
    const hostKey = makeKeyPair();
    const host = new PracticeHost(name, template, cib, roots[index]!, scratch, (node) => cluster?.powerCycle(node));
    const server = new PracticeSshServer(host, hostKey, clientKey.public);
    await server.powerOn();
    servers.set(name, server);
    addresses.push({ name, host: '127.0.0.1', port: server.port, user: 'root', privateKey: clientKey.private, hostKey: hostKey.public.toString('base64') });
  }
  cluster = new PracticeCluster(options.template, addresses, { cib, roots, servers, scratch, first, clock: options.clock });
  await cib.begin();
  options.log.info(`practice cluster: ${template.name}, Pacemaker ${versions.value.pacemaker}, ${options.programs.origin} programs`);
  return success(cluster);
}
