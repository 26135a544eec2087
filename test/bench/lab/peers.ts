import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Lab } from '../../lab/lab';
import type { Sighting } from './latency';
import { createScreen } from './screen';

/** What people follow a cluster with today, and how its output is read. */
export const peers = {
  watchPcsStatus: { form: 'screen', program: 'watch -n 2 pcs status' },
  crmMonTerminal: { form: 'screen', program: 'crm_mon' },
  pollPcsStatusXml30s: { form: 'xml', program: 'pcs status xml' },
} as const;

export type PeerName = keyof typeof peers;

/** The port of an sshd that only they use, so that what they cost the host is told apart from what we do. */
export const peersPort = 2222;
export const peersUnit = 'bench-peers.service';

const pollMs = 30_000;
const rows = 70;
const columns = 160;

/** Others who follow the cluster on host1, in the network namespace of this process. */
export class Peer {
  readonly sightings: Sighting[] = [];
  private readonly children = new Set<ChildProcess>();
  private stopped = false;

  constructor(
    private readonly lab: Lab,
    name: PeerName,
  ) {
    const { form, program } = peers[name];
    if (form === 'screen') this.follow(program);
    else void this.poll(program);
  }

  stop(): void {
    this.stopped = true;
    for (const child of this.children) child.kill();
  }

  /** A program on a terminal: all that has changed on it since it was looked at last is one sighting. */
  private follow(program: string): void {
    const screen = createScreen(rows, columns);
    const child = this.ssh(['-tt'], `TERM=vt52 LINES=${rows} COLUMNS=${columns} exec ${program}`);
    child.stdout?.setEncoding('latin1').on('data', (bytes: string) => {
      screen.write(bytes);
      this.sightings.push({ begun: null, at: Date.now(), text: screen.text() });
    });
  }

  private async poll(program: string): Promise<void> {
    while (!this.stopped) {
      const begun = Date.now();
      const child = this.ssh([], program);
      let text = '';
      child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      await new Promise((resolve) => child.once('close', resolve));
      this.sightings.push({ begun, at: Date.now(), text });
      await pause(pollMs - (Date.now() - begun), undefined, { ref: false });
    }
  }

  private ssh(options: readonly string[], line: string): ChildProcess {
    const child = spawn('ssh', ['-F', this.lab.sshConfig, '-p', String(peersPort), '-o', 'HostKeyAlias=host1', ...options, 'host1', line], { stdio: ['ignore', 'pipe', 'ignore'] });
    this.children.add(child);
    child.once('close', () => this.children.delete(child));
    return child;
  }
}

/**
 * Starts their sshd, in a cgroup of its own. They give way to what else runs: that three watchers of one cluster and its hosts share the
 * processor is a matter of the bench, and costs those who look every two seconds or every thirty next to nothing.
 */
export async function startPeersSshd(lab: Lab): Promise<void> {
  const { exitCode, stderr } = await lab.host('host1').run(`systemd-run --quiet --collect --property=Nice=10 --unit=${peersUnit} /usr/sbin/sshd -D -p ${peersPort} -o PidFile=none`);
  if (exitCode !== 0) throw new Error(`A second sshd could not be started on host1.\n${stderr}`);
}

export async function stopPeersSshd(lab: Lab): Promise<void> {
  await lab.host('host1').run(`systemctl stop ${peersUnit}`);
}
