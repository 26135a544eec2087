import type { ManualClock } from './manualClock';
import { type Answer, answer, type Script, type ScriptedLink } from './scriptedLink';
import { healthy, scriptOf, stopped } from './scriptedCluster';

/** What a host of the two-node cluster sees, for a test to change as it goes. */
export interface Sight {
  /** Names of the cluster nodes that it sees online. */
  online: readonly string[];
  /** Names of those that it waits for to be fenced. */
  unclean: readonly string[];
  dc: string;
  quorum: boolean;
  epoch: number;
  updates: number;
  /** Constraints beside those that it had from the start. */
  constraints: string;
  /** As `virsh list --all` prints them, without its headline. */
  guests: string;
  /** Whether Pacemaker runs on it. */
  runs: boolean;
  /** Whether it is set up for a cluster; null where it cannot tell. */
  setUp: boolean | null;
  /** Milliseconds that each of its commands takes. */
  takesMs: number;
  /** Command lines that it leaves without an answer. */
  hangs: RegExp | null;
}

export interface LiveHost {
  readonly sight: Sight;
  readonly script: Script;
}

/** What GNU ls answers to the question for two files of which no host has more than one. */
const setUpAnswers: Readonly<Record<string, Answer>> = {
  true: answer('/etc/corosync/corosync.conf\n', 2, "ls: cannot access '/etc/cluster/cluster.conf': No such file or directory\n"),
  false: answer('', 2, ['corosync/corosync', 'cluster/cluster'].map((file) => `ls: cannot access '/etc/${file}.conf': No such file or directory\n`).join('')),
  null: answer('', 2, "ls: cannot access '/etc/corosync/corosync.conf': Permission denied\nls: cannot access '/etc/cluster/cluster.conf': No such file or directory\n"),
};

const text = (line: string) => (healthy[line] as { stdout: string }).stdout;

/** A host of the two-node cluster, by the name that Pacemaker calls it. */
export function liveHost(name: string, clock: ManualClock, changes: Partial<Sight> = {}): LiveHost {
  const sight: Sight = { online: ['host1', 'host2'], unclean: [], dc: 'host1', quorum: true, epoch: 16, updates: 5, constraints: '', guests: '', runs: true, setUp: true, takesMs: 0, hangs: null, ...changes };
  const versioned = (cib: string) => cib.replace(/ epoch="\d+" num_updates="\d+"/, ` epoch="${sight.epoch}" num_updates="${sight.updates}"`).replace('<constraints>', `$&${sight.constraints}`);
  const status = () =>
    text('crm_mon --one-shot')
      .replace(/(<node name="(host\d)" [^>]*?)online="true"/g, (_, start: string, node: string) => `${start}online="${sight.online.includes(node)}"`)
      .replace(/(<node name="(host\d)" [^>]*?)unclean="false"/g, (_, start: string, node: string) => `${start}unclean="${sight.unclean.includes(node)}"`)
      .replace(/(<current_dc [^>]*?)name="host1"([^>]*?)with_quorum="true"/, `$1name="${sight.dc}"$2with_quorum="${sight.quorum}"`);
  const answers = (): Readonly<Record<string, Answer>> => ({
    ...healthy,
    'crm_mon --one-shot': sight.runs ? answer(status()) : stopped,
    'cibadmin --query --xpath /cib --no-children': sight.runs ? answer(versioned(text('cibadmin --query --xpath /cib --no-children'))) : answer('', 102),
    'cibadmin --query': sight.runs ? answer(versioned(text('cibadmin --query'))) : answer('', 102),
    'crm_node --name': sight.runs ? answer(`${name}\n`) : answer('', 102),
    'ls -d /etc/corosync/corosync.conf': setUpAnswers[String(sight.setUp)]!,
    'virsh -c qemu:///system list --all': answer(` Id   Name   State\n-------------------\n${sight.guests}\n`),
  });
  const script: Script = async (line, options) => {
    if (sight.takesMs > 0) await new Promise<void>((resolve) => void clock.after(sight.takesMs, resolve));
    return sight.hangs?.test(line) ? tooLate(line, clock) : scriptOf(answers())(line, options);
  };
  return { sight, script };
}

/** What becomes of a command that is not answered: its own deadline ends it. */
function tooLate(line: string, clock: ManualClock): Promise<Answer> {
  const fault = { code: 'command-timeout', host: '', program: line.split(' ', 1)[0] ?? '', afterMs: 20_000 } as const;
  return new Promise((resolve) => void clock.after(20_000, () => resolve({ fault })));
}

/** The whole host stands still: nothing is answered, and there is no sign of life, until it is thawed. */
export function freeze(link: ScriptedLink, clock: ManualClock): { thaw(): void } {
  const { script, isAlive } = link;
  let thaw = () => undefined as void;
  const thawed = new Promise<void>((resolve) => (thaw = resolve));
  link.script = (line, options) => Promise.race([thawed.then(() => script(line, options)), tooLate(line, clock)]);
  link.isAlive = (withinMs) => {
    const late = new Promise<boolean>((resolve) => void clock.after(withinMs, () => resolve(false)));
    return Promise.race([late, thawed.then(() => true)]);
  };
  return {
    thaw() {
      link.script = script;
      link.isAlive = isAlive;
      thaw();
    },
  };
}
