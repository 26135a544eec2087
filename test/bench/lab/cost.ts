import type { Lab } from '../../lab/lab';
import type { LabHost } from '../../lab/labHost';
import { mustRun } from '../../lab/run';
import { peersPort, peersUnit } from './peers';

/**
 * CPU seconds that a service of a host and all that it started have used so far. For an sshd that is every program that runs over SSH,
 * since the lab's hosts sort no session into a cgroup of its own. What the cluster's daemons do to answer them is not in it.
 */
export async function cpuSecondsOf(host: LabHost, unit: string): Promise<number> {
  const { stdout, stderr } = await host.run(`cat /sys/fs/cgroup/system.slice/${unit}/cpu.stat`);
  const [, used] = /^usage_usec (\d+)$/m.exec(stdout) ?? [];
  if (used === undefined) throw new Error(`What ${unit} costs ${host.name} is not known.\n${stderr}`);
  return Number(used) / 1e6;
}

/** Bytes that have gone to and fro over the connections to the hosts' sshd that stand now, of all hosts, from this network namespace. */
export async function bytesOverSsh(port: number): Promise<number> {
  const sockets = await mustRun('The connections could not be counted', 'ss', ['--tcp', '--info', '--numeric', '--no-header', '--oneline', `dport = :${port}`]);
  return [...sockets.matchAll(/\bbytes_(?:sent|received):(\d+)/g)].reduce((sum, [, bytes]) => sum + Number(bytes), 0);
}

/** Whose sshd: the one that is there, which only the editor uses, or that of those who are measured beside it. */
const sshds = { ours: { unit: 'ssh.service', port: 22 }, theirs: { unit: peersUnit, port: peersPort } } as const;

export interface Cost {
  readonly cpuSeconds: number;
  readonly bytes: number;
  readonly seconds: number;
}

/** Counts what something costs host1, as long as it goes on over the connections that stand now. */
export interface Meter {
  /** The cost since it was set to zero. */
  read(): Promise<Cost>;
}

/** Sets a meter to zero. */
export async function meterOf(lab: Lab, whose: keyof typeof sshds): Promise<Meter> {
  const { unit, port } = sshds[whose];
  const look = async (): Promise<Cost> => ({ cpuSeconds: await cpuSecondsOf(lab.host('host1'), unit), bytes: await bytesOverSsh(port), seconds: Date.now() / 1000 });
  const begin = await look();
  return {
    async read() {
      const end = await look();
      return { cpuSeconds: end.cpuSeconds - begin.cpuSeconds, bytes: end.bytes - begin.bytes, seconds: end.seconds - begin.seconds };
    },
  };
}
