import type { Output } from '../../core/command';
import type { Result } from '../../core/result';
import { changedByProgram } from '../cibChange';
import type { IsolatedRoot } from '../isolatedRoot';
import { scratchInside } from '../wayIn';
import { onlineNodes } from '../nodeMembership';
import { ScratchCib } from '../scratchCib';
import type { Template } from '../templates/template';
import { Domains, type Domain } from './domains';

export interface ProgramRun {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly signal?: AbortSignal;
  /** See `ProcessOptions`. */
  readonly graceMs?: number;
}

type Argv = readonly [string, ...string[]];

/** One host of a practice cluster: a root of its own in which Pacemaker's programs run, and the one CIB that all hosts share. */
export class PracticeHost {
  private readonly domains: Domains;
  private copies = 0;

  constructor(
    readonly name: string,
    template: Template,
    readonly cib: ScratchCib,
    private readonly root: IsolatedRoot,
    private readonly scratch: string,
    /** Turns a host off and on again, as fencing does. */
    readonly powerCycle: (host: string) => void,
  ) {
    this.domains = new Domains(name, template);
  }

  /** Whether the cluster runs on this host. Where it does not, the programs find none, and say so in their own words. */
  get isMember(): boolean {
    return onlineNodes(this.cib.tree).includes(this.name);
  }

  listDomains(): readonly Domain[] {
    return this.domains.list(this.cib.tree);
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
