import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { success } from '../../src/core/result';
import { cachedFolder, defaultCache } from '../../src/practice/cachedFolder';
import type { Release } from './release';
import { mustRun } from './run';

/** What a Debian root is made of. All of it counts into the name in the cache: a changed recipe makes a new root. */
export interface RootRecipe {
  /** What it is for, such as `host`. */
  readonly name: string;
  readonly release: Release;
  readonly packages: readonly string[];
  /** Files laid over the packages' own, by absolute path inside of the root. */
  readonly files?: Readonly<Record<string, RootFile>>;
  /** A script for `sh -e` that runs chrooted into the root, last, with nothing mounted in it. */
  readonly script?: string;
  /** What is made of the root outside of it, such as a disk image. It may put files beside `root` into the folder. */
  readonly finish?: { readonly version: number; readonly make: (folder: string, report: (detail: string) => void) => Promise<void> };
}

export interface RootFile {
  readonly content: string;
  /** 0644 by default. */
  readonly mode?: number;
}

/** Documentation and translations: a third of what the packages bring. */
const excluded = ['/usr/share/man/*', '/usr/share/doc/*', '/usr/share/info/*', '/usr/share/locale/*', '/usr/share/groff/*', '/usr/share/lintian/*'];

/**
 * The folder in the cache that holds `root`, a root file system of Debian from the packages of this machine's archive,
 * and what `finish` has put beside it. Made at most once per recipe; nobody may change it afterwards.
 * Needs root and mmdebstrap. Throws an Error with a sentence.
 */
export async function debianRoot(recipe: RootRecipe, report: (detail: string) => void): Promise<string> {
  const { name, release, finish, ...rest } = recipe;
  const digest = createHash('sha256').update(JSON.stringify({ ...rest, excluded, finish: finish?.version })).digest('hex').slice(0, 12);
  const title = `${name} of ${release}`;
  const made = await cachedFolder({
    cache: defaultCache(),
    name: `lab-${release}-${name}-${digest}`,
    onWait: () => report(`${title}: waiting for another process that makes it`),
    make: async (folder) => {
      const root = join(folder, 'root');
      await bootstrap(recipe, root, (detail) => report(`${title}: ${detail}`));
      layFiles(root, recipe.files ?? {});
      if (recipe.script) await mustRun(`${title} could not be set up`, 'chroot', [root, '/bin/sh', '-e'], { stdin: recipe.script });
      await finish?.make(folder, (detail) => report(`${title}: ${detail}`));
      return success(undefined);
    },
  });
  if (!made.ok) throw new Error(`${title} could not be made (${made.fault.code}).`);
  return made.value;
}

/** Past its end: its list of security updates still names packages that the archive has no more. */
const unsupported: readonly Release[] = ['bullseye'];

/** Without a mirror named, mmdebstrap takes the archive and the security updates of the release. */
async function bootstrap({ name, release, packages }: RootRecipe, root: string, report: (detail: string) => void): Promise<void> {
  report('fetching packages');
  await mustRun(`The root for ${name} of ${release} could not be made`, 'mmdebstrap', [
    '--mode=root', '--variant=minbase', '--format=directory', '--aptopt=APT::Install-Recommends "false"', '--aptopt=Acquire::Languages "none"',
    // What is not whole is thrown away: nothing is gained by waiting for the disk after each file.
    '--dpkgopt=force-unsafe-io', ...excluded.map((path) => `--dpkgopt=path-exclude=${path}`),
    ...(unsupported.includes(release) ? ['--setup-hook=sed -i /security/d "$1/etc/apt/sources.list"'] : []),
    `--include=${packages.join(',')}`, release, root,
  ], {
    // A kernel among the packages would have an initramfs made that nobody uses.
    env: { ...process.env, INITRD: 'No' },
    onLine: (line) => progressOf(line, report),
  });
}

function progressOf(line: string, report: (detail: string) => void): void {
  const [, phase] = /^I: (downloading|extracting|installing|cleaning)\b/.exec(line) ?? [];
  if (phase) report(`${phase} packages`);
}

/** Lays files into a root, by absolute path inside of it; folders that are missing are made. */
export function layFiles(root: string, files: Readonly<Record<string, RootFile>>): void {
  for (const [path, { content, mode = 0o644 }] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    // A link in the root could lead out of it.
    rmSync(file, { force: true });
    writeFileSync(file, content);
    chmodSync(file, mode);
  }
}
