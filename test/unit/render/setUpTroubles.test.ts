import assert from 'node:assert/strict';
import type { Words } from '../../../src/core/change/plan';
import type { Fault } from '../../../src/core/fault';
import { stepOf } from '../../../src/core/walkthrough/allSteps';
import type { HostReport, Service, ServiceState } from '../../../src/core/walkthrough/hostReport';
import type { RemotePort } from '../../../src/core/walkthrough/guestSituation';
import { progressOf } from '../../../src/core/walkthrough/progress';
import type { Situation, StepId } from '../../../src/core/walkthrough/step';
import { quote } from '../../../src/remote/quote';
import { evidenceText } from '../../../src/render/evidenceText';
import { planLines } from '../../../src/render/checklistText';
import { remedyText } from '../../../src/render/remedyText';
import { stepOutcomeText } from '../../../src/render/stepChoices';
import { type HostPlan, runStep } from '../../../src/session/runStep';
import { bare, installed, key, member, situation } from '../core/walkthrough/hostReports';
import { elsewhere, readyGuest, sight, unknownName, whole, withGuest } from '../core/walkthrough/guestSituations';
import { ManualClock } from '../session/manualClock';
import { answer, ScriptedLink } from '../session/scriptedLink';
import { t } from './plainTranslate';

/** What a person reads of a step where it is not as it should be, by host: the sentence, what puts it right, and below what would be run. */
function read(of: Situation, id: StepId): readonly string[] {
  const { findings, plan } = progressOf(of).find(({ step }) => step.id === id) ?? assert.fail(id);
  const bad = findings.filter(({ standing }) => standing === 'wrong' || standing === 'missing' || standing === 'unknown');
  return [...bad.flatMap(({ target, evidence }) => [`${target === null ? '' : `${target}: `}${evidenceText(evidence, t)}`, ...[remedyText(evidence, t)].flatMap((remedy) => (remedy === null ? [] : [`→ ${remedy}`]))]), ...planLines(plan, quote, t).map((line) => line.trim())];
}

/** What is said where a program of a host refuses a step like this. */
async function refusedWith(id: StepId, words: Words, said: string): Promise<string> {
  const link = new ScriptedLink('host1', () => answer('', 100, said));
  link.become({ kind: 'connected', since: 0 });
  const plan: HostPlan = { kind: 'commands', oneByOne: false, cautions: [], machines: [{ target: 'host1', restarts: false, commands: [words] }] };
  const quiet = () => undefined;
  const outcomes = await runStep(() => link, plan, null, { signal: new AbortController().signal, clock: new ManualClock(), begins: quiet, waits: quiet, heard: quiet });
  return stepOutcomeText(stepOf(id), outcomes, situation([bare('host1')]), t).message;
}

const port = (of: RemotePort) => read(withGuest({ sights: [sight({ port: of }), elsewhere({ port: of })], hosts: [member('host1')] }), 'port');
const unseen = (fault: Fault) => read(withGuest({ hosts: [member('host1')], sights: [sight()], seen: fault, clockAheadMs: null, address: null, through: null }), 'reach');
const apt: Words = ['apt-get', 'update'];
const other: Partial<HostReport> = { corosync: { cluster: 'payroll', nodes: [{ name: 'db1', addresses: [] }, { name: 'db2', addresses: [] }], fromPackage: false } };

describe('What a person is told where a set-up meets', () => {
  it('no network to the package source', async () => {
    assert.equal(
      await refusedWith('software', apt, "E: Failed to fetch http://debian.example/dists/bookworm/InRelease  Temporary failure resolving 'debian.example'"),
      'Install the cluster’s software: host1 refused apt-get: apt-get on host1 could not fetch packages from where they come. Check the network, DNS and proxy of that host and its package sources, then choose the step again. What is done stays; the step can be run again.',
    );
  });

  it('another package manager at work', async () => {
    assert.equal(
      await refusedWith('software', apt, 'E: Could not get lock /var/lib/apt/lists/lock. It is held by process 24083 (unattended-upgr)'),
      'Install the cluster’s software: host1 refused apt-get: Another program is installing packages on host1, so apt-get could not. Wait until that is done, automatic updates too, then choose the step again. What is done stays; the step can be run again.',
    );
  });

  it('a package that is half installed', () => {
    assert.deepEqual(read(situation([installed('host1', { brokenPackages: [{ name: 'pcs', repair: 'configure' }, { name: 'corosync', repair: 'reinstall' }] })]), 'software'), [
      'root@1: Not wholly installed: pcs, corosync.',
      '→ Have the packages installed wholly: an installation was broken off.',
      'On root@1:',
      'env DEBIAN_FRONTEND=noninteractive dpkg --force-confold --configure -a',
      'apt-get update',
      'env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold install --yes --no-remove --reinstall corosync',
    ]);
  });

  it('a cluster that is there already, of others or of a package that somebody uses: nothing is run', () => {
    assert.deepEqual(read(situation([member('host1', other), member('host2', other)]), 'corosync'), ['root@1', 'root@2'].flatMap((target) => [
      `${target}: The host is in the cluster payroll of db1, db2, which are not the hosts here. Add the missing ones to that cluster, or destroy it there.`,
      '→ “pcs cluster node add” in that cluster has others join it; “pcs cluster destroy” on the host leaves it.',
    ]));
    const used: Partial<HostReport> = { cib: 'configured', corosync: { cluster: 'debian', nodes: [{ name: 'node1', addresses: ['127.0.0.1'] }], fromPackage: true } };
    assert.deepEqual(read(situation([installed('host1', used)]), 'corosync'), [
      'root@1: The package has set up a cluster of this host alone, and there is something in its configuration. It is left as it is: to set the host up with others, destroy that cluster there first.',
      '→ If nothing in it is needed, “pcs cluster destroy” on that host takes it away; else make the others join it.',
    ]);
  });

  it('another key, on a host and in a guest that is a node', () => {
    const differing = { ...key, digest: 'cd'.repeat(32) };
    assert.deepEqual(read(situation([member('host1'), member('host2', { key: differing })]), 'key'), ['root@1', 'root@2'].flatMap((target) => [
      `${target}: The hosts have different keys: abababab… on root@1; cdcdcdcd… on root@2. Find out which one the guests have, and take the others away: what is left is then given to all.`,
      '→ “mv /etc/pacemaker/authkey” to another name keeps a key that may be wanted again.',
    ]));
    assert.deepEqual(read(withGuest({ seen: readyGuest({ key: differing }), sights: [sight(), elsewhere()] }, whole), 'guestKey'), [
      'guest guest1: The guest has another key than the hosts: cdcdcdcd… and not abababab….',
      '→ Give the guest the key of the hosts, and keep the other until you know that nobody uses it. pacemaker_remote reads it when it is restarted.',
    ]);
  });

  it('a name that leads nowhere, or to the host itself', () => {
    const named = (addresses: readonly string[]) => read(situation([installed('host1', { addresses: new Map([['host1', ['10.0.0.1']], ['host2', addresses]]) }), installed('host2')]), 'corosync').slice(0, 2);
    assert.deepEqual(named([]), ['root@1: host2 leads to no address from here. Write it into /etc/hosts, or into your DNS.', '→ “getent hosts host2” on that host prints the address when it is right.']);
    assert.deepEqual(named(['127.0.1.1']), [
      'root@1: host2 leads to 127.0.1.1 from here, where no other host finds it. Give the name its real address in /etc/hosts.',
      '→ Take host2 out of the line of 127.0.1.1 in /etc/hosts, and give it a line with the address that “ip -brief address” shows on its own host.',
    ]);
    const loop = { lines: [{ number: 2, address: '127.0.1.1', names: ['guest1'] }], resolved: ['127.0.1.1'] };
    assert.deepEqual(read(withGuest({ sights: [sight({ name: loop }), elsewhere()] }), 'hostNames'), [
      'root@1: guest1 leads to 127.0.1.1, says line 2 of /etc/hosts, and the guest is at 192.168.122.10. If it is the guest’s, correct that line; else choose another name for the node.',
      '→ “getent hosts guest1” on that host has to print the guest’s address and no other.',
    ]);
    assert.deepEqual(read(withGuest({ sights: [sight({ name: unknownName }), elsewhere()] }), 'hostNames').slice(0, 2), [
      'root@1: guest1 leads nowhere from here.', '→ Write guest1 with the guest’s address into /etc/hosts of that host, or into your DNS.',
    ]);
  });

  it('a guest whose clock is apart', () => {
    for (const [aheadMs, said] of [[3_600_000, '3600 s ahead of'], [-90_000, '90 s behind']] as const) assert.deepEqual(read(withGuest({ clockAheadMs: aheadMs }), 'clock'), [
      `guest guest1: It is ${said} the hosts’. Run chrony or another NTP client in the guest and on the hosts.`,
      '→ “timedatectl” shows whether a clock is kept right, and “timedatectl set-ntp true” has systemd do it where nothing else does.',
    ]);
    assert.deepEqual([4_900, -4_900].flatMap((near) => read(withGuest({ clockAheadMs: near }), 'clock')), []);
  });

  it('a guest without an address, with another host key, or that lets nobody in as root', () => {
    const after = '→ Put right what keeps it from being looked at, then check again.';
    assert.deepEqual(unseen({ code: 'guest-without-address', domain: 'guest1' }), ['It could not be looked at. Nobody tells the address of the virtual machine guest1. Look again when it has booted; where that does not help, install qemu-guest-agent in it or enter its address, which “ip address” tells on its console.', after]);
    assert.deepEqual(unseen({ code: 'host-key-changed', host: 'guest guest1 on host1', keyType: 'ssh-ed25519', fingerprint: 'SHA256:new', knownFingerprint: 'SHA256:old', knownFrom: 'trusted-here' }), [
      'It could not be looked at. guest guest1 on host1 shows another host key than before: now ssh-ed25519 SHA256:new, before SHA256:old (accepted in this editor). Someone may be in between. If the host was reinstalled, remove the old key there or choose Forget Host Key…, then connect again.', after,
    ]);
    const [refusal, remedy] = unseen({ code: 'authentication-failed', host: 'guest guest1 on host1', user: 'root', tried: ['publickey', 'password'], offered: ['publickey', 'password'] });
    assert.equal(refusal, 'It could not be looked at. guest guest1 on host1 does not let root in. Tried: publickey, password; the host offers: publickey, password. Check the user name, and that your public key is in its authorized_keys. By a password sshd lets root in only where PermitRootLogin of its configuration says “yes”: use a key, or another user with sudo.');
    assert.equal(remedy, after);
  });

  it('a port of the guest that is filtered, refused, taken by something else, or out of reach', () => {
    const both = (sentence: string, remedy: string) => ['root@1'].flatMap((target) => [`${target}: ${sentence}`, `→ ${remedy}`]);
    assert.deepEqual(port({ kind: 'filtered' }), both('Nothing comes back from port 3121 of the guest: something drops what is sent there, the guest’s firewall or one on the way.', 'Let TCP port 3121 through the guest’s firewall, then through those on the way.'));
    assert.deepEqual(port({ kind: 'refused' }), both('Nothing listens on port 3121 of the guest: run pacemaker_remote there.', '“systemctl enable --now pacemaker_remote” in the guest has it listen.'));
    assert.deepEqual(port({ kind: 'taken', how: 'says', said: 'SSH-2.0-OpenSSH_9.2' }), both('Something other than pacemaker_remote has port 3121 of the guest, and says: SSH-2.0-OpenSSH_9.2. “ss -ltnp” there says what it is.', 'Stop what has the port in the guest, or give it another port; then start pacemaker_remote.'));
    assert.deepEqual(port({ kind: 'unreachable', said: 'No route to host' }), both('No way leads to the guest from here: No route to host. Look at its network, and whether a firewall turns this host away.', '“ip route get” with the guest’s address on that host tells which way it would go: the guest’s network has to be there on every host.'));
  });

  it('a node that is called like its resource', () => {
    const remedy = (node: string) => `→ Give the node another name than ${node}: the meta attribute remote-node of the machine’s resource says it.`;
    assert.deepEqual(read(withGuest({ choice: { node: 'vm-guest1' } }, whole), 'nodeName'), ['A resource is called vm-guest1 already, and Pacemaker would call the connection to the node the same. Choose another name for the node.', remedy('vm-guest1')]);
    assert.deepEqual(read(withGuest({ choice: { node: 'host2' } }), 'nodeName'), ['A node of the cluster is called host2 already. Choose another name for the guest’s.', remedy('host2')]);
  });

  it('services that run in the guest and make it a host', () => {
    const active: ServiceState = { active: 'active', enabled: 'enabled' };
    assert.deepEqual(read(withGuest({ seen: readyGuest({ services: new Map<Service, ServiceState>([['corosync', active]]) }) }), 'remote').slice(0, 2), [
      'guest guest1: corosync runs in the guest, which makes it a host of a cluster. A guest node runs pacemaker_remote instead: stop and disable that there, or choose another virtual machine.',
      '→ “systemctl disable --now corosync” in the guest ends it there for good, as soon as the guest is in no cluster of its own any more.',
    ]);
  });
});
