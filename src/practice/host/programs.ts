import { afterOptions, changingFiles, coreutil, env, hostname, id, printenv, saying, sudo, timeout, uname } from './basicPrograms';
import { checkpointOr, findCheckpoints } from './checkpoints';
import { journalctl } from './journal';
import { base64Or, catOr, chmodOr, ls, machinePrograms, mvOr, rmOr } from './machinePrograms';
import { crmNode, crmResource, editor, fencer, reader } from './pacemakerTools';
import { pcs } from './pcs';
import type { Program } from './program';
import { shell } from './shell';
import { virsh } from './virsh';
import { crmMon } from './watchingPrograms';

/** Every program that a practice host may have. Pacemaker's and coreutils' are the real ones. */
export const programs: Readonly<Record<string, Program>> = {
  pcs,
  virsh,
  crm_mon: crmMon,
  ...Object.fromEntries(['crm_simulate', 'crm_verify', 'crm_error', 'crm_diff', 'crm_rule', 'crmadmin', 'iso8601', 'stonith_admin'].map((name) => [name, reader(name)])),
  cibadmin: editor('cibadmin', /^(-[CMRDdEBuP]|--(create|modify|replace|delete|delete-all|erase|bump|upgrade|patch))/),
  crm_attribute: editor('crm_attribute', /^(-[vD]|--(update|delete))/),
  crm_standby: editor('crm_standby', /^(-[vD]|--(update|delete))/),
  crm_failcount: editor('crm_failcount', /^(-D|--delete)/),
  crm_ticket: editor('crm_ticket', /^(-[grsavDc]|--(grant|revoke|standby|activate|set-attr|delete-attr|cleanup))/),
  crm_resource: crmResource,
  crm_node: crmNode,
  'pacemaker-fenced': fencer,

  ...Object.fromEntries(['date', 'dirname', 'echo', 'false', 'grep', 'printf', 'pwd', 'sleep', 'stat', 'test', '[', 'true'].map((name) => [name, coreutil(name)])),
  ...Object.fromEntries(['cp', 'mkdir', 'mktemp', 'touch'].map((name) => [name, changingFiles(name)])),
  chmod: chmodOr(changingFiles('chmod')),
  mv: mvOr(changingFiles('mv')),
  rm: rmOr(changingFiles('rm')),
  cat: catOr(checkpointOr(coreutil('cat', true))),
  base64: base64Or(coreutil('base64', true)),
  find: findCheckpoints,
  ...Object.fromEntries(['head', 'sha256sum', 'sort', 'tail', 'wc'].map((name) => [name, coreutil(name, true)])),
  sh: shell,
  ...machinePrograms,
  env, sudo, timeout, hostname, id, ls, printenv, uname,
  nice: afterOptions,
  stdbuf: afterOptions,
  whoami: saying('root\n'),
  journalctl,
};
