import { createInterface, type Interface } from 'node:readline';
import type { ServerChannel } from 'ssh2';
import { runLine } from './execChannel';
import type { PracticeHost } from './host/practiceHost';
import { programs } from './host/programs';

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * A prompt for one person: line editing, history, completion of program names, Ctrl-C, Ctrl-D.
 * It is no shell: each line is one program with its arguments.
 */
export function openShell(host: PracticeHost, channel: ServerChannel, size: TerminalSize | null, onResize: (listener: (size: TerminalSize) => void) => void): void {
  // readline asks its output for the width, as it would ask a terminal.
  const screen = Object.assign(channel, size ?? {});
  const prompt = `[root@${host.name} ~]# `;
  const editor = createInterface({ input: channel, output: screen, terminal: size !== null, prompt, historySize: 200, removeHistoryDuplicates: true, completer: complete });
  const say = (text: string) => void (channel.writable && channel.write(size ? text.replace(/\r?\n/g, '\r\n') : text));
  const waiting: string[] = [];
  let running: AbortController | null = null;

  onResize((changed) => {
    Object.assign(screen, changed);
    screen.emit('resize');
  });
  channel.on('error', () => editor.close());
  channel.on('close', () => {
    running?.abort();
    editor.close();
  });
  editor.on('SIGINT', () => {
    say('^C\n');
    waiting.length = 0;
    if (running) running.abort();
    else clearLine(editor);
  });
  editor.on('line', (line) => {
    waiting.push(line);
    if (!running) void work();
  });
  editor.on('close', () => {
    running?.abort();
    if (!channel.writable) return;
    channel.exit(0);
    channel.end();
  });
  say(banner(host));
  editor.prompt();

  async function work(): Promise<void> {
    for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) {
      const word = line.trim();
      if (word === 'exit' || word === 'logout') return editor.close();
      if (word === 'help') say(help);
      else if (word === 'clear') say('\x1b[H\x1b[2J');
      else if (word !== '') {
        running = new AbortController();
        const answer = await runLine(host, line, () => Promise.resolve(''), running.signal, null);
        running = null;
        if (answer.ok) say(answer.value.stdout + answer.value.stderr);
      }
    }
    editor.prompt();
  }
}

function clearLine(editor: Interface): void {
  // readline's own way to empty the line under the cursor.
  editor.write(null, { ctrl: true, name: 'e' });
  editor.write(null, { ctrl: true, name: 'u' });
  editor.prompt();
}

function complete(line: string): [string[], string] {
  const names = [...Object.keys(programs), 'help', 'exit', 'clear'].sort();
  return /\s/.test(line) ? [[], line] : [names.filter((name) => name.startsWith(line)).map((name) => `${name} `), line];
}

function banner(host: PracticeHost): string {
  return `This is a practice cluster. ${host.name} is no real host: nothing that you do here touches a server.\n`
    + 'pcs and Pacemaker\'s other tools are the real ones, and the cluster reacts as a real one would. Type help for more.\n\n';
}

const help = `What works here:
  pcs ...            whatever changes or shows the configuration and the status; also cleanup, refresh, move, restart,
                     stonith fence and confirm, host auth, cluster setup, start, stop and destroy. The rest says that a
                     practice cluster cannot.
  crm_mon -1, crm_simulate, cibadmin, crm_resource, crm_verify, crm_attribute, ...
  apt-get install, systemctl start, stop, enable, disable, ufw allow, firewall-cmd
                     for what the set-up of a cluster needs; they are simulated, and so is what they change
  virsh list, dominfo, domstate, dumpxml, domstats, domifaddr; start and shutdown of what Pacemaker does not run
  cat, ls, grep, date and other small programs; files that you make in /root and /tmp are gone when the cluster ends

Each line is one program with its arguments. There is no shell, so no pipes, redirections, variables or wildcards.
exit or Ctrl-D ends the session, Ctrl-C ends a program.
`;
