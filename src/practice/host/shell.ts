import { previewScript } from '../../core/change/previewScript';
import { checkScript } from '../../core/configuration/checkScript';
import type { Output } from '../../core/command';
import { type Result, success } from '../../core/result';
import { playScript } from '../../core/whatIf/playScript';
import { killingRemote, shuttingDown } from '../../core/walkthrough/guestCommands';
import { guestProbeScript } from '../../core/walkthrough/guestProbeScript';
import { configuredElements, probeScript } from '../../core/walkthrough/probeScript';
import { guestProbeAnswer } from '../machine/guestProbeAnswer';
import { probeAnswer } from '../machine/probeAnswer';
import { simulatedScript } from '../machine/scripts';
import { type CibElement, descend, findAll } from '../cibTree';
import { scratchInside } from '../wayIn';
import { simulated } from './machinePrograms';
import type { PracticeHost } from './practiceHost';
import { output, type Program } from './program';
import { virshAnswer } from './virsh';

/**
 * sh, for scripts of the extension only, word for word. Three are run by the host's real sh: that of a preview, that which plays what happens, and that which checks
 * a configuration; they work on a CIB of their own. Those of a set-up are answered from what is simulated, and are not run at all.
 * Any other could change the cluster's behind its back, since every program of the host sees the folder where that one is.
 */
export const shell: Program = async ({ host, args, env, stdin, signal, screen, run }) => {
  const [option, script, , ...words] = args;
  const own = option === '-c' ? simulatedScript(script ?? '') : null;
  if (own !== null) return simulated((machine, given, text) => own(machine, given, text), true)({ host, args: words, env, stdin, signal, screen, run });
  if (option === '-c' && script === probeScript) return lookedAt(host, words, signal);
  if (option === '-c' && script === guestProbeScript) {
    const { guests } = host.common;
    return success(output(guestProbeAnswer(host.machine, words, { virsh: (...line) => virshAnswer(host, line), port: (peer) => guests.portFrom(host, peer) })));
  }
  if (option === '-c' && script === shutDownScript) return success(virshAnswer(host, ['--connect', words[0] ?? '', 'shutdown', '--domain', words[1] ?? '']));
  if (option === '-c' && script === killScript) {
    const killed = await host.common.guests.kill(host);
    return killed.ok ? success(killed.value ? output('') : output('', 'sh: 1: kill: Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]...\n', 2)) : killed;
  }
  if (option !== '-c' || (script !== previewScript && script !== playScript && script !== checkScript) || !worksOnItsOwn(words)) {
    return success(output('', 'bash: sh: command not found\n', 127));
  }
  return host.plain(['sh', ...args], { env, stdin: await stdin(), signal, graceMs: 2000 });
};

/** Words as these scripts take them: each step one of the programs that edit the CIB they are given, and no word the path of another. */
function worksOnItsOwn([, , steps, ...words]: readonly string[]): boolean {
  let at = 0;
  for (let step = 0; step < Number(steps); step++) {
    if (!editors.has(words[at + 1] ?? '')) return false;
    at += 1 + Number(words[at]);
  }
  return at <= words.length && !words.some((word) => word.startsWith(`${scratchInside}/`));
}

/** What a look at a host finds, for the steps of a set-up. */
async function lookedAt(host: PracticeHost, [nonce = '', ...names]: readonly string[], signal: AbortSignal): Promise<Result<Output>> {
  const isRemote = host.machine.units.get('pacemaker_remote')?.active === 'active' && host.machine.packages.has('pacemaker-cli-utils');
  // pacemaker_remote keeps no CIB: its tools ask the cluster's, or wait in vain for one.
  const asked = isRemote && host.isMember ? await host.read(['crm_mon', '-1'], { signal }) : null;
  if (asked !== null && !asked.ok) return asked;
  const tools = asked === null ? { exitCode: 124, text: '' } : { exitCode: asked.value.exitCode ?? 1, text: `${asked.value.stdout}${asked.value.stderr}`.trimEnd() };
  return success(output(probeAnswer(host.machine, names, nonce, { daemons: host.daemons, configured: host.common.hosts.has(host.name) ? configuredIn(host.cib.tree) : null, tools })));
}

/** How much of a CIB somebody has configured; null where there is none. */
function configuredIn(cib: CibElement): number | null {
  const parts = descend(cib, 'configuration');
  return parts === undefined ? null : configuredElements.reduce((sum, name) => sum + findAll(parts, name).length, 0);
}

const shutDownScript = shuttingDown('', '', 0)[2];
const killScript = killingRemote[2];

const editors = new Set(['pcs', 'cibadmin', 'crm_resource', 'crm_attribute']);
