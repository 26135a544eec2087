import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Fault } from '../core/fault';
import { failure, success, type Result } from '../core/result';
import type { Clock } from '../core/surroundings';
import { hostFiles } from './hostFiles';
import { PracticeHost } from './host/practiceHost';
import { IsolatedRoot } from './isolatedRoot';
import { makeKeyPair } from './keys';
import { PracticeCluster, type PracticeAddress } from './practiceCluster';
import type { Programs } from './programs';
import { makeScratchFolder, removeScratchFolder } from './scratchFolder';
import { ScratchCib } from './scratchCib';
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

const templates: Readonly<Record<TemplateName, Template>> = { 'one-host': oneHost, 'two-hosts': twoHosts };

/**
 * Starts a practice cluster: resolves when everything that its template has is running, and its hosts answer.
 * Faults: `namespaces-refused`, `practice-programs-missing`, `practice-failed`.
 */
export async function startPracticeCluster(options: PracticeOptions): Promise<Result<PracticeCluster>> {
  const roots: IsolatedRoot[] = [];
  const servers = new Map<string, PracticeSshServer>();
  let scratch: string | null = null;
  const abandon = async (fault: Fault) => {
    await Promise.all([...[...servers.values()].map((server) => server.dispose()), ...roots.map((root) => root.dispose())]);
    if (scratch !== null) await removeScratchFolder(scratch);
    return failure(fault);
  };
  try {
    scratch = await makeScratchFolder(options.scratchParent);
    const parts = await startHosts(options, scratch, roots, servers);
    if (!parts.ok) return await abandon(parts.fault);
    const begun = await parts.value.cib.begin(parts.value.first());
    if (!begun.ok) return await abandon(begun.fault);
    return success(new PracticeCluster(options.template, parts.value.addresses, { ...parts.value, roots, servers, scratch }));
  } catch (error) {
    // The file system or the network of this machine refused.
    return abandon({ code: 'practice-failed', reason: error instanceof Error ? error.message : String(error) });
  }
}

/** Adds what it starts to `roots` and `servers` at once, so that it can be ended whatever happens next. */
async function startHosts(options: PracticeOptions, scratch: string, roots: IsolatedRoot[], servers: Map<string, PracticeSshServer>) {
  const { clock, log, programs, waveMs } = options;
  const template = templates[options.template];
  for (const [path, text] of hostFiles(template)) {
    await mkdir(dirname(join(scratch, path)), { recursive: true });
    await writeFile(join(scratch, path), text);
  }
  for (const hostname of template.hosts) {
    const root = await IsolatedRoot.start({ root: programs.root, scratch, hostname });
    if (!root.ok) return root;
    roots.push(root.value);
  }
  const versions = await readVersions(roots[0]!);
  if (!versions.ok) return versions;

  const cib = new ScratchCib(scratch, roots[0]!, clock, waveMs, (fault) => log.warn(`practice cluster: ${fault.code}${'reason' in fault ? ` (${fault.reason})` : ''}`));
  const clientKey = makeKeyPair();
  const addresses: PracticeAddress[] = [];
  for (const [index, name] of template.hosts.entries()) {
    const hostKey = makeKeyPair();
    const host = new PracticeHost(name, template, cib, roots[index]!, scratch, (node) => void servers.get(node)?.powerCycle());
    const server = new PracticeSshServer(host, hostKey, clientKey.public, clock);
    servers.set(name, server);
    await server.powerOn();
    addresses.push({ name, host: '127.0.0.1', port: server.port, user: 'root', privateKey: clientKey.private, hostKey: hostKey.public.toString('base64') });
  }
  log.info(`practice cluster: ${template.name}, Pacemaker ${versions.value.pacemaker}, ${programs.origin} programs`);
  return success({ cib, addresses, first: () => firstCib(template, versions.value, clock.now()) });
}
