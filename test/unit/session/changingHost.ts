import { readFileSync } from 'node:fs';
import { type LiveHost, liveHost } from './liveHost';
import type { ManualClock } from './manualClock';
import { type Answer, answer, type Script, type ScriptedLink } from './scriptedLink';

/** What a test arranges for a cluster that is changed by pcs. */
export interface Arrangement {
  /** Milliseconds from a change of the configuration until the cluster has done what follows from it. */
  reactsAfterMs: number;
  /** Milliseconds that pcs takes: it changes the configuration half way. */
  pcsTakesMs: number;
  /** What `pcs --version --full` prints. */
  pcs: string;
  /** Resources that cannot start: a start of them fails. */
  broken: readonly string[];
  /** A resource on which an operation is under way. */
  working: string | null;
  /** What becomes of a command instead of its being run; null runs it. */
  instead: (line: string) => Answer | Promise<Answer> | null;
  /** What crm_resource answers to the question whether the cluster is at rest; null lets it wait for that. */
  rest: Answer | null;
}

export interface ChangingCluster extends Omit<LiveHost, 'script'> {
  readonly script: Script;
  readonly arrangement: Arrangement;
  /** The command lines that got to pcs and change something, in the order in which they did. */
  readonly changed: string[];
  /** What is set on a resource or the cluster: `FAKE1 target-role`, `maintenance-mode`. */
  readonly set: Map<string, string>;
  /** Links whose watches tell of what changes. */
  readonly links: ScriptedLink[];
  /** Someone else runs pcs. */
  elsewhere(line: string): void;
}

const pcs011 = readFileSync('test/fixtures/pcs/0.11.5.out', 'utf8');

/** The two-node cluster of the fixtures with a pcs that enables and disables resources, sets properties and takes out constraints. */
export function changingCluster(clock: ManualClock, more: Partial<Arrangement> = {}): ChangingCluster {
  const arrangement: Arrangement = { reactsAfterMs: 2_000, pcsTakesMs: 800, pcs: pcs011, broken: [], working: null, instead: () => null, rest: null, ...more };
  const { sight, script: readingScript } = liveHost('host1', clock);
  const changed: string[] = [];
  const set = new Map<string, string>();
  const gone = new Set<string>();
  const stopped = new Set<string>();
  const failed = new Set<string>();
  const links: ScriptedLink[] = [];
  const waiting = new Set<() => void>();
  const standby = new Set<string>();
  let reactions = 0;

  const sign = () => links.forEach((link) => link.watches.filter(({ argv }) => argv[0] === 'crm_mon').at(-1)?.sign());

  function react(): void {
    for (const resource of ['FAKE1', 'FAKE2', 'FAKE3', 'FAKE4', 'FAKE5']) {
      if (set.get(`${resource} target-role`) === 'Stopped') stopped.add(resource);
      else if (stopped.has(resource) && arrangement.broken.includes(resource)) failed.add(resource);
      else stopped.delete(resource);
    }
    sight.updates++;
    if (--reactions === 0) for (const done of [...waiting]) done();
    sign();
  }

  /** Changes the configuration as pcs would, and lets the cluster react. */
  function apply(line: string): Answer {
    const [, what = '', how = '', ...words] = line.split(' ');
    const unknown = words.find((word) => what === 'resource' && !/^FAKE[1-5]$/.test(word));
    if (unknown !== undefined) return answer('', 1, `Error: bundle/clone/group/resource '${unknown}' does not exist\n`);
    changed.push(line);
    if (what === 'resource' && how === 'disable') for (const word of words) set.set(`${word} target-role`, 'Stopped');
    else if (what === 'resource' && how === 'enable') for (const word of words) set.delete(`${word} target-role`);
    else if (what === 'property') for (const [name = '', value = ''] of words.map((word) => word.split('='))) set.set(name, value);
    else if (what === 'constraint') for (const word of words) gone.add(word);
    else if (how === 'standby') for (const word of words) standby.add(word);
    else return answer('', 1, `Error: ${line} is not in this script\n`);
    sight.epoch++;
    sight.updates = 0;
    reactions++;
    clock.after(arrangement.reactsAfterMs, react);
    sign();
    return answer('');
  }

  function asConfigured(text: string): string {
    const roles = [...set].filter(([name]) => name.endsWith(' target-role')).reduce((cib, [name, value]) => {
      const resource = name.split(' ', 1)[0] ?? '';
      const meta = `<meta_attributes id="${resource}-meta_attributes"><nvpair id="${resource}-meta_attributes-target-role" name="target-role" value="${value}"/></meta_attributes>`;
      return cib.replace(new RegExp(`<primitive id="${resource}"[^>]*>`), `$&${meta}`);
    }, text);
    const properties = [...set].filter(([name]) => !name.includes(' ')).map(([name, value]) => `<nvpair id="cib-bootstrap-options-${name}" name="${name}" value="${value}"/>`);
    const cib = roles.replace('<cluster_property_set id="cib-bootstrap-options">', `$&${properties.join('')}`);
    return [...gone].reduce((left, id) => left.replace(new RegExp(`<rsc_location id="${id}"[^>]*/>`), ''), cib);
  }

  function asItIs(text: string): string {
    const status = [...stopped].reduce((xml, resource) => xml.replace(
      new RegExp(`(<resource id="${resource}" [^>]*?)role="Started" active="true"([^>]*?)nodes_running_on="1">.*?</resource>`, 's'),
      (_, start: string, middle: string) => `${start}role="Stopped"${set.has(`${resource} target-role`) ? ' target_role="Stopped"' : ''} active="false"${middle}nodes_running_on="0"/>`,
    ), text);
    // Nothing is left on a node that is on standby.
    const emptied = [...standby].reduce((xml, node) => xml.replace(
      new RegExp(`(<resource id="[^"]*" [^>]*?)role="Started" active="true"([^>]*?)nodes_running_on="1">\\s*<node name="${node}"[^>]*/>\\s*</resource>`, 'g'),
      (_, start: string, middle: string) => `${start}role="Stopped" active="false"${middle}nodes_running_on="0"/>`,
    ), status);
    const nodes = emptied.replace(`<resource id="${arrangement.working ?? ''}"`, '$& pending="Stopping"').replace(/(<node name="(host\d)" [^>]*?)standby="false"/g, (all, start: string, name: string) => (standby.has(name) ? `${start}standby="true"` : all));
    const failures = [...failed].map((resource) => `<failure op_key="${resource}_start_0" node="host2" exitstatus="error" exitcode="1" call="30" status="complete" last-rc-change="2026-11-22 18:00:00Z" queued="0" exec="5" interval="0" task="start"/>`);
    return failures.length === 0 ? nodes : nodes.replace('<status code="0"', `<failures>${failures.join('')}</failures>$&`);
  }

  const script: Script = async (line, options) => {
    const instead = arrangement.instead(line);
    if (instead !== null) return instead;
    if (line.startsWith('pcs --version')) return answer(arrangement.pcs);
    if (line.startsWith('crm_resource --wait')) {
      if (arrangement.rest !== null) return arrangement.rest;
      if (reactions > 0) await new Promise<void>((resolve) => waiting.add(resolve));
      return answer('');
    }
    if (line.startsWith('pcs ') && !/^pcs (status|cluster cib)/.test(line)) {
      await new Promise<void>((resolve) => void clock.after(arrangement.pcsTakesMs / 2, resolve));
      const done = apply(line);
      await new Promise<void>((resolve) => void clock.after(arrangement.pcsTakesMs / 2, resolve));
      return done;
    }
    const read = await readingScript(line, options);
    if (read === undefined || 'fault' in read) return read;
    if (line.startsWith('crm_mon --one-shot')) return { ...read, stdout: asItIs(read.stdout) };
    return line === 'cibadmin --query' || line === 'pcs cluster cib' ? { ...read, stdout: asConfigured(read.stdout) } : read;
  };
  return { sight, script, arrangement, changed, set, links, elsewhere: (line) => void apply(line) };
}
