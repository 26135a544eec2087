import type { Template } from './template';

/** Where the walk-through begins: a host with nothing on it but a virtual machine that its libvirt will know. */
export const bareHost: Template = bare('bare-host', ['example-host']);

/** As much twice: only the first has the virtual machine. */
export const twoBareHosts: Template = bare('two-bare-hosts', ['host1', 'host2']);

function bare(name: Template['name'], hosts: readonly [string, ...string[]]): Template {
  return {
    name, isBare: true, clusterName: '', hosts, properties: {}, resources: [], constraints: [], fencingLevels: [], tickets: [], guests: [],
    unmanagedGuests: [{ name: 'guest1', host: hosts[0] }],
  };
}
