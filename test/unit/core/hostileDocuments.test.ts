import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readCib } from '../../../src/core/readCib';
import { readDaemons } from '../../../src/core/readDaemons';
import { readDomain } from '../../../src/core/readDomain';
import { readDomstats } from '../../../src/core/readDomstats';
import { readQuorum } from '../../../src/core/readQuorum';
import { readStatus } from '../../../src/core/readStatus';
import { readVirshList } from '../../../src/core/readVirshList';
import { redactCib, redactDomain } from '../../../src/core/redact';
import { snapshotToJson } from '../../../src/core/snapshotJson';
import { find, fixture, snapshotOf } from './fixtures';
import { anyText } from '../anyText';

const names = ['__proto__', 'constructor', 'toString', 'a "b" <b>', "it's $(id)", '`id`', 'new\nline', 'tab\there', '<img src=x>', '&amp;', ']]>', '\u202Eevil', '*_markdown_*', ' lead', 'trail ', '', '-rf', 'ü', '💥', '1', 'null', 'a:b', 'a_monitor_0'];
const anyName = fc.oneof(fc.constantFrom(...names), anyText({ maxLength: 12 }).map((text) => text.replace(/[\x00-\x1F\x7F-\x9F\uFFFE\uFFFF]/g, '')));
const escape = (text: string): string => text.replace(/[&<>"'\n\t]/g, (character) => `&#${character.charCodeAt(0)};`);

function documentsOf(node: string, guest: string, machine: string, domain: string): { readonly status: string; readonly cib: string } {
  return {
    status: `<pacemaker-result><summary><current_dc present="true" name="${escape(node)}" version="2.1.5" with_quorum="true"/></summary>
      <nodes><node name="${escape(node)}" id="1" online="true" is_dc="true" type="member"/><node name="${escape(guest)}" id="${escape(guest)}" online="true" type="remote" id_as_resource="${escape(machine)}"/></nodes>
      <resources><resource id="${escape(machine)}" resource_agent="ocf:heartbeat:VirtualDomain" role="Started" active="true" managed="true"><node name="${escape(node)}" id="1"/></resource></resources>
      <node_attributes><node name="${escape(node)}"><attribute name="${escape(domain)}" value="v"/></node></node_attributes>
      <node_history><node name="${escape(node)}"><resource_history id="${escape(machine)}" fail-count="2"/></node></node_history>
      <failures><failure op_key="${escape(machine)}_start_0" node="${escape(node)}" exitcode="1" task="start"/></failures></pacemaker-result>`,
    cib: `<cib epoch="1" num_updates="0" admin_epoch="0"><configuration><crm_config><cluster_property_set id="s"><nvpair id="p" name="${escape(domain)}" value="x"/></cluster_property_set></crm_config>
      <nodes><node id="1" uname="${escape(node)}"/></nodes><resources><primitive id="${escape(machine)}" class="ocf" provider="heartbeat" type="VirtualDomain"><instance_attributes id="i"><nvpair id="q" name="${escape(domain)}" value="y"/></instance_attributes><meta_attributes id="m"><nvpair id="r" name="remote-node" value="${escape(guest)}"/></meta_attributes></primitive></resources></configuration></cib>`,
  };
}

describe('Hostile names', () => {
  it('come out of the readers as they went in, wherever they stand', () => {
    fc.assert(fc.property(anyName, anyName, anyName, anyName, (node, guest, machine, domain) => {
      fc.pre(new Set([node, guest, machine]).size === 3 && machine !== '');
      const snapshot = snapshotOf(documentsOf(node, guest, machine, domain));
      assert.equal(snapshot.cluster.dc, node);
      assert.deepEqual(snapshot.nodes.map(({ name, kind, resource }) => [name, kind, resource]), [[node, 'cluster', null], [guest, 'guest', machine]]);
      const resource = find(snapshot.resources, machine);
      assert.deepEqual(resource.nodes, [node]);
      assert.deepEqual(Object.entries(resource.failCounts), [[node, 2]]);
      assert.deepEqual(snapshot.resources.map(({ id, implicit }) => [id, implicit]), [[machine, false], [guest, true]]);
      assert.equal(snapshot.failures[0]?.resource, machine);
      assert.ok(Object.hasOwn(snapshot.nodes[0]?.attributes ?? {}, domain));
      assert.ok(Object.hasOwn(snapshot.properties, domain) && Object.hasOwn(resource.config?.parameters ?? {}, domain));
      assert.deepEqual(snapshot.guests.map((each) => [each.resource, each.node]), [[machine, guest]]);
      const json = JSON.parse(JSON.stringify(snapshotToJson(snapshot))) as { nodes: { name: string }[] };
      assert.equal(json.nodes[0]?.name, node);
    }), { numRuns: 80 });
    assert.equal(Object.keys(Object.prototype).length, 0);
  });

  it('are shown as a real crm_mon prints them', () => {
    const snapshot = snapshotOf({ status: fixture('rendered/hostile-names/status.xml'), cib: fixture('rendered/hostile-names/cib.xml') });
    assert.deepEqual(snapshot.nodes.map(({ name, kind }) => [name, kind]), [['__proto__', 'cluster'], ['a "b" <b>\'$(id)\\n\u202Ec', 'cluster'], ['constructor', 'guest']]);
    assert.deepEqual(snapshot.resources.map(({ id }) => id), ['__proto__', '<b> $(id) \'q\' "', 'vm-\u202Etxt', 'constructor']);
    assert.deepEqual(Object.entries(snapshot.nodes[0]?.attributes ?? {}), [['__proto__', 'x'], ['constructor', 'y']]);
    assert.deepEqual(snapshot.guests.map(({ name, node }) => [name, node]), [['a b<c>', 'constructor']]);
    assert.equal(snapshot.cluster.name, '<b>&$(id)\nx');
    assert.deepEqual([snapshot.cluster.pacemaker, snapshot.cluster.lastChange], [null, null]);
  });
});

describe('A damaged document', () => {
  const status = fixture('bookworm/51-bundle-failing/crm_mon-xml.out').trimEnd();
  const cib = fixture('rendered/mixed/cib.xml').trimEnd();

  it('is never half a state: cut anywhere, it is cut', () => {
    fc.assert(fc.property(fc.nat(status.length - 1), (length) => {
      assert.deepEqual(readStatus(status.slice(0, length)), { ok: false, fault: { code: 'cut' } });
    }), { numRuns: 100 });
    fc.assert(fc.property(fc.nat(cib.length - 1), (length) => {
      assert.deepEqual(readCib(cib.slice(0, length)), { ok: false, fault: { code: 'cut' } });
    }), { numRuns: 100 });
  });

  it('is refused when a part from its middle is missing or stands elsewhere, unless it is still whole', () => {
    fc.assert(fc.property(fc.nat(status.length), fc.nat(400), fc.nat(status.length), (at, length, to) => {
      const part = status.slice(at, at + length);
      const rest = status.slice(0, at) + status.slice(at + length);
      for (const text of [rest, rest.slice(0, to) + part + rest.slice(to)]) {
        const read = readStatus(text);
        if (!read.ok) assert.match(read.fault.code, /^(cut|malformed|not-a-status|not-running)$/);
      }
    }), { numRuns: 60 });
  });

  it('never makes a reader throw', () => {
    const readers = [readStatus, readCib, readDomain, readVirshList, readDomstats, readDaemons, readQuorum, redactCib, redactDomain];
    const scraps = fc.array(fc.oneof(fc.string(), fc.constantFrom('\0', '\x1b[31m', '\uD800', '\uFFFF', '💥', '<crm_mon>', '<nodes>', '<node online="x"/>', '</nodes>', '<resources>', '<resource/>', '<clone>', '</clone>', '</crm_mon>', '<cib>', '</cib>', '<configuration/>', '<domain>', ' Id   Name   State\n', '-----\n', ' 1    a   running\n', "Domain: 'x'\n", '  a.b=1\n', 'Quorate: Yes\n', 'PCSD Status:\n', '  a: b\n', '<nvpair', ' name="passwd"', ' value="')), { maxLength: 14 });
    fc.assert(fc.property(scraps, (parts) => {
      for (const read of readers) read(parts.join(''));
    }), { numRuns: 120 });
  });
});
