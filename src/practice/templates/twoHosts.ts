import { element, type CibElement } from '../cibTree';
import { dummy, location, pairs, primitive, virtualMachine } from './configured';
import type { Template } from './template';

/** Two hosts and one of everything that the views can show. */
export const twoHosts: Template = {
  name: 'two-hosts',
  isBare: false,
  clusterName: 'practice',
  hosts: ['host1', 'host2'],
  properties: { 'stonith-enabled': 'true' },
  resources: [
    fenceDevice('fence-host1', 'host1'),
    fenceDevice('fence-host2', 'host2'),
    virtualMachine('vm-guest1', 'guest1', { 'remote-node': 'guest1' }),
    virtualMachine('vm-guest2', 'guest2', { 'remote-node': 'guest2' }),
    virtualMachine('vm-build', 'build', { 'allow-migrate': 'true' }),
    element('group', { id: 'web' }, [
      primitive('web-ip', {
        agent: 'ocf:heartbeat:IPaddr2',
        parameters: { ip: '192.168.122.80', cidr_netmask: '24' },
        operations: [{ name: 'monitor', interval: '10s', timeout: '20s' }, { name: 'start', timeout: '20s' }, { name: 'stop', timeout: '20s' }],
      }),
      primitive('web-server', {
        agent: 'ocf:heartbeat:apache',
        operations: [{ name: 'monitor', interval: '10s', timeout: '20s' }, { name: 'start', timeout: '40s' }, { name: 'stop', timeout: '60s' }],
      }),
    ]),
    element('clone', { id: 'ping-clone' }, [
      primitive('ping', {
        agent: 'ocf:pacemaker:ping',
        parameters: { host_list: '192.168.122.1' },
        operations: [{ name: 'monitor', interval: '10s', timeout: '60s' }, { name: 'start', timeout: '60s' }, { name: 'stop', timeout: '20s' }],
      }),
    ]),
    element('clone', { id: 'db-clone' }, [
      primitive('db', {
        agent: 'ocf:pacemaker:Stateful',
        operations: [
          { name: 'demote', timeout: '10s' }, { name: 'monitor', interval: '10s', timeout: '20s', role: 'Promoted' }, { name: 'monitor', interval: '11s', timeout: '20s', role: 'Unpromoted' },
          { name: 'promote', timeout: '10s' }, { name: 'start', timeout: '20s' }, { name: 'stop', timeout: '20s' },
        ],
      }),
      ...pairs('meta_attributes', 'db-clone', { promotable: 'true' }),
    ]),
    dummy('FAKE1'),
    dummy('FAKE2'),
    dummy('report', { 'target-role': 'Stopped' }),
  ],
  constraints: [
    location('fence-host1', 'host1', '-INFINITY'),
    location('fence-host2', 'host2', '-INFINITY'),
    location('vm-guest1', 'host1', '50'),
    location('vm-guest2', 'host2', '50'),
    location('FAKE1', 'guest1', 'INFINITY'),
    // The scheduler takes a guest node for a place like any other, also for a virtual machine.
    ...['guest1', 'guest2'].flatMap((guest) => ['vm-build', 'web', 'db-clone'].map((resource) => location(resource, guest, '-INFINITY'))),
    // What runs as promoted is the agent's to say, by a score of its own; here a rule says it.
    element('rsc_location', { id: 'location-db-clone', rsc: 'db-clone' }, [
      element('rule', { id: 'location-db-clone-rule', role: 'Promoted', score: '100', 'boolean-op': 'and' }, [
        element('expression', { id: 'location-db-clone-rule-expr', attribute: '#uname', operation: 'eq', value: 'host1' }),
      ]),
    ]),
    element('rsc_location', { id: 'cli-ban-FAKE2-on-guest1', rsc: 'FAKE2', role: 'Started', node: 'guest1', score: '-INFINITY' }),
    element('rsc_colocation', { id: 'colocation-web-db-clone-INFINITY', rsc: 'web', 'with-rsc': 'db-clone', 'with-rsc-role': 'Promoted', score: 'INFINITY' }),
    element('rsc_order', { id: 'order-db-clone-web-mandatory', first: 'db-clone', 'first-action': 'promote', then: 'web', 'then-action': 'start' }),
    element('rsc_ticket', { id: 'ticket-site-a-vm-build', ticket: 'site-a', rsc: 'vm-build', 'loss-policy': 'stop' }),
  ],
  fencingLevels: ['host1', 'host2'].map((host) => element('fencing-level', { id: `fl-${host}-1`, index: '1', target: host, devices: `fence-${host}` })),
  tickets: ['site-a'],
  guests: ['guest1', 'guest2', 'build'],
  unmanagedGuests: [{ name: 'spare', host: 'host2' }],
};

/** A fence device asks for its password a program on the host, so that none stands in the configuration. */
function fenceDevice(id: string, host: string): CibElement {
  return primitive(id, {
    agent: 'stonith:fence_virsh',
    parameters: { ip: '192.168.122.1', username: 'fence', password_script: '/usr/local/sbin/fence-password', plug: host, pcmk_host_list: host },
    operations: [{ name: 'monitor', interval: '60s' }],
  });
}
