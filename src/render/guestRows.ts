import type { ClusterSnapshot, Guest, Resource } from '../core/snapshot';
import { disagreementText } from './disagreementText';
import { displayName, displayNameOrNull } from './displayName';
import { flags } from './flags';
import { guestState } from './guestState';
import { isConnection } from './resourceState';
import { leaves } from './leaves';
import { naturalOrder } from './naturalOrder';
import { phrase } from './phrase';
import { placeWords } from './place';
import { resourceContext, resourceRow, type ResourceContext } from './resourceRow';
import { childId, distinctIds } from './rowId';
import type { LazyTooltip, Row, Translate } from './row';
import { line, sentences } from './tooltipLines';

/** The Guests view: every libvirt domain and every guest that a VM resource names. */
export function guestRows(snapshot: ClusterSnapshot, cluster: string, t: Translate): readonly Row[] {
  const context = resourceContext(cluster, snapshot);
  const resources = leaves(snapshot.resources);
  const distinct = distinctIds();
  return [...snapshot.guests].sort((left, right) => naturalOrder(left.name, right.name)).map((guest): Row => {
    const id = distinct(childId('guests', guest.name));
    const state = guestState(guest, t);
    const words = phrase([...state.words, ...placeWords(guest, t)]);
    return {
      id,
      label: displayName(guest.name),
      description: words,
      icon: state.icon,
      accessibleLabel: t('Guest {0}: {1}.', displayName(guest.name), words),
      subject: { kind: 'guest', cluster, guest: guest.name, host: guest.host },
      flags: flags('guest', {
        disagrees: guest.disagreements.length > 0,
        domain: guest.domains.length > 0,
        guestNode: guest.node !== null,
        managed: guest.resource !== null,
        running: guest.domainState === 'running',
      }),
      tooltip: guestTooltip(guest, t),
      children: childRows(guest, id, resources, context, t),
      expanded: false,
    };
  });
}

/** The VM resource, the connection resource, and what runs inside. */
function childRows(guest: Guest, id: string, resources: readonly Resource[], context: ResourceContext, t: Translate): readonly Row[] {
  const distinct = distinctIds();
  const row = (resource: Resource, look: { readonly prefix?: string; readonly hidePlace?: boolean }) =>
    resourceRow(resource, distinct(childId(id, resource.id)), context, look, t);
  const { node } = guest;
  return [
    ...resources.filter((resource) => resource.id === guest.resource).map((resource) => row(resource, { prefix: t('VM resource') })),
    ...(node === null ? [] : [
      ...resources.filter((resource) => resource.id === node && isConnection(resource)).map((resource) => row(resource, {})),
      ...resources.filter((resource) => resource.nodes.includes(node)).map((resource) => row(resource, { prefix: t('inside'), hidePlace: true })),
    ]),
  ];
}

function guestTooltip(guest: Guest, t: Translate): LazyTooltip {
  return {
    from: guest,
    build: () => ({
      title: displayName(guest.name),
      lines: [
        ...sentences(guest.disagreements.map((disagreement) => disagreementText(disagreement, guest, t))),
        ...line(t('State'), phrase(guestState(guest, t).words)),
        ...line(t('VM resource'), displayNameOrNull(guest.resource)),
        ...line(t('Guest node'), displayNameOrNull(guest.node)),
        ...line(t('Runs on'), displayNameOrNull(guest.host)),
        ...line(t('Connection on'), displayNameOrNull(guest.connectionHost)),
        ...guest.domains.map(({ host, state, id }) => ({
          name: t('libvirt on {0}', displayName(host)),
          value: id === null ? displayName(state) : t('{0}, id {1}', displayName(state), id),
        })),
        ...sentences([guest.domains.length === 0 ? t('No libvirt that answered knows it. The agent of its resource may have undefined it while stopping it.') : null]),
      ],
    }),
  };
}
