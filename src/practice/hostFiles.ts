import { domainXml } from './host/domains';
import { corosyncFile, hostsFile } from './machine/machine';
import type { Template } from './templates/template';

/** Where Pacemaker's programs find corosync's configuration, in the scratch folder. */
export const corosyncInScratch = 'corosync.conf';

/** Files that the hosts have, by their paths there; a file of corosync only where there is a cluster. */
export function hostFiles(template: Template): ReadonlyMap<string, string> {
  const addresses = [...template.hosts.map((name, index) => [`192.168.122.${String(index + 2)}`, name]), ...template.guests.map((name) => [guestAddress(template, name), name])];
  return new Map([
    ...(template.isBare ? [] : [[corosyncFile, corosyncConf(template)] as const]),
    [hostsFile, `127.0.0.1 localhost\n${addresses.map((words) => `${words.join(' ')}\n`).join('')}`],
    ...template.guests.map((name): [string, string] => [`/etc/pacemaker/${name}.xml`, domainXml({ name, id: null })]),
  ]);
}

/** The address of a guest in the network of the hosts' libvirt; it keeps it wherever it runs. */
export function guestAddress({ guests, unmanagedGuests }: Template, name: string): string {
  const all = [...guests, ...unmanagedGuests.map((each) => each.name)];
  return `192.168.122.${String(all.indexOf(name) + 10)}`;
}

/**
 * What of it the programs see, by its path in the scratch folder: what is in its `etc` lies over their own, if it is there when they are first started.
 * Where there is no cluster corosync's file is empty, so that one can be written into it.
 */
export function scratchFiles(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const corosync = files.get(corosyncFile);
  return new Map([...[...files].map(([path, text]): [string, string] => [path.slice(1), text]), [corosyncFile.slice(1), corosync ?? ''], ...(corosync === undefined ? [] : [[corosyncInScratch, corosync] as const])]);
}

/** As `pcs cluster setup` writes it: corosync.conf(5). */
function corosyncConf({ clusterName, hosts }: Template): string {
  const nodes = hosts.map((name, index) => `    node {\n        ring0_addr: ${name}\n        name: ${name}\n        nodeid: ${String(index + 1)}\n    }\n`).join('\n');
  const twoNode = hosts.length === 2 ? '    two_node: 1\n' : '';
  return `totem {\n    version: 2\n    cluster_name: ${clusterName}\n    transport: knet\n}\n\nnodelist {\n${nodes}}\n\nquorum {\n    provider: corosync_votequorum\n${twoNode}}\n`;
}
