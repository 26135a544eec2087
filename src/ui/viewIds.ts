/** The sidebar's views, in their order. */
export const viewIds = ['pacemaker.clusters', 'pacemaker.nodes', 'pacemaker.guests', 'pacemaker.resources', 'pacemaker.constraints'] as const;

export type ViewId = (typeof viewIds)[number];
