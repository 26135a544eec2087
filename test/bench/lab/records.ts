import type { Lab } from '../../lab/lab';
import type { LabHost } from '../../lab/labHost';
import { type Occurrence, readCibLog } from './cibLog';
import type { Records } from './latency';

const log = '/var/log/pacemaker/pacemaker.log';
const qemuEvents = '/run/bench-qemu-events';

/** Who sees changes happen, from its start on: independent of what is measured. */
export interface Witnesses {
  /** All that was recorded since the witnesses were called. */
  read(): Promise<Records>;
  dismiss(): Promise<void>;
}

/**
 * Pacemaker's own log on host1 for the cluster, and for guest2 QEMU's events, whose time QEMU takes itself in microseconds when
 * the guest stops or goes on; virsh only passes them on.
 */
export async function callWitnesses(lab: Lab): Promise<Witnesses> {
  const host1 = lab.host('host1');
  const host2 = lab.host('host2');
  const begin = Number(await told(host1, `stat --format=%s ${log}`)) + 1;
  const process = (await told(host2, `setsid stdbuf -oL virsh -c qemu:///system qemu-monitor-event guest2 --loop >${qemuEvents} 2>/dev/null </dev/null & echo $!`)).trim();
  return {
    async read() {
      const [cib, qemu] = await Promise.all([told(host1, `tail -c +${begin} ${log} | grep -w pacemaker-based`), told(host2, `cat ${qemuEvents}`)]);
      return { cib: readCibLog(cib, new Date().getUTCFullYear()), qemu: readQemuEvents(qemu) };
    },
    dismiss: async () => void (await host2.run(`kill ${process}; rm -f ${qemuEvents}`)),
  };
}

/** `event STOP at 1795383210.123456 for domain 'guest2': …`, a line each. */
export function readQemuEvents(text: string): readonly Occurrence[] {
  return [...text.matchAll(/^event (\w+) at (\d+\.\d+) for domain /gm)].map(([, name = '', seconds]) => ({ at: Number(seconds) * 1000, text: name }));
}

/** The stdout of a script as root on a host. Rejects when it fails. */
export async function told(host: LabHost, script: string): Promise<string> {
  const { stdout, stderr, exitCode } = await host.run(script);
  if (exitCode !== 0) throw new Error(`On ${host.name}: ${script}\nended with status ${exitCode ?? 'of a signal'}.\n${stdout}${stderr}`);
  return stdout;
}
