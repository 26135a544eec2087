import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Output } from '../core/command';
import { failure, success, type Result } from '../core/result';

export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly stdin?: string;
  readonly signal?: AbortSignal;
  /** Milliseconds until the process is killed; none by default. */
  readonly timeoutMs?: number;
  /** Most bytes of stdout and of stderr that are accepted. */
  readonly maxBytes?: number;
  /** Sees stdout line by line while the process runs. */
  readonly onLine?: (line: string) => void;
  /** Makes it the leader of a process group, which is killed as a whole. */
  readonly group?: boolean;
  /** Milliseconds that what it has started has for ending by itself, after a SIGTERM, when `signal` aborts; else it is killed at once. */
  readonly graceMs?: number;
}

/**
 * Runs a program of this machine to its end; no shell is involved.
 * Faults: `program-missing`, `command-timeout`, `output-too-large`, `cancelled`. An exit status is not a fault.
 */
export function runProcess(argv: readonly [string, ...string[]], options: ProcessOptions = {}): Promise<Result<Output>> {
  const [program, ...args] = argv;
  if (options.signal?.aborted) return Promise.resolve(failure({ code: 'cancelled' }));
  return followProcess(spawn(program, args, { cwd: options.cwd, env: options.env ?? process.env, stdio: 'pipe', detached: options.group }), program, options);
}

/** Follows a program that has been started to its end, and gives it its standard input. The options are those that it was started with. Faults: those of `runProcess`. */
export function followProcess(child: ChildProcessWithoutNullStreams, program: string, options: Omit<ProcessOptions, 'cwd' | 'env'> = {}): Promise<Result<Output>> {
  const maxBytes = options.maxBytes ?? 64 * 1024 * 1024;
  const where = { host: 'localhost', program } as const;
  return new Promise((resolve) => {
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let bytes = 0;
    let ended: Result<Output> | undefined;

    const kill = (because: Result<Output>) => {
      ended ??= because;
      killProcess(child, options.group ?? false);
    };
    let grace: NodeJS.Timeout | undefined;
    const cancel = () => {
      const cancelled = failure({ code: 'cancelled' } as const);
      if (options.graceMs === undefined) return kill(cancelled);
      ended ??= cancelled;
      if (child.pid !== undefined) for (const id of childrenOf(child.pid)) sendSignal(id, 'SIGTERM');
      grace = setTimeout(() => kill(cancelled), options.graceMs);
    };
    const collect = (into: Buffer[]) => (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) kill(failure({ code: 'output-too-large', ...where, limitBytes: maxBytes }));
      else into.push(chunk);
    };
    const timer = options.timeoutMs === undefined ? undefined
      : setTimeout(() => kill(failure({ code: 'command-timeout', ...where, afterMs: options.timeoutMs! })), options.timeoutMs);
    const finish = (result: Result<Output>) => {
      clearTimeout(timer);
      clearTimeout(grace);
      options.signal?.removeEventListener('abort', cancel);
      resolve(ended ?? result);
    };

    if (options.signal?.aborted) cancel();
    options.signal?.addEventListener('abort', cancel, { once: true });
    child.stdout.on('data', collect(stdout));
    child.stderr.on('data', collect(stderr));
    if (options.onLine) {
      const onLine = options.onLine;
      const text = new TextDecoder();
      let rest = '';
      child.stdout.on('data', (chunk: Buffer) => {
        const lines = (rest + text.decode(chunk, { stream: true })).split('\n');
        rest = lines.pop() ?? '';
        lines.forEach(onLine);
      });
    }
    child.on('error', () => finish(failure({ code: 'program-missing', ...where })));
    child.on('close', (exitCode) => finish(success({
      stdout: Buffer.concat(stdout).toString('utf8'),
      stderr: Buffer.concat(stderr).toString('utf8'),
      exitCode,
    })));
    // A program that does not read its stdin closes it early; its exit status tells the rest.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.stdin ?? '');
  });
}

/** Kills a process, or what it has started and its whole group. One that is gone already is no error. */
export function killProcess(child: ChildProcess, group: boolean): void {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (!group) return sendSignal(pid, 'SIGKILL');
  // The leader stays to take note of its children's deaths: orphans would wait, dead, for a first process that may not care.
  const children = childrenOf(pid);
  for (const id of children) sendSignal(id, 'SIGKILL');
  if (children.length === 0) sendSignal(-pid, 'SIGKILL');
  else child.once('exit', () => sendSignal(-pid, 'SIGKILL'));
}

function childrenOf(pid: number): readonly number[] {
  try {
    return readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function sendSignal(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}
