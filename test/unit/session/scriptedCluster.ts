import { readFileSync } from 'node:fs';
import { ChangeLog } from '../../../src/session/changeLog';
import type { ClusterDefinition, ClusterState } from '../../../src/session/clusterState';
import { ClusterSession } from '../../../src/session/clusterSession';
import { readInPlace } from '../../../src/session/documentReader';
import { ManualClock } from './manualClock';
import { type Answer, answer, type Script, ScriptedLink } from './scriptedLink';

const stage = 'test/fixtures/bookworm/10-guest-online-5-dummies';
const document = (name: string) => readFileSync(`${stage}/${name}.out`, 'utf8');

/** Left out is the history of operations, which no session reads and which takes its time to parse. */
const without = (element: string, text: string) => text.replace(new RegExp(`<${element}>.*</${element}>`, 's'), '');

/** What a host of the real two-node cluster with guest1 answered, by the start of the command line. */
export const healthy: Readonly<Record<string, Answer>> = {
  'crm_mon --version': answer(document('crm_mon-version')),
  'crm_mon --one-shot': answer(without('node_history', document('crm_mon-xml'))),
  'cibadmin --query --xpath /cib --no-children': answer(document('cib-root')),
  'cibadmin --query': answer(without('lrm_resources', document('cibadmin-Q'))),
  'crm_node --name': answer('host1\n'),
  'virsh -c qemu:///system list --all': answer(document('virsh-list')),
};

export const stopped = answer(readFileSync('test/fixtures/bookworm/00-cluster-stopped/crm_mon-xml.out', 'utf8'), 102);

/** A script from a table; the longest start that fits decides. */
export function scriptOf(answers: Readonly<Record<string, Answer>>): Script {
  const starts = Object.keys(answers).sort((a, b) => b.length - a.length);
  return (line) => {
    const start = starts.find((candidate) => line.startsWith(candidate));
    return start === undefined ? undefined : answers[start];
  };
}

/** A session over scripted hosts, with everything it said. */
export function scriptedCluster(scripts: Readonly<Record<string, Script>>, clock = new ManualClock(), more: Partial<ClusterDefinition> = {}) {
  const links = Object.entries(scripts).map(([target, script]) => new ScriptedLink(target, script));
  const hosts = links.map(({ target }) => ({ target, libvirtUri: 'qemu:///system' }));
  const changeLog = new ChangeLog();
  const session = new ClusterSession(
    { id: 'c1', name: 'mycluster', hosts, practice: false, readOnly: false, ...more },
    {
      openLink: ({ target }) => links.find((link) => link.target === target) ?? new ScriptedLink(target, () => undefined),
      documents: readInPlace,
      clock,
      intervalMs: () => 10_000,
      changeLog,
    },
  );
  const states: ClusterState[] = [];
  session.onDidChangeState((state) => states.push(state));
  return { session, states, clock, links, changeLog };
}

export const count = (link: ScriptedLink, start: string): number => link.lines.filter((line) => line.startsWith(start)).length;
