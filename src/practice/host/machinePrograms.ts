import { basename } from 'node:path/posix';
import { success } from '../../core/result';
import { aptGet } from '../machine/apt';
import type { Simulated } from '../machine/done';
import { base64File, catFiles, changeFiles, isMachineFile } from '../machine/fileCommands';
import { firewallCmd, ufw } from '../machine/firewallCommands';
import { packageOf } from '../machine/packages';
import * as services from '../machine/systemctl';
import { output, type Program } from './program';

/** A program that changes or shows nothing but what is simulated of a host. */
export function simulated(run: Simulated, reads = false): Program {
  return async ({ host, args, stdin }) => {
    // Only what reads it waits for it, and nothing may come between what a machine was and what it becomes.
    const given = reads ? await stdin() : '';
    const { machine, output: answer } = run(host.machine, args, given);
    host.machine = machine;
    return success(answer);
  };
}

/** Of files that are simulated, what is done with those; of any other, what the program does by itself. */
function ofMachine(run: Simulated, isPath: (word: string, index: number) => boolean, otherwise: Program): Program {
  const own = simulated(run);
  return (invocation) => {
    const paths = invocation.args.filter((word, index) => !word.startsWith('-') && isPath(word, index));
    return paths.length > 0 && paths.every(isMachineFile) ? own(invocation) : otherwise(invocation);
  };
}

export const catOr = (cat: Program) => ofMachine(catFiles, () => true, cat);
export const base64Or = (base64: Program) => ofMachine(base64File, () => true, base64);
export const rmOr = (rm: Program) => ofMachine(changeFiles.rm, () => true, rm);
export const mvOr = (mv: Program) => ofMachine(changeFiles.mv, () => true, mv);
export const chmodOr = (chmod: Program) => ofMachine(changeFiles.chmod, (_, index) => index > 0, chmod);

export const systemctl: Program = (invocation) => {
  const { daemons } = invocation.host;
  return simulated((machine, args) => services.systemctl(machine, args, daemons))(invocation);
};

/** The folder of Pacemaker's files is there; it has its group and mode from the beginning. */
const install: Program = ({ args }) =>
  Promise.resolve(success(args.join(' ') === '-d -m 0750 -g haclient /etc/pacemaker' ? output('') : output('', `install: a practice machine makes no more than Pacemaker's folder\n`, 1)));

/** Programs that are there only as far as they are simulated. */
export const machinePrograms: Readonly<Record<string, Program>> = {
  'apt-get': simulated(aptGet),
  'ufw': simulated(ufw),
  'firewall-cmd': simulated(firewallCmd),
  'chgrp': simulated((machine, args) => (isMachineFile(args[1] ?? '') ? changeFiles.chgrp(machine, args, '') : { machine, output: output('', `chgrp: changing group of '${args[1] ?? ''}': Read-only file system\n`, 1) })),
  install, systemctl,
};

/** ls of the host's root, with what only seems to be there, and without the programs of packages that are not installed. */
export const ls: Program = async (invocation) => {
  const { host, args, env, signal } = invocation;
  const isHidden = (word: string) => {
    const packaged = /^(\/usr)?(\/local)?\/s?bin\//.test(word) ? packageOf(basename(word)) : undefined;
    return (packaged !== undefined && !host.machine.packages.has(packaged)) || (isMachineFile(word) && !host.machine.files.has(word));
  };
  const hidden = args.filter(isHidden);
  const seeming = args.filter((word) => !hidden.includes(word) && (seemingPrograms.has(word) || isMachineFile(word)));
  const others = args.filter((word) => !seeming.includes(word) && !hidden.includes(word));
  const asked = others.some((word) => !word.startsWith('-')) || seeming.length + hidden.length === 0;
  const real = asked ? await host.plain(['ls', ...others], { env, signal }) : success(output(''));
  if (!real.ok) return real;
  const missing = hidden.map((path) => `ls: cannot access '${path}': No such file or directory\n`).join('');
  return success({ stdout: seeming.map((path) => `${path}\n`).join('') + real.value.stdout, stderr: missing + real.value.stderr, exitCode: hidden.length > 0 ? 2 : real.value.exitCode });
};

const seemingPrograms = new Set(['/usr/bin/virsh', '/usr/bin/find', '/usr/bin/sudo', '/usr/bin/hostname', '/usr/bin/journalctl', '/usr/bin/systemctl', '/usr/bin/apt-get', '/usr/sbin/ufw', '/usr/bin/firewall-cmd']);
