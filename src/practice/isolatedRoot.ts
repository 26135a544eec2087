import type { Output } from '../core/command';
import { success, type Result } from '../core/result';
import type { ProcessOptions } from './localProcess';
import { openNamespaces } from './namespaces';
import { StandbyPcs } from './standbyPcs';
import { openTracedRoot } from './tracedRoot';
import { runInside, type IsolatedRootOptions, type WayIn } from './wayIn';

/** A root folder of their own in which programs run as root of one practice host, as any user of this machine. */
export class IsolatedRoot {
  private readonly pcs: StandbyPcs;

  private constructor(private readonly wayIn: WayIn) {
    this.pcs = new StandbyPcs(wayIn);
  }

  /**
   * By namespaces where the kernel allows them, else, for unpacked programs, by tracing system calls, which is several times slower.
   * Faults: `practice-programs-missing`, `namespaces-refused`.
   */
  static async start(options: IsolatedRootOptions): Promise<Result<IsolatedRoot>> {
    const namespaces = await openNamespaces(options);
    if (namespaces.ok) return success(new IsolatedRoot(namespaces.value));
    const traced = await openTracedRoot(options);
    return traced ? success(new IsolatedRoot(traced)) : namespaces;
  }

  /** Runs a program inside, in the home folder of its root, which is empty at first. Faults as `runProcess`. */
  run(argv: readonly [string, ...string[]], options: Omit<ProcessOptions, 'cwd' | 'group'> = {}): Promise<Result<Output>> {
    const [program, ...args] = argv;
    return program === 'pcs' ? this.pcs.run(args, options) : runInside(this.wayIn, argv, options);
  }

  /** Resolves when everything inside has ended. */
  async dispose(): Promise<void> {
    await Promise.all([this.pcs.dispose(), this.wayIn.close()]);
  }
}
