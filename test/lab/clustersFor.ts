import assert from 'node:assert/strict';
import { isAtLeast } from '../../src/core/change/dialect';
import type { ClusterSnapshot, Resource } from '../../src/core/snapshot';
import { type ClusterName, clusters, configurations } from '../unit/core/change/plannedClusters';

/** The planned clusters as a Pacemaker has them. */
export interface ClustersFor {
  snapshot(name: ClusterName): ClusterSnapshot;
  /** Null where none is known. */
  configuration(name: ClusterName): string | null;
}

/** For the Pacemaker of this version, whose empty CIB that is: none has a newer schema than its own, and all are in its words. */
export function clustersFor(pacemaker: string, empty: string): ClustersFor {
  const [feature, schema] = [attributeIn(empty, 'crm_feature_set'), attributeIn(empty, 'validate-with')];
  const number = (of: string) => of.replace('pacemaker-', '');
  // The schema that first has the new names of roles.
  const role = isAtLeast(number(schema), '3.7') ? (word: string) => word : (word: string) => (word === 'Promoted' ? 'Master' : word === 'Unpromoted' ? 'Slave' : word);
  return {
    snapshot: (name) => {
      const snapshot = clusters[name]();
      return { ...snapshot, cluster: { ...snapshot.cluster, pacemaker }, resources: snapshot.resources.map((resource) => withRoles(resource, role)) };
    },
    configuration: (name) => {
      const cib = configurations[name]();
      if (cib === null || isAtLeast(number(schema), number(attributeIn(cib, 'validate-with')))) return cib;
      return cib.replace(/crm_feature_set="[^"]*"/, `crm_feature_set="${feature}"`).replace(/validate-with="[^"]*"/, `validate-with="${schema}"`)
        .replace(/(?<=<op [^>]*\brole=")[^"]*/g, role);
    },
  };
}

function withRoles(resource: Resource, role: (word: string) => string): Resource {
  const { config } = resource;
  const operations = config?.operations.map((operation) => (operation.role === null ? operation : { ...operation, role: role(operation.role) })) ?? [];
  return { ...resource, config: config === null ? null : { ...config, operations }, children: resource.children.map((child) => withRoles(child, role)) };
}

function attributeIn(cib: string, name: string): string {
  return new RegExp(`<cib [^>]*\\b${name}="([^"]*)"`).exec(cib)?.[1] ?? assert.fail(cib.slice(0, 300));
}
