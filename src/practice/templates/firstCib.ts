import { element, type CibElement } from '../cibTree';
import { withChange } from '../cibVersion';
import { joinCluster } from '../nodeMembership';
import type { Template } from './template';

/** What the programs at hand say of themselves: a CIB names the feature set and the schema that it was made with. */
export interface ProgramVersions {
  readonly pacemaker: string;
  readonly featureSet: string;
  readonly schema: string;
}

/** The CIB of a cluster that has just been set up and runs nowhere. */
export function newCib(clusterName: string, hosts: readonly string[], versions: ProgramVersions, at: number): CibElement {
  const template = { clusterName, hosts, properties: {}, resources: [], constraints: [], fencingLevels: [], tickets: [] };
  return withChange(configured(template, versions, at), { at, host: hosts[0] ?? '', client: 'crmd' });
}

/** The CIB of a cluster that has been configured and has just come up: every host is a member, nothing runs. `at` in milliseconds since the epoch. */
export function firstCib(template: Template, versions: ProgramVersions, at: number): CibElement {
  const joined = template.hosts.reduce(joinCluster, configured(template, versions, at));
  return withChange(joined, { at, host: template.hosts[0]!, client: 'cibadmin' });
}

type Configured = Pick<Template, 'clusterName' | 'hosts' | 'properties' | 'resources' | 'constraints' | 'fencingLevels' | 'tickets'>;

function configured(template: Configured, versions: ProgramVersions, at: number): CibElement {
  const set = (values: Readonly<Record<string, string>>) => {
    const named = Object.entries(values).map(([name, value]) => element('nvpair', { id: `cib-bootstrap-options-${name}`, name, value }));
    return element('cluster_property_set', { id: 'cib-bootstrap-options' }, named);
  };
  const own = { 'have-watchdog': 'false', 'dc-version': versions.pacemaker, 'cluster-infrastructure': 'corosync', 'cluster-name': template.clusterName };
  const configuration = element('configuration', {}, [
    element('crm_config', {}, [set({ ...own, ...template.properties })]),
    element('nodes', {}, template.hosts.map((uname, index) => element('node', { id: String(index + 1), uname }))),
    element('resources', {}, template.resources),
    element('constraints', {}, template.constraints),
    ...(template.fencingLevels.length > 0 ? [element('fencing-topology', {}, template.fencingLevels)] : []),
  ]);
  const granted = template.tickets.map((id) => element('ticket_state', { id, granted: 'true', 'last-granted': String(Math.floor(at / 1000)) }));
  const status = element('status', {}, granted.length > 0 ? [element('tickets', {}, granted)] : []);
  const versioned = { crm_feature_set: versions.featureSet, 'validate-with': versions.schema, epoch: '1', num_updates: '0', admin_epoch: '0' };
  return element('cib', versioned, [configuration, status]);
}
