import type { WatchCommand } from '../command';

/** Tells when something in the cluster's configuration or status changes. */
export function watchCluster(): WatchCommand {
  return { argv: ['crm_mon', '--interval=1'], rights: 'cluster' };
}

/** Tells when a guest of the libvirt at this connection URI changes its state. */
export function watchDomains(uri: string): WatchCommand {
  return { argv: ['virsh', '-c', uri, 'event', '--all', '--loop', '--timestamp'], rights: 'libvirt' };
}
