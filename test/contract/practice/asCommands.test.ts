import assert from 'node:assert/strict';
import { asCommands, type Thing } from '../../../src/core/change/asCommands';
import { element, readCibTree, writeCibTree, type CibElement } from '../../../src/practice/cibTree';
import { quote } from '../../../src/remote/quote';
import { madeByText } from '../../../src/render/madeByText';
import { fixture, snapshotOf, valueOf } from '../../unit/core/fixtures';
import { t } from '../../unit/render/plainTranslate';
import { CibCopies, meaning } from './cibCopies';

const stage = 'bookworm/50-clone-promotable-group';
const status = fixture(`${stage}/crm_mon-xml.out`);
const hush = `h"u&s<h' $(id)`;

const watched = (id: string) => `<operations><op id="${id}-monitor-interval-9s" name="monitor" interval="9s" timeout="8s" on-fail="block"><instance_attributes id="${id}-l"><nvpair id="${id}-l-n" name="OCF_CHECK_LEVEL" value="10"/></instance_attributes></op></operations>`;
const dummy = (id: string, inside = '') => `<primitive id="${id}" class="ocf" provider="pacemaker" type="Dummy">${inside}${watched(id)}</primitive>`;
const words = (of: string, id: string, values: Readonly<Record<string, string>>) => `<${of} id="${id}-${of}">${Object.entries(values).map(([name, value]) => `<nvpair id="${id}-${of}-${name}" name="${name}" value="${value}"/>`).join('')}</${of}>`;

/** What was recorded holds none of these. */
const more = [
  dummy('awkward', words('instance_attributes', 'awkward', { fake: '&quot;a&quot; &lt;b&gt; $(id) it&apos;s' }) + words('meta_attributes', 'awkward', { 'target-role': 'Stopped', 'priority': '5' })),
  `<group id="many">${dummy('first')}${dummy('second')}${words('meta_attributes', 'many', { 'resource-stickiness': '7', 'is-managed': 'false' })}</group>`,
  `<clone id="many-of-them">${words('meta_attributes', 'many-of-them', { interleave: 'true' })}<group id="inner">${dummy('inner-a')}${dummy('inner-b')}</group></clone>`,
  `<clone id="other-name">${words('meta_attributes', 'other-name', { 'promotable': 'true', 'promoted-max': '1' })}<primitive id="two-roles" class="ocf" provider="pacemaker" type="Stateful"><operations><op id="two-roles-monitor-interval-10s" name="monitor" interval="10s" role="Master"/><op id="two-roles-monitor-interval-11s" name="monitor" interval="11s" role="Slave"/></operations></primitive></clone>`,
  `<bundle id="boxes"><podman image="localhost/web:1" replicas="2" promoted-max="1" run-command="/bin/x -y" options="--a b"/><network ip-range-start="10.0.0.5" control-port="3121"><port-mapping id="boxes-web" port="80"/><port-mapping id="boxes-range" range="90-99"/></network><storage><storage-mapping id="boxes-s" source-dir="/srv/a b" target-dir="/srv" options="rw"/></storage>${words('meta_attributes', 'boxes', { 'target-role': 'Stopped' })}${dummy('inside-boxes')}</bundle>`,
  `<primitive id="fence-1" class="stonith" type="fence_virsh">${words('instance_attributes', 'fence-1', { ip: 'hyper', username: 'root', pcmk_host_map: 'host1:a;host2:b' })}<operations><op id="fence-1-monitor-interval-60s" name="monitor" interval="60s"/></operations></primitive>`,
].join('');

const constraints = [
  '<rsc_location id="plain" rsc="FAKE1" node="host1" score="50"/>',
  '<rsc_location id="never" rsc="FAKE1" node="host2" score="-INFINITY" resource-discovery="never"/>',
  '<rsc_location id="pattern" rsc-pattern="^FA.*[34]$" node="host2" score="-5"/>',
  '<rsc_location id="by-rule" rsc="FAKE5" resource-discovery="exclusive"><rule id="by-rule-r" score="-INFINITY" boolean-op="or"><expression id="e1" attribute="#uname" operation="eq" value="host1"/><rule id="by-rule-i" boolean-op="and" score="0"><expression id="e2" operation="not_defined" attribute="rack"/><expression id="e3" attribute="n" operation="gt" type="number" value="5"/><date_expression id="d1" operation="date_spec"><date_spec id="d1s" hours="9-16" weekdays="1-5"/></date_expression></rule></rule></rsc_location>',
  '<rsc_location id="by-date" rsc="STATEFUL-clone"><rule id="by-date-r" role="Promoted" score-attribute="weight" boolean-op="and"><date_expression id="d2" operation="in_range" start="2027-01-01" end="2027-02-01"/><date_expression id="d3" operation="in_range" start="2027-01-01"><duration id="d3d" months="2"/></date_expression><date_expression id="d4" operation="lt" end="2027-01-30 12:00:00"/></rule></rsc_location>',
  '<rsc_colocation id="apart" rsc="FAKE3" with-rsc="FAKE5" score="-100"/>',
  '<rsc_colocation id="roles" rsc="STATEFUL-clone" rsc-role="Promoted" with-rsc="other-name" with-rsc-role="Unpromoted" score="INFINITY"/>',
  '<rsc_order id="in-turn" first="STATEFUL-clone" first-action="promote" then="FAKE3" then-action="start" kind="Optional" symmetrical="false"/>',
  '<rsc_order id="sets"><resource_set id="s1" sequential="false" require-all="false" action="start"><resource_ref id="FAKE3"/><resource_ref id="FAKE4"/></resource_set><resource_set id="s2"><resource_ref id="PING-clone"/></resource_set></rsc_order>',
  '<rsc_colocation id="sets-together" score="7"><resource_set id="s3" role="Promoted"><resource_ref id="STATEFUL-clone"/></resource_set><resource_set id="s4"><resource_ref id="GRP1"/></resource_set></rsc_colocation>',
  '<rsc_ticket id="leave" rsc="STATEFUL-clone" rsc-role="Promoted" ticket="site-a" loss-policy="demote"/>',
].join('');

const recorded = fixture(`${stage}/cibadmin-Q.out`);
const original = recorded.replace('</resources>', `${more}</resources>`).replace('</constraints>', `${constraints}</constraints>`);
const nothing = recorded.replace(/<resources>.*<\/resources>/s, '<resources/>').replace(/<constraints>.*<\/constraints>/s, '<constraints/>');
const all = [...valueOf(readCibTree(original)).children].flatMap(({ children }) => children);
const within = (section: string) => all.find(({ name }) => name === section)?.children.map((each) => each.attributes.get('id') ?? '') ?? [];

/** Without the ids that pcs chooses for what nothing names, with the roles in one of their words, and without what says nothing. */
function plain(cib: string): string {
  const unnamed = new Set(['op', 'expression', 'date_expression', 'date_spec', 'duration', 'resource_set', 'utilization']);
  const without = (of: CibElement, isInside: boolean): CibElement => element(
    of.name,
    Object.fromEntries([...of.attributes]
      .filter(([name, value]) => !(name === 'boolean-op' && value === 'and') && !(name === 'id' && (unnamed.has(of.name) || (of.name === 'rule' && isInside))) && !(of.name === 'rule' && isInside && name === 'score') && !(value === 'start' && /action$/.test(name)) && !(/role$/.test(name) && value === 'Started'))
      .map(([name, value]) => [name, value === 'Promoted' ? 'Master' : value === 'Unpromoted' ? 'Slave' : name === 'end' ? value.replace('T', ' ') : value])),
    of.children.map((child) => without(child, of.name === 'rule')),
  );
  return meaning(writeCibTree(without(valueOf(readCibTree(cib)), false)));
}

describe('The commands that are copied make what they were copied from', function () {
  this.timeout(240_000);
  let copies: CibCopies;

  before(async function () {
    copies = await CibCopies.start(this);
  });
  after(() => copies?.dispose());

  const copied = (things: readonly Thing[], cib: string) => madeByText(valueOf(asCommands(things, cib, copies.dialect, snapshotOf({ status, cib }))), quote, t);
  /** Run by a shell in which pcs is told to use the copy; `typed` is what a person types. */
  const run = (cib: string, script: string, typed = '') => copies.edit(cib, 'made.xml', [['sh', '-c', 'printf "%s\\n" "$1" | sh -e -c "$2"', 'sh', typed, `pcs() { command pcs -f "$CIB_file" "$@"; }\n${script}`]]);

  it('all resources of a cluster, of every kind', async () => {
    const script = copied(within('resources').map((id) => ({ kind: 'resource', id })), original);
    assert.doesNotMatch(script, /^# Not /m);
    const withoutConstraints = original.replace(/<constraints>.*<\/constraints>/s, '<constraints/>');
    assert.equal(plain(await run(nothing, script)), plain(withoutConstraints));
  });

  it('all constraints of a cluster, of every kind', async () => {
    const script = copied(within('constraints').map((id) => ({ kind: 'constraint', id })), original);
    assert.doesNotMatch(script, /^# Not /m);
    const without = original.replace(/<constraints>.*<\/constraints>/s, '<constraints/>');
    assert.equal(plain(await run(without, script)), plain(original));
  });

  for (const id of ['first', 'second']) {
    it(`a member of a group at its place: ${id}`, async () => {
      const without = original.replace(new RegExp(`<primitive id="${id}".*?</primitive>`, 's'), '');
      assert.notEqual(without, original);
      assert.equal(plain(await run(without, copied([{ kind: 'resource', id }], original))), plain(original));
    });
  }

  it('what is secret is asked for, and stands nowhere in what is copied', async () => {
    const secret = original.replace(/(<primitive id="FAKE5"[^>]*>)/, `$1${words('instance_attributes', 'FAKE5', { passwd: 'h&quot;u&amp;s&lt;h&apos; $(id)' })}`);
    assert.notEqual(secret, original);
    const script = copied([{ kind: 'resource', id: 'FAKE5' }], secret);
    assert.doesNotMatch(script, /h"u|u&amp;s|h&quot;u|&#34;u|\*\*\*\*/);
    const made = await run(nothing, script, hush);
    const of = (cib: string) => /<primitive id="FAKE5".*?<\/primitive>/s.exec(cib)?.[0] ?? assert.fail('it is not there');
    const alone = (cib: string) => plain(nothing.replace('<resources/>', `<resources>${of(cib)}</resources>`));
    assert.equal(alone(made), alone(secret));
  });
});
