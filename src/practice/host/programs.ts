import { afterOptions, changingFiles, coreutil, env, hostname, id, ls, printenv, saying, sudo, systemctl, timeout, uname } from './basicPrograms';
import { checkpointOr, findCheckpoints } from './checkpoints';
import { crmNode, crmResource, editor, fencer, reader } from './pacemakerTools';
import { pcs } from './pcs';
import type { Program } from './program';
import { shell } from './shell';
import { virsh } from './virsh';
import { crmMon } from './watchingPrograms';

/** Every program that a practice host has. Pacemaker's and coreutils' are the real ones. */
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
  ...Object.fromEntries(['chmod', 'cp', 'mkdir', 'mktemp', 'mv', 'rm', 'touch'].map((name) => [name, changingFiles(name)])),
  cat: checkpointOr(coreutil('cat', true)),
  find: findCheckpoints,
  ...Object.fromEntries(['head', 'sha256sum', 'sort', 'tail', 'wc'].map((name) => [name, coreutil(name, true)])),
  sh: shell,
  env, sudo, timeout, hostname, id, ls, printenv, systemctl, uname,
  nice: afterOptions,
  stdbuf: afterOptions,
  whoami: saying('root\n'),
  journalctl: saying('', 'a practice host keeps no journal\n', 1),
};
