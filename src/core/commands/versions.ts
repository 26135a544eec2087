import type { Command } from '../command';
import { success } from '../result';
import { PCS_TIMEOUT_MS, readingCommand, SHORT } from './readingCommand';

/** What a host's version is asked of. */
export type VersionedProgram = 'pacemaker' | 'pcs' | 'corosync' | 'libvirt';

const ARGV: Readonly<Record<VersionedProgram, Command<never>['argv']>> = {
  pacemaker: ['crm_mon', '--version'],
  pcs: ['pcs', '--version'],
  corosync: ['corosync', '-v'],
  libvirt: ['virsh', '--version'],
};

export const versionedPrograms = Object.keys(ARGV) as readonly VersionedProgram[];

/** Asks a program for its version: the first line that it prints. */
export function programVersion(program: VersionedProgram): Command<string> {
  return readingCommand(ARGV[program], { ...SHORT, timeoutMs: PCS_TIMEOUT_MS, rights: 'none' }, (text) => success(text.trim().split(/\r?\n/, 1)[0] ?? ''));
}
