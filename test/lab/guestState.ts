import { mustRunOn, waitForStatus } from './cluster';
import { waitForSsh } from './labHost';
import type { Layout } from './layout';
import { inNamespace } from './network';
import { mustRun } from './run';
import type { SshAccess } from './sshAccess';
import type { Expected } from './statusGaps';

/** An emulated guest is up in 10 s; beside other labs on two cores it was seen to take a minute. */
const patienceS = 240;

const guestOnline: Expected = { online: ['guest1', 'remote1'], started: ['vm-guest1', 'guest1', 'remote1'] };
const fakes = ['FAKE1', 'FAKE2', 'FAKE3', 'FAKE4', 'FAKE5'];
/** What the state `guest` is. */
export const guestState: Expected = { online: ['host1', 'host2', ...guestOnline.online], started: ['power', ...guestOnline.started, ...fakes] };

/**
 * What the tutorial does once there is a cluster: gives guest1 the cluster's key, hands its machine over to the cluster, and starts five
 * resources. remote1 joins as a remote node beside it. Comes back when all of it is online and started; throws an Error with a sentence.
 */
export async function joinGuests(layout: Layout, access: SshAccess, report: (detail: string) => void): Promise<void> {
  const on1 = (what: string, script: string) => mustRunOn(layout, 'host1', what, script);
  report('starting the guest');
  await Promise.all([
    on1('The changes to the configuration could not be prepared', prepareChanges),
    on1('guest1 could not be started', 'virsh start guest1').then(() => waitForSsh(layout, 'guest1', patienceS)),
  ]);
  report('handing out the cluster\'s key');
  const key = await on1('The cluster has no key', 'base64 --wrap=0 /etc/pacemaker/authkey');
  await Promise.all([giveKey(layout, access, 'guest1', key), giveKey(layout, access, 'remote1', key)]);
  await on1('pacemaker_remoted does not listen', 'for each in guest1 remote1; do timeout 60 sh -c "until nc -z $each 3121; do sleep 0.2; done"; done');

  report('handing the guest over to the cluster');
  await on1('guest1 could not be shut down', 'virsh shutdown guest1; timeout 120 sh -c \'until [ "$(virsh domstate guest1)" = "shut off" ]; do sleep 0.2; done\'');
  // The domain's file is what there is of it from now on: libvirt of one host alone would say that it is shut off while it runs on the other.
  const xml = await on1('The XML of guest1 could not be written', 'virsh dumpxml guest1 | tee /etc/pacemaker/guest1.xml; virsh undefine guest1 >&2');
  await mustRunOn(layout, 'host2', 'The XML of guest1 could not be written', 'cat >/etc/pacemaker/guest1.xml', xml);
  await on1('The guest could not be made a resource', push('guest.cib'));
  report('waiting for the guest node');
  await waitForStatus(layout, guestOnline, patienceS);

  report('starting resources');
  await on1('The resources could not be made', push('resources.cib'));
  await waitForStatus(layout, guestState, patienceS);
}

/** In files, while the guest boots: each run of pcs takes half a second. The guest and the remote node come first, the resources after them. */
const prepareChanges = `
  cd /root
  pcs cluster cib guest.cib
  pcs -f guest.cib resource create vm-guest1 VirtualDomain hypervisor=qemu:///system config=/etc/pacemaker/guest1.xml meta remote-node=guest1 remote-connect-timeout=${patienceS}s --force
  pcs -f guest.cib resource create remote1 ocf:pacemaker:remote reconnect_interval=10s --force
  # The remote node has no libvirt: a look for the guest there would fail.
  pcs -f guest.cib constraint location add vm-guest1-not-on-remote1 vm-guest1 remote1 -INFINITY resource-discovery=never --force
  cp guest.cib resources.cib
  for fake in ${fakes.join(' ')}; do pcs -f resources.cib resource create $fake ocf:pacemaker:Dummy; done
  pcs -f resources.cib constraint location FAKE3 prefers guest1`;

function push(file: string): string {
  return `cd /root; pcs cluster cib-push ${file} --config; rm ${file}`;
}

/** By SSH and in the standard input, as an administrator would. */
async function giveKey(layout: Layout, { sshConfig }: SshAccess, machine: 'guest1' | 'remote1', key: string): Promise<void> {
  const [program, ...enter] = inNamespace(layout.namespace);
  const script = `set -e
    mkdir -p --mode=0750 /etc/pacemaker
    chgrp haclient /etc/pacemaker
    (umask 027; base64 -d >/etc/pacemaker/authkey)
    chgrp haclient /etc/pacemaker/authkey
    systemctl restart pacemaker_remote`;
  await mustRun(`The cluster's key could not be given to ${machine}`, program, [...enter, 'ssh', '-F', sshConfig, machine, script], { stdin: key });
}
