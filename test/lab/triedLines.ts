import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Words } from '../../src/core/change/plan';
import { quote } from '../../src/remote/quote';
import type { LabHost } from './labHost';

/** A command and what it reads. */
export interface Line {
  readonly words: Words;
  readonly input: string;
}

/** What a host said to the line of that place in a list; -1 is the schema, of what all of them have left. */
export interface Said {
  readonly list: number;
  readonly line: number;
  readonly exitCode: number;
  readonly said: string;
}

/** Runs each list on a copy of a CIB of its own, every line on what the one before has left. The first line that is refused is the last of its list. */
export async function tryOnCopies(host: LabHost, cib: string, lists: readonly (readonly Line[])[]): Promise<readonly Said[]> {
  // Two at a time: that is how many processors there are to count on.
  const halves = [0, 1].map((half) => lists.flatMap((lines, list) => (list % 2 === half ? [{ list, lines }] : [])));
  const answers = await Promise.all(halves.map(async (half) => (await saidTo(host, program, { cib, lists: half.map(({ lines }) => lines), seconds: 60 })).map((said) => ({ ...said, list: half[said.list]!.list }))));
  return answers.flat();
}

/**
 * Runs lines where nothing can be reached and nothing written: no other host, no daemon, no disk. What pcs says then tells whether it knows the words;
 * what goes on looking for a daemon, as fencing does for 18 s, has taken them and is ended.
 */
export function tryApart(host: LabHost, lines: readonly Line[]): Promise<readonly Said[]> {
  const within = [
    'mount --bind / /mnt && mount -o remount,bind,ro /mnt && mount -t proc proc /mnt/proc && mount --rbind /dev /mnt/dev && mount -t tmpfs tmpfs /mnt/tmp || exit 1',
    `exec chroot /mnt ${program}`,
  ].join('\n');
  return saidTo(host, `unshare --mount --net --ipc --pid --fork /bin/sh -c ${quote([within])}`, { cib: null, lists: lines.map((line) => [line]), seconds: 5 });
}

const program = quote(['python3', '-Es', '-c', readFileSync('test/lab/try_lines.py', 'utf8')]);

async function saidTo(host: LabHost, script: string, given: { readonly cib: string | null; readonly lists: readonly (readonly Line[])[]; readonly seconds: number }): Promise<readonly Said[]> {
  const { stdout, stderr, exitCode } = await host.run(`exec ${script}`, { stdin: JSON.stringify(given), timeoutMs: 240_000 });
  assert.equal(exitCode, 0, `${stdout.slice(-1_000)}${stderr}`);
  return JSON.parse(stdout) as readonly Said[];
}
