import assert from 'node:assert/strict';
import fc from 'fast-check';
import { flatten } from '../../../src/core/flatten';
import { Secret } from '../../../src/core/secret';
import type { ClusterSnapshot } from '../../../src/core/snapshot';
import { namesIn } from '../../../src/core/withoutNames';
import { type BundleParts, supportBundle } from '../../../src/render/supportBundle';
import type { ChangeRecord } from '../../../src/session/changeOutcome';
import { snapshotOf, fixture } from '../core/fixtures';
import { definition, live } from './clusterParts';
import { recordedSnapshot } from './recordedSnapshot';
import { connection, failedAction, guest, location, node, resource, snapshot } from './snapshotParts';

const record = (more: Partial<ChangeRecord> = {}): ChangeRecord => ({
  at: 0, id: 'lab', cluster: 'Lab', host: 'ada@host1', tookMs: 5, outcome: { kind: 'done', tookMs: 5 },
  plan: { task: { kind: 'disable', resources: ['web'] }, commands: [['pcs', 'resource', 'disable', 'web']], preview: { kind: 'edit', steps: [] }, cautions: [], expects: [], undo: null }, ...more,
});

function parts(last: ClusterSnapshot, more: Partial<BundleParts> = {}): BundleParts {
  return {
    madeAt: '2026-11-23T01:02:03.000Z', versions: { extension: '0.1.0', editor: 'Code 1.90', platform: 'linux x64' },
    shown: { definition: definition({ name: 'Lab', hosts: [{ target: 'ada@host1.example.com:2222', libvirtUri: 'qemu:///system' }] }), state: { ...live(), last } },
    hosts: [{ target: 'ada@host1.example.com:2222', versions: { pcs: '0.12.0.2', libvirt: { code: 'program-missing', host: 'host1.example.com', program: 'virsh' } } }],
    records: [record()], log: ['2026-11-23 01:02:03.456 [info] connected to ada@host1.example.com (192.0.2.17, fe80::1ff:fe23:4567:890a)'], ...more,
  };
}

/** Names that hold no word of the bundle itself, and differ in more than case. */
const name = fc.stringMatching(/^[Qq]z[a-z0-9_$"'\\.*+-]{2,9}$/);

const named = fc.uniqueArray(name, { minLength: 6, maxLength: 6 }).map(([host = '', web = '', machine = '', inside = '', ticket = '', rule = '']) => snapshot({
  cluster: { ...snapshot().cluster, name: `${web}x`, dc: host, lastChange: `by hacluster on ${host}` },
  nodes: [node(host, { attributes: { [`${web}-ready`]: inside } }), node(inside, { kind: 'guest', resource: machine, host })],
  resources: [resource(web, { nodes: [host], failCounts: { [host]: 2 } }), resource(machine), connection(inside)],
  guests: [guest(machine, { node: inside, host, resource: machine })],
  constraints: [location(rule, { resource: web, node: host }), location(`cli-ban-${web}-on-${host}`, { leftover: true, resource: web, node: host })],
  failures: [failedAction(web, host, { reason: `${web}: cannot reach ${inside}` })],
  tickets: [{ id: ticket, granted: true, standby: null, lastGranted: null }],
}));

describe('a support bundle', () => {
  it('holds no name of the cluster where none is wanted, in no text and no id, and each is the same word everywhere', () => {
    fc.assert(fc.property(named, (last) => {
      const [host, , machine] = [last.nodes[0]?.name ?? '', 0, last.guests[0]?.name ?? ''];
      const text = supportBundle(parts(last, { records: [record({ host, plan: { ...record().plan, commands: [['pcs', 'resource', 'move', machine, host]] } })] }), { names: false });
      const strings: string[] = [];
      JSON.parse(text, (key, value: unknown) => {
        strings.push(key, ...(typeof value === 'string' ? [value] : []));
        return value;
      });
      const names = [...namesIn(last).values()].flat();
      assert.ok(names.length > 6);
      for (const each of names) assert.deepEqual(strings.filter((one) => one.includes(each)), [], each);
      const { snapshot: shown, changes } = JSON.parse(text) as { snapshot: { nodes: { name: string }[]; guests: { host: string }[] }; changes: { commands: string[][] }[] };
      assert.deepEqual([shown.nodes[0]?.name, shown.guests[0]?.host, changes[0]?.commands[0]?.at(-1)], ['node-1', 'node-1', 'node-1']);
    }));
  });

  it('holds neither users nor domains nor addresses then, and keeps versions and times', () => {
    const text = supportBundle(parts(snapshot({ nodes: [node('host1')], failures: [failedAction('web', 'host1', { reason: '01:02:03.456 connected to ada@host1.example.com (192.0.2.17, fe80::1ff:fe23:4567:890a)' })] })), { names: false });
    for (const gone of ['ada', 'example', 'host1', 'Lab', '192.0.2', 'fe80']) assert.ok(!text.includes(gone), gone);
    assert.match(text, /"pcs": "0\.12\.0\.2"/);
    assert.match(text, /01:02:03\.456 connected to \S+ \(address-1, address-2\)/);
    assert.ok(supportBundle(parts(snapshot({ nodes: [node('host1')] })), { names: true }).includes('ada@host1.example.com'));
  });

  it('leaves out the log then, which tells of other clusters and of hosts as only the ssh configuration calls them', () => {
    const log = ['ada@host1: connecting to jump7.corp.test port 22 as operator', 'Other cluster: is read again without a fault'];
    const text = supportBundle(parts(snapshot(), { log }), { names: false });
    for (const gone of ['jump7', 'corp', 'operator', 'Other']) assert.ok(!text.includes(gone), gone);
    assert.match(text, /"log": "left out/);
    assert.deepEqual((JSON.parse(supportBundle(parts(snapshot(), { log }), { names: true })) as { log: unknown }).log, log);
  });

  it('holds no name of what was changed and is not there any more, nor where the cluster could not be read', () => {
    const gone = record({ host: 'bob@other9.lan', plan: {
      ...record().plan, task: { kind: 'move', resource: 'quux', node: 'nodezz' }, commands: [['pcs', 'resource', 'move', 'quux', 'nodezz'], ['cibadmin', '--xml-text', '<group id="gabble"><primitive id="mumble"/></group>']],
      expects: [{ kind: 'configured', id: 'cli-ban-blurb', is: false }],
    } });
    const shown = { ...parts(snapshot()).shown, state: { ...live(), last: null } as unknown as BundleParts['shown']['state'] };
    const said = record({ outcome: { kind: 'refused', ran: 0, fault: { code: 'disconnected', host: 'HOST1' }, said: 'NODEZZ, Host1 and host1 are away', forceHelps: false } });
    for (const text of [supportBundle(parts(snapshot(), { records: [gone, said] }), { names: false }), supportBundle(parts(snapshot(), { shown, records: [gone, said] }), { names: false })]) {
      for (const name of ['quux', 'nodezz', 'gabble', 'mumble', 'blurb', 'other9', 'bob', 'host1']) assert.ok(!text.toLowerCase().includes(name), name);
      assert.match(text, /"node-\d+, (host-\d+) and \1 are away"/);
    }
  });

  it('holds no name of a cluster that was to be set up', () => {
    const hosts = [{ name: 'alpha-prod', address: null }, { name: 'beta-prod', address: 'beta.corp.test' }];
    const made = record({ plan: {
      ...record().plan, expects: [],
      task: { kind: 'createCluster', cluster: 'payroll', hosts, user: 'keeper', password: new Secret('hush', 'password of keeper'), start: false, enable: false },
      commands: [['pcs', 'host', 'auth', 'alpha-prod', 'beta-prod', 'addr=beta.corp.test', '-u', 'keeper'], ['pcs', 'cluster', 'setup', 'payroll', 'alpha-prod', 'beta-prod']],
    } });
    const text = supportBundle(parts(snapshot(), { records: [made] }), { names: false });
    for (const name of ['payroll', 'alpha-prod', 'beta', 'keeper', 'hush']) assert.ok(!text.includes(name), name);
  });

  it('takes a short name out only where it stands alone', () => {
    const text = supportBundle(parts(snapshot({ nodes: [node('a')], failures: [failedAction('web', 'a', { reason: 'a and another: data of a' })] })), { names: false });
    assert.match(text, /"node-1 and another: data of node-1"/);
  });

  it('holds of what programs said then only words that can be no name, whoever is named and wherever it is said', () => {
    const hostile = [
      'Error: unable to connect to payroll-db7.corp.test:2224 (Connection refused)', "kex failed: banner 'Acme Production Vault, call Zelda' received", 'PAYROLL', '/etc/ssh/keys/zelda.pem: permission denied',
      'https://vault.corp.test/v1?token=abc', 'zelda@vault', "Error: resource 'payroll' does not exist", 'payroll:zelda', 'Ψnode', 'error-payroll', 'host1payroll', 'payroll\nzelda', '<primitive id="payroll"/>', 'zelda-1', 'node-payroll',
    ];
    const names = /payroll|zelda|corp|vault|acme|production|Ψ|pem|abc/i;
    for (const words of hostile) {
      const fault = { code: 'command-failed', host: 'jump.corp.test', program: 'pcs', exitCode: 1, message: words } as const;
      const state = { ...live(), last: snapshot({ failures: [failedAction('web', 'host1', { reason: words })], cluster: { ...snapshot().cluster, lastChange: words } }), notes: [{ host: 'host1', fault }] };
      const records = [record({ outcome: { kind: 'refused', ran: 0, fault, said: words, forceHelps: false } }), record({ outcome: { kind: 'uncertain', ran: 0, fault: { code: 'handshake-failed', host: 'host1', reason: words, offered: words }, reached: null } })];
      for (const shownState of [state, { kind: 'stale', last: null, fault: { code: 'sudo-refused', host: 'h', user: 'zelda', program: 'pcs' }, since: 0, retryAt: null } as const]) {
        const text = supportBundle({ ...parts(snapshot(), { records }), shown: { definition: definition({ name: 'Lab' }), state: shownState } }, { names: false });
        assert.doesNotMatch(text, names, words);
        assert.match(text, /"code": "command-failed"/);
      }
      assert.ok(supportBundle({ ...parts(snapshot(), { records }), shown: { definition: definition({ name: 'Lab' }), state } }, { names: true }).includes(JSON.stringify(words)));
    }
  });

  it('still tells then what went wrong', () => {
    const said = "Error: resource 'payroll' on Lab does not exist, timed out after 20s at 01:02:03 (errno 111)";
    const fault = { code: 'link-lost', host: 'host1', reason: 'closed-in-login' } as const;
    const text = supportBundle(parts(snapshot(), { records: [record({ outcome: { kind: 'refused', ran: 0, fault, said, forceHelps: false } })] }), { names: false });
    assert.ok(text.includes("Error: resource '…' on cluster-1 does not exist, timed out after 20s at 01:02:03 (errno 111)"), /"said": .*/.exec(text)?.[0]);
    assert.ok(text.includes('"reason": "closed-in-login"'));
    const { state } = JSON.parse(supportBundle({ ...parts(snapshot()), shown: { definition: definition(), state: { ...live(), watch: { cluster: { kind: 'lookedFor', reason: { code: 'channel-refused', host: 'host1' } }, libvirt: [] } } as unknown as BundleParts['shown']['state'] } }, { names: false })) as { state: { watch: { cluster: unknown } } };
    assert.deepEqual(state.watch.cluster, { kind: 'lookedFor', reason: { code: 'channel-refused', host: 'host-1' } });
  });

  it('holds no secret, with names or without', () => {
    fc.assert(fc.property(fc.stringMatching(/^Zs[A-Za-z0-9]{6,12}$/), fc.boolean(), (secret, names) => {
      const cib = fixture('bookworm/70-stonith-configured/cibadmin-Q.out').replace(/(<instance_attributes id="fence-h1[^>]*>)/, `$1<nvpair id="x-passwd" name="passwd" value="${secret}"/>`);
      assert.ok(cib.includes(secret));
      const last = snapshotOf({ status: fixture('bookworm/70-stonith-configured/crm_mon-xml.out'), cib });
      const inputs = [['<a b="', new Secret(secret, 'password').inXml(), '"/>']];
      const records = [record({ plan: { ...record().plan, inputs, undo: [{ kind: 'setProperty', name: 'x', value: 'y' }] } })];
      assert.ok(!supportBundle(parts(last, { records }), { names }).includes(secret));
    }), { numRuns: 20 });
  });

  it('is whole JSON of a real cluster, with as much in it without names as with them', () => {
    const last = recordedSnapshot('bookworm/20-after-kill');
    const [plain, unnamed] = [true, false].map((names) => JSON.parse(supportBundle(parts(last), { names })) as { snapshot: ClusterSnapshot });
    assert.equal(flatten(unnamed?.snapshot.resources ?? []).length, flatten(plain?.snapshot.resources ?? []).length);
    assert.deepEqual(unnamed?.snapshot.failures.map(({ rc, interval }) => [rc, interval]), last.failures.map(({ rc, interval }) => [rc, interval]));
    assert.doesNotMatch(JSON.stringify(unnamed), /guest1|FAKE|host[12]/);
  });
});
