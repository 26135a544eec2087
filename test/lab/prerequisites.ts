import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { mustRun } from './run';

/** Programs that the lab is built and run with, and Debian's packages that have them. */
const programs: Readonly<Record<string, string>> = {
  mmdebstrap: 'mmdebstrap',
  'systemd-nspawn': 'systemd-container',
  ip: 'iproute2',
  nsenter: 'util-linux',
  mke2fs: 'e2fsprogs',
  ssh: 'openssh-client',
};

/** Installs what the lab needs on this machine and does not find. Throws an Error with a sentence where that cannot be. */
export async function installPrerequisites(report: (detail: string) => void): Promise<void> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) throw new Error('The lab is made of namespaces and containers: it needs Linux, and root.');
  const missing = Object.keys(programs).filter((program) => !isInstalled(program));
  if (missing.length === 0) return;
  if (!isInstalled('apt-get')) throw new Error(`${missing.join(', ')} must be installed: apt-get, which would do it, is missing.`);
  const packages = missing.map((program) => programs[program] ?? program);
  report(`installing ${packages.join(', ')}`);
  const what = `${packages.join(', ')} could not be installed`;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const patient = ['-o', 'DPkg::Lock::Timeout=120', '-q'];
  await mustRun(what, 'apt-get', [...patient, 'update'], { env });
  await mustRun(what, 'apt-get', [...patient, 'install', '--yes', '--no-install-recommends', ...packages], { env });
}

function isInstalled(program: string): boolean {
  return [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'].some((folder) => existsSync(join(folder, program)));
}
