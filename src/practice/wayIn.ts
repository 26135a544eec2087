import type { Output } from '../core/command';
import type { Result } from '../core/result';
import { runProcess, type ProcessOptions } from './localProcess';

export interface IsolatedRootOptions {
  /** The folder that becomes `/`: that of the unpacked programs, or `/` itself for installed ones. */
  readonly root: string;
  /** The one folder of this machine that is seen from inside and can be written, as `scratchInside`. What is in its `etc` lies over the root's. */
  readonly scratch: string;
  readonly hostname: string;
  /** Whether the root itself can be written; only while it is being made. */
  readonly writable?: boolean;
}

/** Words in front of a program that make it run inside, and how the inside ends. */
export interface WayIn {
  readonly enter: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  /** Resolves when everything inside has ended. */
  readonly close: () => Promise<void>;
}

/** Where the scratch folder is seen from inside. */
export const scratchInside = '/mnt';

/** What a program finds unless it is given something else. Messages are English: some are read again. */
export const fixedEnvironment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LC_ALL: 'C', TZ: 'UTC' } as const;

/** `env` looks the program up inside, and gives it nothing of this process's environment. */
export function runInside(wayIn: WayIn, argv: readonly [string, ...string[]], options: Omit<ProcessOptions, 'cwd' | 'group'> = {}): Promise<Result<Output>> {
  const { words, env } = commandInside(wayIn, argv, options.env);
  return runProcess(words, { ...options, env, group: true });
}

/** The program of this machine that runs one inside, and the environment that it needs for that. */
export function commandInside({ enter, env }: WayIn, argv: readonly [string, ...string[]], inside: NodeJS.ProcessEnv = {}): { readonly words: readonly [string, ...string[]]; readonly env: NodeJS.ProcessEnv } {
  const variables = Object.entries({ ...fixedEnvironment, ...inside }).map(([name, value]) => `${name}=${value}`);
  return { words: [...enter, 'env', '-C', fixedEnvironment.HOME, '-i', ...variables, ...argv], env: { ...fixedEnvironment, ...env } };
}
