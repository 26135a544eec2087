import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { isReached } from '../../../src/core/change/isReached';
import type { Words } from '../../../src/core/change/plan';
import { planChange, planForced } from '../../../src/core/change/planChange';
import { spoiltText } from '../../../src/core/change/spoiltText';
import type { Task } from '../../../src/core/change/task';
import { attribute, parseXml, type XmlElement } from '../../../src/core/xml';
import { quote } from '../../../src/remote/quote';
import { fixture, snapshotOf, valueOf } from '../../unit/core/fixtures';
import { CibCopies } from './cibCopies';

/** What shells, XML, pcs and Pacemaker's tools would stumble over, put together in any way. Tabs and ends of lines Pacemaker itself makes something else of. */
const pieces = [
  ' ', '  ', "'", '"', '$(touch /tmp/owned)', '`id`', '${HOME}', ';', '&&', '|', '*', '~', '\\', '\\n', '!', '#', '<x id="1"/>', '<!--', ']]>', '&amp;', '&#10;', 'ü', '名', '\u{1f600}', '\u202e',
  '%s', '{0}', '__proto__', '-', '--force', '=', ',', ':', 'op', 'meta', 'and', 'string', '(', ')', '[a-z]', '?', '^', '/', '.', '@', '5', 'INFINITY', 'x',
];
/** What this Pacemaker does not keep is refused before. */
const isKept = (value: string) => spoiltText({ kind: 'setProperty', name: 'name', value }, '2.1.5') === null;
const text = (without: RegExp) => fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }).map((some) => some.join('')).filter((all) => !without.test(all) && isKept(all));

/** Pacemaker's own crm_attribute and crm_resource make an id of a name, and refuse one of which XML allows none. */
const nameAsId = fc.array(fc.constantFrom('x', '_', '-', '.', 'ü', '名', '5', '__proto__', 'op', 'meta', 'string', 'INFINITY', '-5', '--force'), { maxLength: 6 }).map((some) => ['n', ...some].join(''));

/** More pcs does not take for a ticket. */
const ticket = fc.array(fc.constantFrom('x', 'B', '-', '--', '5', '-5', 'op', 'meta', '--force', 'role', 'Promoted', 'rsc-role', 'set', 'add'), { maxLength: 7 }).map((some) => ['t', ...some].join(''));

/** What no plan is made for is left out: a name has no “=” and begins with no “-”. pcs hands crm_attribute a value that begins with one as an option, which that refuses. A rule is parted at spaces, brackets and quotes, and knows words of its own. */
const typed = fc.record({
  name: nameAsId, value: text(/^-/), number: fc.integer({ min: -100_000, max: 100_000 }).map(String), ticket, ruleValue: text(/[\s()"']|^-|^(?:and|op|string)$/),
});

describe('What is typed', () => {
  const status = fixture('bookworm/50-clone-promotable-group/crm_mon-xml.out');
  const original = fixture('bookworm/50-clone-promotable-group/cibadmin-Q.out');
  const asItWas = snapshotOf({ status, cib: original });
  let copies: CibCopies;

  before(async function () {
    copies = await CibCopies.start(this);
  });
  after(() => copies?.dispose());

  /** The words that a shell makes of a line. */
  function throughShell(words: Words): Words {
    const { stdout, status: exit, stderr } = spawnSync('/bin/sh', ['-c', `for word in ${quote(words)}; do printf '%s\\0' "$word"; done`], { encoding: 'utf8' });
    assert.equal(exit, 0, stderr);
    const [program = '', ...others] = stdout.split('\0').slice(0, -1);
    return [program, ...others];
  }

  /** What stands in the CIB when a task is carried out, by its commands and as it is previewed: the attributes of all elements that were not there before. */
  async function written(task: Task, isForced = false): Promise<readonly (readonly Readonly<Record<string, string>>[])[]> {
    const planned = planChange(task, copies.dialect, asItWas);
    const first = planned.ok ? planned.value.commands[0] : undefined;
    const plan = valueOf(isForced && first ? planForced(task, copies.dialect, asItWas, first) : planned);
    assert.ok(plan.preview.kind === 'edit');
    const ways = [plan.commands, plan.preview.steps].filter((steps, index, all) => index === 0 || JSON.stringify(steps) !== JSON.stringify(all[0]));
    return Promise.all(ways.map(async (steps, index) => {
      const cib = await copies.edit(original, `${task.kind}-${index}.xml`, steps.map(throughShell));
      for (const expectation of plan.expects) assert.ok(isReached(expectation, snapshotOf({ status, cib })), JSON.stringify([task, expectation]));
      const known = new Set(elementsOf(original).map((each) => JSON.stringify(each)));
      return elementsOf(cib).filter((each) => !known.has(JSON.stringify(each)));
    }));
  }

  it('reaches the CIB exactly as it is, through a real sh and the real pcs and in a preview: attributes, properties, utilization, tickets, rules', async () => {
    await fc.assert(fc.asyncProperty(typed, async ({ name, value, number, ticket, ruleValue }) => {
      const results = await Promise.all([
        written({ kind: 'setNodeAttribute', node: 'host1', name, value }),
        written({ kind: 'setProperty', name, value }, true),
        written({ kind: 'setUtilization', resources: ['FAKE1'], name, value: number }),
        written({ kind: 'addTicket', ticket, resource: 'FAKE1', role: null, lossPolicy: null }),
        written({ kind: 'addRule', resource: 'FAKE3', rule: `rack eq ${ruleValue}`, score: '5', role: null }),
      ]);
      const wanted: readonly Readonly<Record<string, string>>[] = [{ name, value }, { name, value }, { name, value: number }, { ticket, rsc: 'FAKE1' }, { attribute: 'rack', operation: 'eq', value: ruleValue }];
      for (const [index, ways] of results.entries()) {
        for (const added of ways) assert.ok(added.some((each) => Object.entries(wanted[index] ?? {}).every(([key, said]) => each[key] === said)), JSON.stringify([wanted[index], added]));
      }
    }), { numRuns: 6, endOnFailure: true });
  }).timeout(600_000);
});

function elementsOf(cib: string): readonly Readonly<Record<string, string>>[] {
  const all: Readonly<Record<string, string>>[] = [];
  const visit = (of: XmlElement): void => {
    if (of.name !== 'cib') all.push(Object.fromEntries(Object.keys(of.attributes).map((key) => [key.slice(1), attribute(of, key.slice(1)) ?? ''])));
    of.children.forEach(visit);
  };
  visit(valueOf(parseXml(cib)));
  return all;
}
