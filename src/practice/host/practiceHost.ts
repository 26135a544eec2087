import type { Output } from '../../core/command';
import type { Result } from '../../core/result';
import { changedByProgram } from '../cibChange';
import type { IsolatedRoot } from '../isolatedRoot';
import type { Machine, UnitState } from '../machine/machine';
import { withDomain } from '../machine/machine';
import { scratchInside } from '../wayIn';
import { onlineNodes } from '../nodeMembership';
import { ScratchCib } from '../scratchCib';
import type { CibElement } from '../cibTree';
import { Domains, type Domain, runningDomains } from './domains';
import { type Guests, isConnected } from './guests';

export interface ProgramRun {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly signal?: AbortSignal;
  /** See `ProcessOptions`. */
  readonly graceMs?: number;
}

/** What the hosts of a practice cluster have in common. */
export interface HostsInCommon {
  readonly hosts: ReadonlyMap<string, PracticeHost>;
  readonly guests: Guests;
  /** Turns a host off and on again, as fencing does. */
  readonly powerCycle: (host: string) => void;
  /** Names of the hosts of the cluster that would join it at boot. They never boot by themselves. */
  readonly joiningAtBoot: Set<string>;
  /** Names of the hosts that pcs has been given a password for. */
  readonly authorized: Set<string>;
  /** The CIB of a new cluster of these hosts, which runs nowhere yet. */
  readonly newCib: (cluster: string, hosts: readonly string[]) => CibElement;
}

type Argv = readonly [string, ...string[]];

/** One host of a practice cluster, or what is within a guest: a root in which Pacemaker's programs run, and the one CIB that all of them share. */
export class PracticeHost {
  private readonly domains: Domains;
  private copies = 0;

  constructor(
    readonly name: string,
    /** What is simulated of it; a change of it is another. */
    public machine: Machine,
    readonly cib: ScratchCib,
    private readonly root: IsolatedRoot,
    readonly scratch: string,
    readonly common: HostsInCommon,
    private readonly kind: 'host' | 'guest' = 'host',
  ) {
    this.domains = new Domains(name);
  }

  /** Whether the cluster runs on this host, or reaches into this guest. Where it does not, the programs find none, and say so in their own words. */
  get isMember(): boolean {
    if (this.kind === 'guest') return this.machine.units.get('pacemaker_remote')?.active === 'active' && isConnected(this.cib.tree, this.name);
    return onlineNodes(this.cib.tree).includes(this.name);
  }

  /** How corosync and Pacemaker are here, as systemd would tell it. */
  get daemons(): UnitState {
    return { active: this.isMember ? 'active' : 'inactive', enabled: this.common.joiningAtBoot.has(this.name) ? 'enabled' : 'disabled' };
  }

  listDomains(): readonly Domain[] {
    // The agent has libvirt forget a domain before it starts it.
    this.machine = runningDomains(this.cib.tree, this.name).reduce((machine, name) => withDomain(machine, name, null), this.machine);
    return this.domains.list(this.cib.tree, this.machine.domains);
  }

  /** Runs a program that reads the cluster, if it runs here. */
  read(argv: Argv, run: ProgramRun = {}): Promise<Result<Output>> {
    const cluster: Readonly<Record<string, string>> = this.isMember ? clusterEnvironment(ScratchCib.file) : {};
    return this.plain(argv, { ...run, env: { ...cluster, ...run.env } });
  }

  /** Runs a program that knows nothing of the cluster. */
  plain(argv: Argv, run: ProgramRun = {}): Promise<Result<Output>> {
    return this.root.run(argv, { ...run, timeoutMs: 120_000 });
  }

  /**
   * Runs a program that may change the configuration: on a copy, which then becomes the CIB.
   * `argv` is made for the path of the copy. Where nothing changed, nothing happens.
   */
  async change(argv: (file: string) => Argv, { env, stdin, signal }: ProgramRun = {}): Promise<Result<Output>> {
    let answer: Output | undefined;
    const name = `copy-${this.name}-${String(++this.copies)}.xml`;
    const run = (file: string) => {
      const command = argv(`${scratchInside}/${file}`);
      return this.root.run(command, { env: { ...clusterEnvironment(file), ...env }, stdin, signal, timeoutMs: 120_000 });
    };
    const program = argv(name)[0];
    // pcs hands its changes over with cibadmin, and that is what a CIB says.
    const client = program === 'pcs' ? 'cibadmin' : program;
    const changed = await this.cib.change(changedByProgram(this.scratch, name, run, (value) => (answer = value)), { host: this.name, client });
    return changed.ok ? { ok: true, value: answer! } : changed;
  }
}

function clusterEnvironment(file: string): Readonly<Record<string, string>> {
  return { CIB_file: `${scratchInside}/${file}`, CIB_shadow_dir: scratchInside };
}
