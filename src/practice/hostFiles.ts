import { domainXml } from './host/domains';
import type { Template } from './templates/template';

/** Files of the hosts, by their path in the scratch folder; what is in its `etc` is seen in `/etc` by the programs. */
export function hostFiles(template: Template): ReadonlyMap<string, string> {
  const addresses = [...template.hosts.map((name, index) => [`192.168.122.${String(index + 2)}`, name]), ...template.guests.map((name, index) => [`192.168.122.${String(index + 10)}`, name])];
  const corosync = corosyncConf(template);
  return new Map([
    ['corosync.conf', corosync],
    ['etc/corosync/corosync.conf', corosync],
    ['etc/hosts', `127.0.0.1 localhost\n${addresses.map((words) => `${words.join(' ')}\n`).join('')}`],
    ...template.guests.map((name): [string, string] => [`etc/pacemaker/${name}.xml`, domainXml({ name, id: null })]),
  ]);
}

/** As `pcs cluster setup` writes it: corosync.conf(5). */
function corosyncConf({ clusterName, hosts }: Template): string {
  const nodes = hosts.map((name, index) => `    node {\n        ring0_addr: ${name}\n        name: ${name}\n        nodeid: ${String(index + 1)}\n    }\n`).join('\n');
  const twoNode = hosts.length === 2 ? '    two_node: 1\n' : '';
  return `totem {\n    version: 2\n    cluster_name: ${clusterName}\n    transport: knet\n}\n\nnodelist {\n${nodes}}\n\nquorum {\n    provider: corosync_votequorum\n${twoNode}}\n`;
}
