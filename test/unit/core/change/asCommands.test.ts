import assert from 'node:assert/strict';
import { asCommands, type Thing } from '../../../../src/core/change/asCommands';
import { readCib } from '../../../../src/core/readCib';
import { quote } from '../../../../src/remote/quote';
import { madeByText } from '../../../../src/render/madeByText';
import { goldenText } from '../../render/goldenText';
import { t } from '../../render/plainTranslate';
import { fixture, snapshotOf, valueOf } from '../fixtures';
import { dialect, dialects } from './recordedDialects';

const status = fixture('rendered/mixed/status.xml');
const recorded = fixture('rendered/mixed/cib.xml');
const dummy = (id: string, inside = '') => `<primitive id="${id}" class="ocf" provider="pacemaker" type="Dummy">${inside}<operations><op id="${id}-m" name="monitor" interval="9s"/></operations></primitive>`;
const pair = (owner: string, name: string, value: string) => `<nvpair id="${owner}-${name}" name="${name}" value="${value}"/>`;

/** More than the recorded cluster has: what pcs can be told in other words only, in part, or not at all. */
const cib = recorded
  .replace('</resources>', `
    <primitive id="told" class="ocf" provider="pacemaker" type="Dummy" description="for people"><instance_attributes id="told-a"><rule id="told-r" score="INFINITY"><expression id="told-e" attribute="#uname" operation="eq" value="alpha"/></rule>${pair('told-a', 'fake', 'x')}</instance_attributes><operations><op id="told-m" name="monitor" interval="9s" OCF_CHECK_LEVEL="10"><meta_attributes id="told-mm">${pair('told-mm', 'odd', '1')}</meta_attributes></op></operations><utilization id="told-u">${pair('told-u', 'cpu', '2')}</utilization></primitive>
    <primitive id="a-new-name" class="ocf" provider="pacemaker" type="Dummy"><meta_attributes id="ann"><nvpair id="ann-key" name="api_token" value="hush"/></meta_attributes></primitive>
    <clone id="named"><meta_attributes id="named-m">${pair('named-m', 'interleave', 'true')}</meta_attributes>${dummy('in-named')}</clone>
    <master id="old-master"><primitive id="old" class="ocf" provider="pacemaker" type="Stateful"><operations><op id="old-m" name="monitor" interval="10s" role="Master"/></operations></primitive></master>
    <bundle id="boxes"><docker image="web" replicas="3" masters="1" run-command="/bin/x -y"/><network control-port="3121"><port-mapping id="boxes-p" range="80-89"/></network><storage><storage-mapping id="boxes-s" source-dir="/srv" target-dir="/srv" options="rw"/></storage><meta_attributes id="boxes-m">${pair('boxes-m', 'target-role', 'Stopped')}</meta_attributes></bundle>
    <bundle id="rocket"><rkt image="web"/></bundle>
  </resources>`)
  .replace('</constraints>', `
    <rsc_location id="never" rsc="vm-plain" node="alpha" score="-INFINITY" resource-discovery="never"/>
    <rsc_location id="cli-ban-vm-web-on-alpha" rsc="vm-web" role="Started" node="alpha" score="-INFINITY"/>
    <rsc_location id="pattern" rsc-pattern="^vm-" node="beta" score="7"/>
    <rsc_location id="with-role" rsc="state-clone" node="beta" role="Promoted" score="7"/>
    <rsc_location id="of-member" rsc="stack" node="beta" score="7"/>
    <rsc_location id="two-rules" rsc="state-clone"><rule id="tr1" score="5" role="Promoted"><date_expression id="tr1d" operation="lt" end="2027-01-01 00:00:00"/></rule><rule id="tr2" score-attribute="weight" boolean-op="or"><expression id="tr2a" attribute="rack" operation="defined"/><rule id="tr2b" boolean-op="and"><expression id="tr2c" attribute="#kind" operation="ne" value="remote"/><date_expression id="tr2d" operation="date_spec"><date_spec id="tr2e" hours="9-16"/></date_expression></rule></rule></rsc_location>
    <rsc_location id="spaced" rsc="vm-plain"><rule id="sp" score="5"><expression id="spe" attribute="rack" operation="eq" value="a b"/></rule></rsc_location>
    <rsc_location id="like-a-word" rsc="vm-plain"><rule id="lw" score="5"><expression id="lwe" attribute="rack" operation="eq" value="to"/></rule></rsc_location>
    <rsc_location id="for-a-while" rsc="vm-plain" node="beta" score="7"><lifetime><rule id="fw" score="0"><date_expression id="fwd" operation="lt" end="2027-01-01"/></rule></lifetime></rsc_location>
    <rsc_colocation id="roles" rsc="state-clone" rsc-role="Master" with-rsc="old-master" with-rsc-role="Slave" score="-5"/>
    <rsc_colocation id="by-rack" rsc="vm-plain" with-rsc="vm-web" node-attribute="rack" score="5"/>
    <rsc_colocation id="unscored" rsc="vm-plain" with-rsc="vm-web"/>
    <rsc_colocation id="unscored-sets"><resource_set id="us1"><resource_ref id="vm-plain"/><resource_ref id="vm-web"/></resource_set></rsc_colocation>
    <rsc_order id="in-turn" first="state-clone" first-action="promote" then="old-master" kind="Optional" symmetrical="false"/>
    <rsc_colocation id="sets" score="-INFINITY"><resource_set id="st1" role="Master"><resource_ref id="state-clone"/></resource_set><resource_set id="st2" sequential="false"><resource_ref id="vm-plain"/><resource_ref id="vm-web"/></resource_set></rsc_colocation>
    <rsc_order id="scored-sets" score="5"><resource_set id="st3"><resource_ref id="vm-plain"/><resource_ref id="vm-web"/></resource_set></rsc_order>
    <rsc_ticket id="if-lost" rsc="state-clone" rsc-role="Master" ticket="site-b" loss-policy="demote"/>
  </constraints>`);
const snapshot = snapshotOf({ status, cib });
const document = valueOf(readCib(cib));

const of = (things: readonly Thing[], pcs = dialect('0.11.5'), text = cib) => madeByText(valueOf(asCommands(things, text, pcs, snapshot)), quote, t);
const resource = (id: string): Thing => ({ kind: 'resource', id });
const constraint = (id: string): Thing => ({ kind: 'constraint', id });

describe('What is configured as pcs commands', () => {
  it('each kind of thing, for every version of pcs', () => {
    const all = [...document.resources.map(({ id }) => resource(id)), resource('db_ip'), resource('db_server'), ...document.constraints.map(({ id }) => constraint(id))];
    goldenText('as-commands', all.map((thing) => `${thing.kind} ${thing.id}\n${byVersion(thing)}`).join('\n'), 'core/change');
  });

  /** Those that are equal stand together. */
  function byVersion(thing: Thing): string {
    const texts = new Map<string, string[]>();
    for (const each of dialects) {
      const text = of([thing], each).split('\n').map((line) => `    ${line}\n`).join('');
      texts.set(text, [...(texts.get(text) ?? []), each.pcs]);
    }
    return [...texts].map(([text, versions]) => (texts.size === 1 ? text : `  ${versions.join(', ')}\n${text}`)).join('');
  }

  it('several at once stand in the order of the configuration, what is in another only with that', () => {
    const ids = valueOf(asCommands([constraint('never'), resource('vm-plain'), resource('db_ip'), resource('db_group'), resource('stack'), resource('remote1'), resource('stack-clone'), resource('vm-plain')], cib, dialect('0.11.5'), snapshot)).map(({ id }) => id);
    assert.deepEqual(ids, ['remote1', 'vm-plain', 'db_group', 'stack-clone', 'never']);
  });

  it('no secret is in them, whatever it stands in', () => {
    assert.ok(cib.includes('not-to-be-seen'));
    for (const each of dialects) {
      const text = of([...document.resources.map(({ id }) => resource(id)), ...document.constraints.map(({ id }) => constraint(id))], each);
      assert.doesNotMatch(text, /not-to-be-seen|hush|\*\*\*\*/);
      assert.match(text, /passwd \(db_server\): /);
    }
    // Under a name that tells nothing, when something else uses it under one that does.
    const shared = cib.replace('</resources>', `${dummy('uses', `<instance_attributes id="uses-a"><nvpair id-ref="lends-a-plain" name="password"/></instance_attributes>`)}${dummy('lends', `<instance_attributes id="lends-a">${pair('lends-a', 'plain', 'not-to-be-seen')}</instance_attributes>`)}</resources>`);
    const text = of([resource('uses'), resource('lends')], dialect('0.11.5'), shared);
    assert.doesNotMatch(text, /not-to-be-seen|\*\*\*\*/);
    assert.match(text, /plain \(lends\): /);
  });

  it('says of what is gone that it is gone, and of a document that is none what is wrong with it', () => {
    assert.match(of([resource('nothing'), constraint('none')]), /^# Not nothing: .*\n# Not none: [^\n]*$/);
    const cut = asCommands([resource('told')], cib.slice(0, 5_000), dialect('0.11.5'), snapshot);
    assert.ok(!cut.ok && cut.fault.code === 'cut');
  });

  it('no line of a comment is ever a command, and the last line waits to be run', () => {
    const odd = cib.replaceAll('description="for people"', 'description="a&#10;reboot"');
    for (const line of of([resource('told')], dialect('0.11.5'), odd).split('\n')) assert.match(line, /^(?:# |pcs )/);
    assert.doesNotMatch(of([resource('told')]), /\n$/);
  });
});
