import { failure, success, type Result } from '../core/result';
import { readCibTree, valueOf } from './cibTree';
import type { IsolatedRoot } from './isolatedRoot';
import type { ProgramVersions } from './templates/firstCib';

/** Asks the programs which Pacemaker they are, and how a CIB of theirs begins. Fault: `practice-failed`. */
export async function readVersions(programs: IsolatedRoot): Promise<Result<ProgramVersions>> {
  const [version, empty] = await Promise.all([programs.run(['crm_mon', '--version']), programs.run(['cibadmin', '--empty'])]);
  if (!version.ok) return version;
  if (!empty.ok) return empty;
  const pacemaker = /^Pacemaker (\S+)/m.exec(version.value.stdout)?.[1];
  const cib = readCibTree(empty.value.stdout);
  if (!pacemaker || !cib.ok) return failure({ code: 'practice-failed', reason: (version.value.stderr + empty.value.stderr).trim() || 'crm_mon --version' });
  return success({ pacemaker, featureSet: valueOf(cib.value, 'crm_feature_set'), schema: valueOf(cib.value, 'validate-with') });
}
