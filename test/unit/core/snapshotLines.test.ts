import assert from 'node:assert/strict';
import { snapshotLines } from '../../../.scripts/snapshotLines';
import { fixture } from './fixtures';

const status = fixture('bookworm/10-guest-online-5-dummies/crm_mon-xml.out');
const cib = fixture('bookworm/10-guest-online-5-dummies/cibadmin-Q.out');
const list = fixture('bookworm/10-guest-online-5-dummies/virsh-list.out');

type Part = Readonly<Record<string, unknown>>;

interface Printed {
  readonly cluster: Part;
  readonly nodes: readonly Part[];
  readonly resources: readonly Part[];
  readonly fencing: readonly Part[];
  readonly guests: readonly Part[];
  readonly failures: readonly Part[];
  readonly error?: { readonly code: string; readonly document: string };
  readonly failed: boolean;
}

function lines(documents: Parameters<typeof snapshotLines>[0]): readonly Printed[] {
  return [...snapshotLines(documents)].map(({ json, failed }) => ({ ...(JSON.parse(json) as Printed), failed }));
}

function line(documents: Partial<Parameters<typeof snapshotLines>[0]>): Printed {
  const [printed] = lines({ statuses: [status], cibs: [], domains: [], ...documents });
  assert.ok(printed);
  return printed;
}

describe('The snapshot as JSON', () => {
  it('has the parts and names that were promised', () => {
    const { cluster, nodes, resources, guests } = line({ cibs: [cib], domains: [{ host: 'host1', text: list }] });
    assert.deepEqual(cluster, { name: 'mycluster', dc: 'host1', quorum: true, stonithEnabled: false, maintenanceMode: false, pacemaker: '2.1.5', lastChange: 'Sun Nov 22 17:04:34 2026' });
    const guest = Object.entries(nodes.find((node) => node['kind'] === 'guest') ?? {}).slice(0, 11);
    assert.deepEqual(guest, Object.entries({ name: 'guest1', kind: 'guest', online: true, standby: false, maintenance: false, pending: false, unclean: false, dc: false, resource: 'vm-guest1', host: 'host1', connectionHost: 'host1' }));
    const machine = Object.entries(resources[0] ?? {}).slice(0, 13);
    assert.deepEqual(machine, Object.entries({ id: 'vm-guest1', kind: 'primitive', agent: 'ocf:heartbeat:VirtualDomain', role: 'Started', active: true, managed: true, disabled: false, blocked: false, failed: false, orphaned: false, implicit: false, nodes: ['host1'], children: [] }));
    assert.deepEqual(Object.keys(guests[0] ?? {}).slice(0, 7), ['name', 'host', 'domainState', 'resource', 'node', 'state', 'disagreements']);
  });

  it('says failed actions in the words that were promised', () => {
    const { failures } = line({ statuses: [fixture('bookworm/20-after-kill/crm_mon-xml.out')] });
    assert.deepEqual(failures, [{ resource: 'guest1', task: 'monitor', interval: 30000, node: 'host1', rc: 1, text: 'error', reason: 'Lost connection to remote executor', at: '2026-11-22T17:05:01Z', guest: 'guest1' }]);
  });

  it('has INFINITY for what JSON has no number for', () => {
    const { fencing } = line({ statuses: [fixture('bookworm/70-stonith-configured/crm_mon-xml.out')] });
    assert.deepEqual(fencing[0]?.['failCounts'], { host2: 'INFINITY', host1: 'INFINITY' });
  });

  it('names the document that is at fault', () => {
    const printed = lines({ statuses: [status, status, '<html/>'], cibs: [cib.slice(0, 500)], domains: [] });
    assert.deepEqual(printed.map(({ error, failed }) => [error?.code, error?.document, failed]), [['cut', 'cib', true], [undefined, undefined, false], ['not-a-status', 'status', true]]);
    assert.equal(line({ domains: [{ host: 'a', text: 'error: x' }] }).error?.document, 'domains');
  });
});
