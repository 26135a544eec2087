import type { AgentMetadata, AgentOperation, AgentParameter } from '../../../src/core/agent/agentMetadata';

/** Agents made by hand, with what forms have to cope with. */
export function parameter(name: string, more: Partial<AgentParameter> = {}): AgentParameter {
  return {
    name, shortdesc: '', longdesc: '', type: 'string', options: [], default: null, required: false, unique: false, advanced: false, secret: false,
    deprecated: false, replacedBy: [], ...more,
  };
}

export function operation(name: string, more: Partial<AgentOperation> = {}): AgentOperation {
  return { name, interval: null, timeout: '20s', role: null, startDelay: null, ...more };
}

export function agent(name: string, more: Partial<AgentMetadata> = {}): AgentMetadata {
  return { name, shortdesc: '', longdesc: '', parameters: [], operations: [], ...more };
}

/** A resource agent with a parameter of each kind. */
export const machine: AgentMetadata = agent('ocf:heartbeat:VirtualDomain', {
  shortdesc: 'Manages virtual domains through the libvirt virtualization framework',
  longdesc: 'Resource agent for a virtual domain managed by libvirtd.\n\nIt starts and stops the domain, and moves it while it runs where it is allowed to.',
  parameters: [
    parameter('config', { required: true, unique: true, shortdesc: 'Virtual domain configuration file', longdesc: 'Absolute path to the libvirt configuration file, for this virtual domain.' }),
    parameter('hypervisor', { shortdesc: 'Hypervisor URI', longdesc: 'Hypervisor URI to connect to. See the libvirt documentation for details on supported URI formats.', default: 'qemu:///system' }),
    parameter('force_stop', { type: 'boolean', default: '0', shortdesc: 'Always force shutdown on stop', longdesc: 'Always forcefully shut down ("destroy") the domain on stop.' }),
    parameter('migration_transport', { type: 'select', options: ['ssh', 'tcp', 'tls'], shortdesc: 'Remote hypervisor transport' }),
    parameter('migration_downtime', { type: 'integer', default: '0', advanced: true, shortdesc: 'Migration downtime' }),
    parameter('shutdown_timeout', { type: 'time', advanced: true, shortdesc: 'Time for a shutdown' }),
    parameter('snapshot', { deprecated: true, replacedBy: ['backingfile'], shortdesc: 'Restore state on start/stop' }),
  ],
  operations: [
    operation('start', { timeout: '90s' }), operation('stop', { timeout: '90s' }), operation('monitor', { interval: '10s', timeout: '30s' }),
    operation('migrate_to', { timeout: '60s' }), operation('migrate_from', { timeout: '60s' }), operation('meta-data', { timeout: '5s' }),
  ],
});

/** A fence agent with a password. */
export const fence: AgentMetadata = agent('stonith:fence_ipmilan', {
  shortdesc: 'Fence agent for IPMI',
  parameters: [
    parameter('ip', { required: true, shortdesc: 'IP address or hostname of fencing device' }),
    parameter('plug', { required: true, shortdesc: 'Physical plug number on device' }),
    parameter('username', { shortdesc: 'Login name' }),
    parameter('password', { secret: true, shortdesc: 'Login password or passphrase' }),
    parameter('passwd', { secret: true, deprecated: true, replacedBy: ['password'] }),
    parameter('lanplus', { type: 'boolean', default: '0', shortdesc: 'Use Lanplus to improve security of connection' }),
    parameter('power_wait', { type: 'second', default: '2', advanced: true, shortdesc: 'Wait X seconds after issuing ON/OFF' }),
  ],
  operations: [operation('on'), operation('off'), operation('reboot'), operation('monitor'), operation('list')],
});
