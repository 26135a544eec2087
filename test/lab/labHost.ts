import { setTimeout as pause } from 'node:timers/promises';
import { processesIn, setFrozen } from './cgroups';
import { cgroupOf, runInContainer } from './container';
import { addressOf, type Layout, type MachineName } from './layout';
import { inNamespace, setLink } from './network';
import { askPower } from './power';
import { run, type Ran } from './run';

/** A machine of the lab that is a container, with what can be done to it from outside. */
export interface LabHost {
  readonly name: string;
  readonly address: string;
  /** Runs a script for `sh` as root, by way of the machine and not by SSH. Rejects when the host is off. */
  run(script: string, options?: { readonly timeoutMs?: number; readonly stdin?: string }): Promise<Ran>;
  /** Cuts it off at once, without a goodbye, as the fence device does. A cluster with fencing will switch it on again. */
  powerOff(): Promise<void>;
  /** Boots it unless it is on, and waits for its sshd. */
  powerOn(): Promise<void>;
  /** Stops every process of it where it is, its guests too. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Pulls its network plug, and that of its guests. */
  cutLink(): Promise<void>;
  restoreLink(): Promise<void>;
}

export function labHost(layout: Layout, name: MachineName): LabHost {
  return {
    name,
    address: addressOf(layout, name),
    run: (script, options) => runInContainer(layout, name, script, options),
    powerOff: async () => void (await askPower(layout, 'off', name)),
    powerOn: async () => {
      await askPower(layout, 'on', name);
      await waitForSsh(layout, name);
    },
    freeze: () => setFrozen(cgroupOf(layout, name), true),
    thaw: () => setFrozen(cgroupOf(layout, name), false),
    cutLink: () => setLink(layout, name, 'down'),
    restoreLink: () => setLink(layout, name, 'up'),
  };
}

/** Comes back when a machine's sshd shows its key. Rejects when it does not in time. */
export async function waitForSsh(layout: Layout, machine: MachineName, seconds = 60): Promise<void> {
  const [program, ...enter] = inNamespace(layout.namespace);
  for (const end = Date.now() + seconds * 1000; ; await pause(100)) {
    const { stdout } = await run(program, [...enter, 'ssh-keyscan', '-T', '5', '-t', 'ed25519', addressOf(layout, machine)]);
    if (stdout.includes('ssh-ed25519')) return;
    if (processesIn(cgroupOf(layout, 'power')).length === 0) throw new Error(`The lab was taken down while ${machine} booted.`);
    if (Date.now() > end) throw new Error(`The sshd of ${machine} did not answer within ${seconds} s.`);
  }
}
