import assert from 'node:assert/strict';
import type { Dialect } from '../../src/core/change/dialect';
import type { Words } from '../../src/core/change/plan';
import { readDialect } from '../../src/core/commands/dialect';
import { programVersion } from '../../src/core/commands/versions';
import { quote } from '../../src/remote/quote';
import type { ClusterName } from '../unit/core/change/plannedClusters';
import { fixture, valueOf } from '../unit/core/fixtures';
import { type ClustersFor, clustersFor } from './clustersFor';
import { mustRunOn, useLab } from './labTests';
import { ofFile, type PlannedLines, plannedLines } from './plannedLines';
import { type Line, type Said, tryApart, tryOnCopies } from './triedLines';

/** What pcs does not do to these configurations, and why that is no fault of the line. */
const refused: readonly { readonly words: RegExp; readonly said: RegExp; readonly why: string }[] = [
  { words: /^cibadmin --patch /, said: /diff/, why: 'the patch is made up; actionsConfiguration.test.ts pushes real ones' },
  { words: /^pcs resource (?:ban|move) vm-web$/, said: /must specify a node/, why: 'where it runs stands in no configuration; actions.test.ts bans FAKE1 from there' },
  { words: /^pcs resource promotable FAKE2 /, said: /not compatible/, why: 'its agent can promote nothing, which no plan knows and since 0.11 pcs sees; pcs says to force it and refuses that too' },
];

/** What pcs does only when it is forced, which a person decides when it has refused. */
const unlessForced: readonly RegExp[] = [
  /^pcs property set no-quorum-policy=(?:a=b|-1)$/,
  /^pcs stonith level add 2 beta fence-single odd_fence$/,
];

describe('Every line that a plan says', function () {
  this.timeout(480_000);
  const { lab, change, test } = useLab();
  const host = lab.host('host1');
  let dialect: Dialect;
  let planned: ReadonlyMap<ClusterName, readonly PlannedLines[]>;
  let clusters: ClustersFor;

  before(async () => {
    const [said, version, empty] = await Promise.all([mustRunOn(host, quote(readDialect().argv)), mustRunOn(host, quote(programVersion('pacemaker').argv)), mustRunOn(host, 'cibadmin --empty')]);
    const ran = (stdout: string) => ({ stdout, stderr: '', exitCode: 0 });
    dialect = valueOf(readDialect().parse(ran(said), 'host1'));
    const pacemaker = /\d+(?:\.\d+)+/.exec(valueOf(programVersion('pacemaker').parse(ran(version), 'host1')))?.[0] ?? assert.fail(version);
    clusters = clustersFor(pacemaker, empty);
    planned = plannedLines(dialect, clusters);
  });

  test('is done by pcs and by Pacemaker’s tools to a copy of the configuration that it is for', async () => {
    // Agents that the lab has not; pcs asks them for their parameters. The configurations' fence_ipmilan are without any.
    const metadata = fixture('agents/fence_virsh.xml');
    for (const [name, text] of [['fence_virsh', metadata], ['fence_ipmilan', metadata.replaceAll('required="1"', 'required="0"')]] as const) {
      await change(host, `cat >/usr/sbin/${name} <<'END'\n#!/bin/sh\ncat <<'XML'\n${text}\nXML\nEND\nchmod +x /usr/sbin/${name}`, `rm /usr/sbin/${name}`);
    }
    const faults: string[] = [];
    let count = 0;
    for (const [name, plans] of planned) {
      const cib = clusters.configuration(name);
      const lists = plans.map(({ titles, lines }) => ({ titles, lines: lines.flatMap((line) => ofFile(line, dialect) ?? []) })).filter(({ lines }) => lines.length > 0);
      if (cib === null || lists.length === 0) continue;
      const answers = await tryOnCopies(host, cib, lists.map(({ lines }) => lines.map(asExpected)));
      count += answers.length;
      faults.push(...lists.flatMap(({ titles, lines }, list) => faultsOf(lines, answers.filter((said) => said.list === list)).map((fault) => `${titles.join(', ')} (${name}): ${fault}`)));
    }
    process.stdout.write(`      ${count} lines\n`);
    assert.ok(count > 100, `${count}`);
    assert.deepEqual(faults, []);
  });

  test('is known to pcs where it is for the hosts or for a cluster that runs', async () => {
    const lines = [...new Map([...planned.values()].flat().flatMap(({ lines }) => lines).filter((line) => ofFile(line, dialect)?.words.length !== line.words.length).map((line) => [line.words.join(' '), line])).values()];
    assert.ok(lines.length > 20, `${lines.length}`);
    // So that the test can tell: none of them is known with a word that there is not.
    const spoiled = lines.map(({ words, input }): Line => ({ words: [...words, '--no-such-word'], input }));
    const answers = await tryApart(host, [...lines, ...spoiled]);
    const unknown = answers.filter(({ said }) => isUnknown(said)).map(({ list, said }) => ({ list, text: `${[...lines, ...spoiled][list]?.words.join(' ')}: ${said}` }));
    process.stdout.write(`      ${lines.length} lines\n`);
    assert.deepEqual(unknown.filter(({ list }) => list < lines.length).map(({ text }) => text), []);
    assert.equal(unknown.length, lines.length, JSON.stringify(answers.filter(({ list, said }) => list >= lines.length && !isUnknown(said))));
  });

  test('and one that there is not, is told with what pcs says', async () => {
    const cib = clusters.configuration('mixed') ?? assert.fail();
    const wrong: readonly Line[] = [{ words: ['pcs', 'resource', 'enable', 'vm-web'], input: '' }, { words: ['pcs', 'resource', 'enable', 'nothing'], input: '' }, { words: ['pcs', 'resource', 'enable', 'vm-web'], input: '' }];
    const unknown: readonly Line[] = [{ words: ['cibadmin', '--modify', '--scope', 'constraints', '--xml-text', '<rsc_location id="x" rsc="vm-web" node="alpha"/>'], input: '' }];
    const answers = await tryOnCopies(host, cib, [wrong, unknown]);
    const [of] = faultsOf(wrong, answers.filter(({ list }) => list === 0));
    assert.match(of ?? '', /^pcs resource enable nothing ended with \d+: .*nothing/s);
    assert.match(faultsOf(unknown, answers.filter(({ list }) => list === 1))[0] ?? '', /^cibadmin --modify .* ended with \d+: /s);
  });
});

/** With the force that a person would decide for. */
function asExpected({ words, input }: Line): Line {
  const forced: Words = [...words, '--force'];
  return { words: unlessForced.some((each) => each.test(words.join(' '))) ? forced : words, input };
}

/** What was not as it is to be, in sentences. */
function faultsOf(lines: readonly Line[], answers: readonly Said[]): readonly string[] {
  return answers.flatMap(({ line, exitCode, said }) => {
    const words = line < 0 ? 'the schema of what they leave' : (lines[line]?.words.join(' ') ?? '');
    if (exitCode === 0 || refused.some((each) => each.words.test(words) && each.said.test(said))) return [];
    return [`${words} ended with ${exitCode}: ${said}`];
  });
}

/** Whether pcs says that it does not know such words, and not what is amiss with the cluster. */
function isUnknown(said: string): boolean {
  return /^(?:Error: )?(?:Specified options? |option .* not recognized)|^Usage: pcs/m.test(said);
}
