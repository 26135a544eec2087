import { spawn } from 'node:child_process';

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  /** `null` when a signal ended it, as the deadline does. */
  readonly exitCode: number | null;
}

export interface RunOptions {
  /** Where secrets go: what stands on a command line can be read by everybody on the machine. */
  readonly stdin?: string;
  /** Ends it with SIGKILL after so many milliseconds. */
  readonly timeoutMs?: number;
  readonly env?: NodeJS.ProcessEnv;
  /** Called with each whole line that it writes to stderr. */
  readonly onLine?: (line: string) => void;
}

/** Runs a program to its end, whatever that is. Rejects only when the program cannot be started. */
export function run(program: string, args: readonly string[], { stdin = '', timeoutMs, env, onLine }: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'pipe', env, ...(timeoutMs === undefined ? {} : { timeout: timeoutMs, killSignal: 'SIGKILL' }) });
    let stdout = '';
    let stderr = '';
    let line = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      if (!onLine) return;
      const lines = (line + text).split(/[\r\n]+/);
      line = lines.pop() ?? '';
      lines.forEach(onLine);
    });
    // A program that does not read its input ends before all of it is written.
    child.stdin.on('error', () => undefined).end(stdin);
    child.once('error', (error) => reject(new Error(`${program} cannot be started (${error.message}).`)));
    child.once('close', (exitCode) => resolve({ stdout, stderr, exitCode }));
  });
}

/** The program's stdout. Rejects with a sentence when it fails: `what` could not be done, and the last lines that it said. */
export async function mustRun(what: string, program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { stdout, stderr, exitCode } = await run(program, args, options);
  if (exitCode === 0) return stdout;
  const words = `${stdout}${stderr}`.trim().split('\n').slice(-15).join('\n');
  throw new Error(`${what}: ${program} ended with status ${exitCode ?? 'of a signal'}.\n${words}`);
}
