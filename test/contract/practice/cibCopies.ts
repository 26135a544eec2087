import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dialect } from '../../../src/core/change/dialect';
import type { Words } from '../../../src/core/change/plan';
import type { Output } from '../../../src/core/command';
import { readDialect } from '../../../src/core/commands/dialect';
import { descend, element, readCibTree, writeCibTree, type CibElement } from '../../../src/practice/cibTree';
import { IsolatedRoot } from '../../../src/practice/isolatedRoot';
import { scratchInside } from '../../../src/practice/wayIn';
import { skip } from '../../skip';
import { valueOf } from '../../unit/core/fixtures';
import { realPrograms } from './practiceClient';

/** Copies of CIBs that the real pcs and Pacemaker's tools edit. */
export class CibCopies {
  private constructor(private readonly scratch: string, private readonly inside: IsolatedRoot, readonly dialect: Dialect) {}

  /** The suite is skipped where there are no programs or no way to run them apart. */
  static async start(context: Mocha.Context): Promise<CibCopies> {
    const scratch = mkdtempSync(join(tmpdir(), 'pacemaker-explorer-'));
    const started = await IsolatedRoot.start({ root: realPrograms(context).root, scratch, hostname: 'host1' });
    if (!started.ok) return skip(context, `the kernel refuses namespaces: ${JSON.stringify(started.fault)}`);
    const { argv, parse } = readDialect();
    return new CibCopies(scratch, started.value, valueOf(parse(valueOf(await started.value.run(argv)), 'host1')));
  }

  /** What these make of a CIB, each of which has to succeed. `name` is that of the file: two at once need two. */
  async edit(cib: string, name: string, steps: readonly Words[]): Promise<string> {
    writeFileSync(join(this.scratch, name), cib);
    for (const step of steps) {
      const { exitCode, stderr } = await this.run(name, step);
      assert.equal(exitCode, 0, `${step.join(' ')}: ${stderr}`);
    }
    return readFileSync(join(this.scratch, name), 'utf8');
  }

  async dispose(): Promise<void> {
    await this.inside.dispose();
    rmSync(this.scratch, { recursive: true, force: true });
  }

  /** With the variable that lets Pacemaker's tools take words that are not ASCII, as a preview has it. */
  private async run(name: string, [program, ...words]: Words): Promise<Output> {
    const file = `${scratchInside}/${name}`;
    const argv: Words = program === 'pcs' ? [program, '-f', file, ...words] : [program, ...words];
    return valueOf(await this.inside.run(argv, { env: { CIB_file: file, CIB_shadow_dir: scratchInside, CHARSET: 'UTF-8' } }));
  }
}

/** A configuration without what has no meaning: ids that the program chose, sets with nothing in them, and the order of what is not ordered. */
export function meaning(cib: string): string {
  const tree = readCibTree(cib);
  assert.ok(tree.ok);
  return writeCibTree(plain(descend(tree.value, 'configuration') ?? assert.fail('no configuration')));
}

const SETS = ['meta_attributes', 'instance_attributes'];
const ORDERED = ['primitive', 'group', 'clone', 'resource_ref'];

/** The same whatever the order of what is in no group, since what is put back stands behind the others, and without lists that are left empty. */
export function unordered(cib: string): string {
  const tree = readCibTree(meaning(cib));
  assert.ok(tree.ok);
  return writeCibTree(sorted(tree.value));
}

function sorted(of: CibElement): CibElement {
  const children = of.children.map(sorted).filter(({ name, children: inside }) => !['utilization', 'rsc_defaults', 'op_defaults'].includes(name) || inside.length > 0);
  const isOrdered = of.name === 'group' || of.name === 'resource_set';
  return element(of.name, Object.fromEntries(of.attributes), isOrdered ? children : children.map((child) => ({ child, text: writeCibTree(child) })).sort((one, other) => (one.text < other.text ? -1 : 1)).map(({ child }) => child));
}

function plain(of: CibElement): CibElement {
  const children = of.children.map(plain).filter(({ name, children: inside }) => !SETS.includes(name) || inside.length > 0);
  const [ordered, others] = [children.filter(({ name }) => ORDERED.includes(name)), children.filter(({ name }) => !ORDERED.includes(name))];
  const sorted = [...ordered, ...others.map((child) => ({ child, text: writeCibTree(child) })).sort((one, other) => (one.text < other.text ? -1 : 1)).map(({ child }) => child)];
  const isNamedByProgram = SETS.includes(of.name) || of.name === 'nvpair';
  return element(of.name, Object.fromEntries([...of.attributes].filter(([name]) => name !== 'id' || !isNamedByProgram).sort()), sorted);
}
