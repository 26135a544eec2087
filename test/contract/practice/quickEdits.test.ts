import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Words } from '../../../src/core/change/plan';
import { descend, element, readCibTree, writeCibTree, type CibElement } from '../../../src/practice/cibTree';
import { IsolatedRoot } from '../../../src/practice/isolatedRoot';
import { scratchInside } from '../../../src/practice/wayIn';
import { skip } from '../../skip';
import { realPrograms } from './practiceClient';

/** A task as Pacemaker's own tool does it in a hundredth of a second, and as pcs does it, which takes a second. */
interface Pair {
  readonly what: string;
  readonly quick: Words;
  readonly pcs: readonly string[];
  /** What pcs did before, so that there is something to take back. */
  readonly after?: readonly (readonly string[])[];
}

/** Since 0.11 `move` takes no `-f`, and what it was before has another name. */
const MOVE = 'MOVE';

/** Without `--force`, what is meant for the member of a clone goes to the clone. */
const meta = (resource: string) => ['crm_resource', '--force', '--resource', resource, '--meta'] as const;
const setMeta = (resource: string, name: string, value: string): Words => [...meta(resource), '--set-parameter', name, '--parameter-value', value];
const deleteMeta = (resource: string, name: string): Words => [...meta(resource), '--delete-parameter', name];
const attribute = (node: string, name: string) => ['crm_attribute', '--node', node, '--name', name] as const;
const property = (name: string) => ['crm_attribute', '--type', 'crm_config', '--name', name] as const;

const pairs: readonly Pair[] = [
  ...['FAKE1', 'vm-guest1', 'GRP1', 'G1', 'PING-clone', 'PING', 'STATEFUL-clone'].flatMap((resource): readonly Pair[] => [
    { what: `disable ${resource}`, quick: setMeta(resource, 'target-role', 'Stopped'), pcs: ['resource', 'disable', resource] },
    { what: `enable ${resource}`, quick: deleteMeta(resource, 'target-role'), pcs: ['resource', 'enable', resource], after: [['resource', 'disable', resource]] },
  ]),
  ...['FAKE1', 'G1', 'PING'].flatMap((resource): readonly Pair[] => [
    { what: `unmanage ${resource}`, quick: setMeta(resource, 'is-managed', 'false'), pcs: ['resource', 'unmanage', resource] },
    { what: `manage ${resource}`, quick: deleteMeta(resource, 'is-managed'), pcs: ['resource', 'manage', resource], after: [['resource', 'unmanage', resource]] },
  ]),
  ...['FAKE1', 'GRP1'].map((resource): Pair => (
    { what: `move ${resource} to host1`, quick: ['crm_resource', '--move', '--resource', resource, '--node', 'host1'], pcs: ['resource', MOVE, resource, 'host1'] })),
  ...['FAKE1', 'GRP1', 'PING-clone'].flatMap((resource): readonly Pair[] => [
    { what: `ban ${resource} from host2`, quick: ['crm_resource', '--ban', '--resource', resource, '--node', 'host2'], pcs: ['resource', 'ban', resource, 'host2'] },
    { what: `clear ${resource}`, quick: ['crm_resource', '--clear', '--resource', resource], pcs: ['resource', 'clear', resource], after: [['resource', 'ban', resource, 'host2'], ['resource', 'ban', resource, 'host1']] },
    { what: `clear ${resource} on host2`, quick: ['crm_resource', '--clear', '--resource', resource, '--node', 'host2'], pcs: ['resource', 'clear', resource, 'host2'], after: [['resource', 'ban', resource, 'host2'], ['resource', 'ban', resource, 'host1']] },
  ]),
  { what: 'move FAKE1 away', quick: ['crm_resource', '--move', '--resource', 'FAKE1'], pcs: ['resource', MOVE, 'FAKE1'] },
  { what: 'ban FAKE1 from where it is', quick: ['crm_resource', '--ban', '--resource', 'FAKE1'], pcs: ['resource', 'ban', 'FAKE1'] },
  ...(['standby', 'maintenance'] as const).flatMap((name): readonly Pair[] => [
    { what: name, quick: [...attribute('host2', name), '--update', 'on'], pcs: ['node', name, 'host2'] },
    { what: `un${name}`, quick: [...attribute('host2', name), '--delete'], pcs: ['node', `un${name}`, 'host2'], after: [['node', name, 'host2']] },
  ]),
  { what: 'set a property', quick: [...property('maintenance-mode'), '--update', 'true'], pcs: ['property', 'set', 'maintenance-mode=true'] },
  { what: 'change a property', quick: [...property('stonith-enabled'), '--update', 'true'], pcs: ['property', 'set', 'stonith-enabled=true'] },
  { what: 'take a property out', quick: [...property('stonith-enabled'), '--delete'], pcs: ['property', 'set', 'stonith-enabled='] },
];

describe('An edit of a copy by Pacemaker\'s own tools is what pcs would make of it', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'pacemaker-explorer-'));
  const whole = readFileSync('test/fixtures/bookworm/50-clone-promotable-group/cibadmin-Q.out', 'utf8');
  let inside: IsolatedRoot;
  let move = '';

  before(async function () {
    const started = await IsolatedRoot.start({ root: realPrograms(this).root, scratch, hostname: 'host1' });
    if (!started.ok) return skip(this, `the kernel refuses namespaces: ${JSON.stringify(started.fault)}`);
    inside = started.value;
    const help = await inside.run(['pcs', 'resource', 'help']);
    move = help.ok && help.value.stdout.includes('move-with-constraint') ? 'move-with-constraint' : 'move';
  });
  after(async () => {
    await inside?.dispose();
    rmSync(scratch, { recursive: true, force: true });
  });

  async function edit(cib: string, name: string, [program, ...words]: Words): Promise<string> {
    writeFileSync(join(scratch, name), cib);
    const file = `${scratchInside}/${name}`;
    const ran = await inside.run(program === 'pcs' ? [program, '-f', file, ...words] : [program, ...words], { env: { CIB_file: file, CIB_shadow_dir: scratchInside } });
    assert.ok(ran.ok, JSON.stringify(ran));
    assert.equal(ran.value.exitCode, 0, `${[program, ...words].join(' ')}: ${ran.value.stderr}`);
    return readFileSync(join(scratch, name), 'utf8');
  }

  for (const { what, quick, pcs, after: earlier = [] } of pairs) {
    it(what, async () => {
      let before = whole;
      for (const words of earlier) before = await edit(before, 'before.xml', ['pcs', ...words]);
      const words = pcs.map((word) => (word === MOVE ? move : word));
      const [byTool, byPcs] = await Promise.all([edit(before, 'tool.xml', quick), edit(before, 'pcs.xml', ['pcs', ...words])]);
      assert.equal(meaning(byTool), meaning(byPcs));
      assert.notEqual(meaning(byTool), meaning(before), 'it changes something');
    });
  }
});

/** A configuration without what has no meaning: ids that the program chose, sets with nothing in them, and the order of what is not ordered. */
function meaning(cib: string): string {
  const tree = readCibTree(cib);
  assert.ok(tree.ok);
  return writeCibTree(plain(descend(tree.value, 'configuration') ?? assert.fail('no configuration')));
}

const SETS = ['meta_attributes', 'instance_attributes'];
const ORDERED = ['primitive', 'group', 'clone', 'resource_ref'];

function plain(of: CibElement): CibElement {
  const children = of.children.map(plain).filter(({ name, children: inside }) => !SETS.includes(name) || inside.length > 0);
  const [ordered, others] = [children.filter(({ name }) => ORDERED.includes(name)), children.filter(({ name }) => !ORDERED.includes(name))];
  const sorted = [...ordered, ...others.map((child) => ({ child, text: writeCibTree(child) })).sort((one, other) => (one.text < other.text ? -1 : 1)).map(({ child }) => child)];
  const isNamedByProgram = SETS.includes(of.name) || of.name === 'nvpair';
  return element(of.name, Object.fromEntries([...of.attributes].filter(([name]) => name !== 'id' || !isNamedByProgram).sort()), sorted);
}
