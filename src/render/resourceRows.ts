import type { ClusterSnapshot, FencingLevel, Resource } from '../core/snapshot';
import { displayName } from './displayName';
import { flags } from './flags';
import { kindIcon } from './icons';
import { resourceContext, resourceRow, type ResourceContext } from './resourceRow';
import { childId, distinctIds } from './rowId';
import type { Row, Translate } from './row';
import { sentences } from './tooltipLines';

/** Up to so many rows at the top, groups are open from the start. */
const roomy = 40;

/** The Resources view: the tree as configured, then the fence devices under a heading of their own. */
export function resourceRows(snapshot: ClusterSnapshot, cluster: string, t: Translate): readonly Row[] {
  const context = resourceContext(cluster, snapshot);
  const open = snapshot.resources.length <= roomy;
  const rows = treeRows(snapshot.resources, 'resources', context, { open, fencing: false, instance: false, member: false }, t);
  return snapshot.fencing.length === 0 ? rows : [...rows, fencingRow(snapshot, context, t)];
}

interface Branch {
  readonly open: boolean;
  readonly fencing: boolean;
  readonly instance: boolean;
  readonly member: boolean;
}

function treeRows(resources: readonly Resource[], parent: string, context: ResourceContext, branch: Branch, t: Translate): readonly Row[] {
  const distinct = distinctIds();
  return resources.map((resource) => {
    const id = distinct(childId(parent, resource.id));
    const below = { ...branch, instance: branch.instance || resource.kind === 'clone' || resource.kind === 'bundle', member: resource.kind === 'group' };
    return resourceRow(resource, id, context, {
      fencing: branch.fencing,
      instance: branch.instance,
      member: branch.member,
      children: treeRows(resource.children, id, context, below, t),
      expanded: branch.open && resource.kind === 'group' && !branch.instance,
    }, t);
  });
}

function fencingRow(snapshot: ClusterSnapshot, context: ResourceContext, t: Translate): Row {
  const { fencing, fencingLevels, cluster: { stonithEnabled } } = snapshot;
  const count = fencing.length === 1 ? t('1 device') : t('{0} devices', fencing.length);
  const description = stonithEnabled === false ? t('{0}, fencing is off', count) : count;
  return {
    id: 'fencing',
    label: t('Fence devices'),
    description,
    icon: kindIcon('fencing'),
    accessibleLabel: t('Fence devices: {0}.', description),
    subject: { kind: 'heading', cluster: context.cluster, heading: 'fencing' },
    flags: flags('heading', { fencing: true }),
    tooltip: {
      from: { stonithEnabled, fencingLevels },
      build: () => ({
        title: t('Fence devices'),
        lines: [
          ...sentences([stonithEnabled === false ? t('stonith-enabled is false: Pacemaker fences no node, and takes a lost one for powered off.') : null]),
          ...fencingLevels.map((level) => ({ name: t('Level {0} for {1}', level.level, displayName(level.target)), value: devices(level) })),
        ],
      }),
    },
    children: treeRows(fencing, 'fencing', context, { open: false, fencing: true, instance: false, member: false }, t),
    expanded: true,
  };
}

function devices(level: FencingLevel): string {
  return level.devices.map(displayName).join(', ');
}
