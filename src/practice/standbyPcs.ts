import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Output } from '../core/command';
import type { Result } from '../core/result';
import { followProcess, killProcess, type ProcessOptions } from './localProcess';
import { commandInside, runInside, type WayIn } from './wayIn';

interface Standby {
  readonly child: ChildProcessWithoutNullStreams;
  readonly env: string;
  /** Whether it has come to where it waits for its words; false once it has ended instead. */
  readonly ready: Promise<boolean>;
  readonly ended: Promise<void>;
}

/**
 * The real pcs, of which one is always started already: nine tenths of what it takes is the start of Python and of its own modules (0.55 s of 0.6 s
 * with 0.11.5). Each of them still does one command and ends; until then it holds 54 MB. None is started before pcs was first wanted.
 */
export class StandbyPcs {
  private standby: Standby | null = null;
  private disposed = false;

  constructor(private readonly wayIn: WayIn) {}

  /** Runs pcs with these words. Faults as `runProcess`. */
  async run(args: readonly string[], options: Omit<ProcessOptions, 'cwd' | 'group'> = {}): Promise<Result<Output>> {
    const { stdin = '', env, ...rest } = options;
    const standby = this.take(env);
    const result = standby !== null && (await standby.ready)
      ? await followProcess(standby.child, 'pcs', { ...rest, group: true, stdin: `${JSON.stringify(args)}\n${stdin}` })
      : await runInside(this.wayIn, ['pcs', ...args], options);
    // Only now: what starts it would take the processor from what somebody waits for.
    if (!this.disposed) this.standby ??= this.start(env);
    return result;
  }

  /** Resolves when none stands by any more. */
  async dispose(): Promise<void> {
    this.disposed = true;
    const { standby } = this;
    if (standby === null) return;
    killProcess(standby.child, true);
    await standby.ended;
  }

  /** The one that waits, if it was started in that environment: Python reads it but once. */
  private take(env: NodeJS.ProcessEnv | undefined): Standby | null {
    const { standby } = this;
    if (standby === null || standby.env !== JSON.stringify(env)) return null;
    this.standby = null;
    return standby;
  }

  private start(env: NodeJS.ProcessEnv | undefined): Standby {
    const inside = commandInside(this.wayIn, ['sh', '-c', startAsPcs, 'sh', waitForWords], env);
    const [program, ...words] = inside.words;
    const child = spawn(program, words, { env: inside.env, stdio: ['pipe', 'pipe', 'pipe', 'pipe'], detached: true });
    child.stdin.on('error', () => undefined);
    const ready = new Promise<boolean>((resolve) => {
      child.stdio[3]?.once('data', () => resolve(true)).once('close', () => resolve(false));
      child.once('error', () => resolve(false));
    });
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()).once('error', () => resolve()));
    return { child, env: JSON.stringify(env), ready, ended };
  }
}

/** By the interpreter, and its options, that pcs itself is run by. Arguments: a program for it. */
const startAsPcs = 'read -r first < "$(command -v pcs)" && exec ${first#??} -c "$1"';

/**
 * Loads what pcs loads, says so, and waits for the words of a command, a line of JSON on standard input; the rest of that is the command's own. Ends without one
 * where nobody can send any more.
 */
const waitForWords = `
import json, os, runpy, shutil, sys
import pcs.app
os.write(3, b'ready')
os.close(3)
line = b''
while not line.endswith(b'\\n'):
    byte = os.read(0, 1)
    if not byte:
        sys.exit()
    line += byte
path = shutil.which('pcs')
sys.argv = [path, *json.loads(line)]
runpy.run_path(path, run_name='__main__')
`;
