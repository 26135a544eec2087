import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Fault } from '../core/fault';
import { failure, success, type Result } from '../core/result';
import type { Clock } from '../core/surroundings';
import { corosyncInScratch, guestAddress, hostFiles, scratchFiles } from './hostFiles';
import { Guests } from './host/guests';
import { PracticeHost } from './host/practiceHost';
import { IsolatedRoot } from './isolatedRoot';
import { makeKeyPair } from './keys';
import { firstGuest, firstMachine } from './machine/firstMachine';
import { newKey } from './machine/machine';
import { PracticeCluster, type PracticeAddress } from './practiceCluster';
import type { Programs } from './programs';
import { makeScratchFolder, removeScratchFolder } from './scratchFolder';
import { noCluster, ScratchCib } from './scratchCib';
import { PracticeSshServer } from './sshServer';
import { bareHost, twoBareHosts } from './templates/bareHosts';
import { firstCib, newCib } from './templates/firstCib';
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

const templates: Readonly<Record<TemplateName, Template>> = { 'one-host': oneHost, 'two-hosts': twoHosts, 'bare-host': bareHost, 'two-bare-hosts': twoBareHosts };

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
    const begun = await parts.value.begin();
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
  await writeFiles(template, scratch);
  for (const hostname of template.hosts) {
    const root = await IsolatedRoot.start({ root: programs.root, scratch, hostname });
    if (!root.ok) return root;
    roots.push(root.value);
  }
  const versions = await readVersions(roots[0]!);
  if (!versions.ok) return versions;

  const cib = new ScratchCib(scratch, roots[0]!, clock, waveMs, (fault) => log.warn(`practice cluster: ${fault.code}${'reason' in fault ? ` (${fault.reason})` : ''}`));
  const clientKey = makeKeyPair();
  const hosts = new Map<string, PracticeHost>();
  const guests = new Guests(hosts);
  const common = {
    hosts, guests, joiningAtBoot: new Set<string>(), authorized: new Set<string>(), powerCycle: (node: string) => void servers.get(node)?.powerCycle(),
    newCib: (cluster: string, names: readonly string[]) => newCib(cluster, names, versions.value, clock.now()),
  };
  const [key, guestKey] = [newKey(), makeKeyPair()];
  const addresses: PracticeAddress[] = [];
  for (const [index, name] of template.hosts.entries()) {
    const hostKey = makeKeyPair();
    const host = new PracticeHost(name, firstMachine(template, name, key), cib, roots[index]!, scratch, common);
    hosts.set(name, host);
    const server = new PracticeSshServer(host, hostKey, guestKey, clientKey.public, clock);
    servers.set(name, server);
    await server.powerOn();
    addresses.push({ name, host: '127.0.0.1', port: server.port, user: 'root', privateKey: clientKey.private, hostKey: hostKey.public.toString('base64'), guestKey: guestKey.public.toString('base64') });
  }
  for (const name of guestsOf(template)) {
    const within = new PracticeHost(name, firstGuest(template, name, key), cib, roots[0]!, scratch, common, 'guest');
    guests.all.set(name, { address: guestAddress(template, name), within, place: null, ways: new Set() });
  }
  cib.onDidChange(() => guests.follow());
  log.info(`practice cluster: ${template.name}, Pacemaker ${versions.value.pacemaker}, ${programs.origin} programs`);
  /** Has everything as the template has it, and waits until the cluster is up. */
  const begin = async () => {
    await rm(join(scratch, corosyncInScratch), { force: true });
    await writeFiles(template, scratch);
    for (const host of hosts.values()) host.machine = firstMachine(template, host.name, key);
    for (const [name, { within }] of guests.all) within.machine = firstGuest(template, name, key);
    guests.forget();
    common.joiningAtBoot.clear();
    common.authorized.clear();
    // Hosts of a cluster know one another.
    if (!template.isBare) for (const name of template.hosts) common.authorized.add(name);
    return cib.begin(template.isBare ? noCluster : firstCib(template, versions.value, clock.now()));
  };
  return success({ cib, addresses, begin });
}

function guestsOf({ guests, unmanagedGuests }: Template): readonly string[] {
  return [...guests, ...unmanagedGuests.map(({ name }) => name)];
}

/** Over files that are there already: programs see them as they are then. */
async function writeFiles(template: Template, scratch: string): Promise<void> {
  for (const [path, text] of scratchFiles(hostFiles(template))) {
    await mkdir(dirname(join(scratch, path)), { recursive: true });
    await writeFile(join(scratch, path), text);
  }
}
