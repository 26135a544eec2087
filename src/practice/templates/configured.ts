import { element, type CibElement } from '../cibTree';

/**
 * Configuration as pcs 0.11 writes it, ids included, so that a template and the same commands typed by hand are alike.
 * `interval` and `timeout` with their units.
 */
export interface ConfiguredOperation {
  readonly name: string;
  readonly interval?: string;
  readonly timeout?: string;
  readonly role?: string;
}

export interface ConfiguredPrimitive {
  readonly agent: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly meta?: Readonly<Record<string, string>>;
  readonly operations: readonly ConfiguredOperation[];
}

/** `agent` is `class:provider:type`, or `class:type` for a fence device. */
export function primitive(id: string, { agent, parameters, meta, operations }: ConfiguredPrimitive): CibElement {
  const [className, ...rest] = agent.split(':');
  const type = rest.at(-1)!;
  const provider: Readonly<Record<string, string>> = rest.length > 1 ? { provider: rest[0]! } : {};
  return element('primitive', { id, class: className!, type, ...provider }, [
    ...pairs('instance_attributes', id, parameters),
    ...pairs('meta_attributes', id, meta),
    element('operations', {}, operations.map(({ name, interval = '0s', ...more }) =>
      element('op', { name, interval, ...more, id: `${id}-${name}-interval-${interval}` }))),
  ]);
}

export function pairs(name: string, owner: string, values: Readonly<Record<string, string>> = {}): readonly CibElement[] {
  const id = `${owner}-${name}`;
  const sorted = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  if (sorted.length === 0) return [];
  return [element(name, { id }, sorted.map(([key, value]) => element('nvpair', { id: `${id}-${key}`, name: key, value })))];
}

/** Operations as the agents of Debian 12 advertise them. */
const dummyOperations: readonly ConfiguredOperation[] = [
  { name: 'migrate_from', timeout: '20s' }, { name: 'migrate_to', timeout: '20s' }, { name: 'monitor', interval: '10s', timeout: '20s' }, { name: 'reload', timeout: '20s' },
  { name: 'reload-agent', timeout: '20s' }, { name: 'start', timeout: '20s' }, { name: 'stop', timeout: '20s' },
];

const virtualDomainOperations: readonly ConfiguredOperation[] = [
  { name: 'migrate_from', timeout: '60s' }, { name: 'migrate_to', timeout: '120s' }, { name: 'monitor', interval: '10s', timeout: '30s' },
  { name: 'start', timeout: '90s' }, { name: 'stop', timeout: '90s' },
];

export function dummy(id: string, meta?: Readonly<Record<string, string>>): CibElement {
  return primitive(id, { agent: 'ocf:pacemaker:Dummy', meta, operations: dummyOperations });
}

/** A virtual machine whose domain XML lies in /etc/pacemaker, where the agent does not delete it. */
export function virtualMachine(id: string, domain: string, meta?: Readonly<Record<string, string>>): CibElement {
  const parameters = { config: `/etc/pacemaker/${domain}.xml`, hypervisor: 'qemu:///system' };
  return primitive(id, { agent: 'ocf:heartbeat:VirtualDomain', parameters, meta, operations: virtualDomainOperations });
}

export function location(resource: string, node: string, score: string): CibElement {
  return element('rsc_location', { id: `location-${resource}-${node}-${score}`, rsc: resource, node, score });
}
