import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, success, type Result } from '../core/result';

/** An apt that belongs to a user: package sources and proxies are the machine's, everything written is in `folder`. */
export interface Apt {
  /** `flock` runs apt-get under a lock that the kernel drops with the process. */
  readonly command: readonly [string, ...string[]];
  readonly env: NodeJS.ProcessEnv;
  readonly listsFolder: string;
}

/**
 * Prepares apt for use by any user in a folder of its own, which may be shared by processes: their commands wait for each other.
 * `lists: 'machine'` reads the package lists that the machine has, which may be old or missing, and fetches nothing.
 */
export async function aptIn(folder: string, lists: 'own' | 'machine'): Promise<Result<Apt>> {
  // apt.conf(5) has no way to write a quotation mark inside a value.
  if (/["\\\n]/.test(folder)) return failure({ code: 'packages-not-fetched', reason: `apt cannot use the folder ${JSON.stringify(folder)}` });
  const file = join(folder, `${lists}.conf`);
  const listsFolder = lists === 'own' ? join(folder, 'lists') : '/var/lib/apt/lists';
  await mkdir(join(folder, 'lists', 'partial'), { recursive: true });
  await mkdir(join(folder, 'archives', 'partial'), { recursive: true });
  await writeFile(join(folder, 'status'), '');
  await writeFile(file, configuration(folder, file, listsFolder));
  return success({
    command: ['flock', '--no-fork', join(folder, 'lock'), 'apt-get'],
    env: { ...process.env, APT_CONFIG: file, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' },
    listsFolder,
  });
}

/**
 * apt reads this file twice: first as APT_CONFIG, and, because it names itself as the main file, once more after
 * /etc/apt/apt.conf.d. So the machine's proxies and sources hold, while its folders and hooks give way to ours.
 */
function configuration(folder: string, file: string, listsFolder: string): string {
  const main = '/etc/apt/apt.conf';
  return [
    ...(existsSync(main) ? [`#include "${main}";`] : []),
    `Dir::Etc::main "${file}";`,
    `Dir::State "${folder}/";`,
    `Dir::State::lists "${listsFolder}/";`,
    `Dir::State::status "${folder}/status";`,
    `Dir::Cache "${folder}/";`,
    `Dir::Cache::archives "${folder}/archives/";`,
    'Dir::Cache::pkgcache "";',
    'Dir::Cache::srcpkgcache "";',
    `Dir::Log "${folder}/";`,
    'APT::Install-Recommends "false";',
    'APT::Install-Suggests "false";',
    'APT::Sandbox::User "";',
    'Debug::NoLocking "true";',
    'Acquire::Languages "none";',
    'Acquire::Retries "2";',
    'Acquire::http::Timeout "20";',
    'Acquire::https::Timeout "20";',
    '#clear APT::Update::Pre-Invoke;',
    '#clear APT::Update::Post-Invoke;',
    '#clear APT::Update::Post-Invoke-Success;',
    '',
  ].join('\n');
}
