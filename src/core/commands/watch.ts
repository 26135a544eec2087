import type { WatchCommand } from '../command';

/**
 * Tells when something in the cluster's configuration or status changes. On a terminal crm_mon draws its screen anew at such times and
 * else writes nothing; what it draws is nobody's concern.
 *
 * Observed with 2.1.5, on a terminal of two lines: a change is drawn within 10 ms, in 200 bytes and 2 ms of a CPU; an idle minute takes
 * no byte and 6 ms. A change less than two whole seconds after the last drawing is drawn two seconds later, if no other comes before, or
 * as the tenth (`refresh_after_event` in crm_mon.c of 1.1.24 to 3.0.0). `--interval=500ms` would make that one second in 2.1, nothing else in
 * 3.0, and up to 2.0 a loop without a pause where the cluster does not run; `0` is such a loop in 2.1 and 3.0 too. With `--exclude=all` 2.1.5
 * writes nothing at all. Where the cluster stops, crm_mon says so at once, once each interval as long as it is away, and goes on when it is back.
 */
export function watchCluster(): WatchCommand {
  return { argv: ['crm_mon', '--interval=1'], rights: 'cluster' };
}

/**
 * Tells when a guest of the libvirt at this connection URI starts, stops, pauses, goes on, is defined or undefined: all that `listDomains`
 * lists. Observed with virsh 9.0.0: written at once on a terminal, which a pipe would hold back; an idle minute takes 1 ms
 * of a CPU; it ends when libvirtd does.
 */
export function watchDomains(uri: string): WatchCommand {
  return { argv: ['virsh', '-c', uri, 'event', '--event', 'lifecycle', '--loop'], rights: 'libvirt' };
}
