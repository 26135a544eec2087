import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Domains, domainXml, runningDomains } from '../../../../src/practice/host/domains';
import { runVirsh } from '../../../../src/practice/host/virsh';
import { parseXml } from '../../../../src/core/xml';
import { firstMachine } from '../../../../src/practice/machine/firstMachine';
import { twoHosts } from '../../../../src/practice/templates/twoHosts';
import { realCib } from '../fixture';

const guest1 = { name: 'guest1', id: 1 };
const spare = { name: 'spare', id: null };

function said(args: string, domains = [guest1, spare]): string {
  const { stdout, stderr, exitCode } = runVirsh(args.split(' '), domains, 'host1');
  return exitCode === 0 ? stdout : `${String(exitCode)} ${stderr}`;
}

describe('virsh of a practice host', () => {
  it('lists domains as libvirt 9.0 does', () => {
    assert.equal(said('list --all', [guest1]), readFileSync('test/fixtures/bookworm/10-guest-online-5-dummies/virsh-list.out', 'utf8'));
    assert.equal(said('list --all', []), readFileSync('test/fixtures/bookworm/30-vm-guest1-disabled/virsh-list.out', 'utf8'));
    assert.equal(said('-c qemu:///system list --all'), ' Id   Name     State\n-------------------------\n 1    guest1   running\n -    spare    shut off\n\n');
    assert.equal(said('list --name'), 'guest1\n\n');
    assert.equal(said('--connect=qemu:///system list --inactive --name'), 'spare\n\n');
  });

  it('tells of one domain by its name or number', () => {
    assert.equal(said('domstate guest1'), 'running\n\n');
    assert.equal(said('domstate spare'), 'shut off\n\n');
    assert.match(said('dominfo 1'), /^Id: {13}1\nName: {11}guest1\n/);
    assert.equal(said('dominfo guest9'), "1 error: failed to get domain 'guest9'\n\n");
    assert.equal(said('dumpxml'), "1 error: command 'dumpxml' requires <domain> option\n\n");
  });

  it('has statistics of each domain', () => {
    assert.match(said('domstats'), /^Domain: 'guest1'\n {2}state\.state=1\n[^]*\nDomain: 'spare'\n {2}state\.state=5\n/);
    assert.doesNotMatch(said('domstats spare'), /guest1/);
  });

  it('says what it does not do, and of another libvirt that it is not there', () => {
    assert.match(said('destroy guest1'), /only shows its domains: 'destroy' is not done/);
    assert.match(said('dance'), /unknown command: 'dance'/);
    assert.match(said('-c lxc:/// list'), /failed to connect/);
  });

  it('describes a domain in XML whatever it is called', () => {
    const xml = parseXml(domainXml({ name: `<b> "x" & 'y'`, id: 3 }));
    assert.ok(xml.ok, JSON.stringify(xml));
    assert.equal(xml.value.children[0]?.text, `<b> "x" & 'y'`);
  });
});

describe('Domains of a practice host', () => {
  const online = realCib('10-guest-online-5-dummies');
  const stopped = realCib('30-vm-guest1-disabled');

  it('run where the cluster has started them', () => {
    assert.deepEqual(runningDomains(online, 'host1'), ['guest1']);
    assert.deepEqual(runningDomains(online, 'host2'), []);
  });

  it('are forgotten when the cluster stops them, and have a new number when it starts them again', () => {
    const domains = new Domains('host1');
    const none = new Map();
    assert.deepEqual(domains.list(online, none), [{ name: 'guest1', id: 1 }]);
    assert.deepEqual(domains.list(online, none), [{ name: 'guest1', id: 1 }]);
    assert.deepEqual(domains.list(stopped, none), []);
    assert.deepEqual(domains.list(online, none), [{ name: 'guest1', id: 2 }]);
  });

  it('stay when Pacemaker does not manage them', () => {
    const { domains } = firstMachine(twoHosts, 'host2', Buffer.from('key'));
    assert.deepEqual(new Domains('host2').list(online, domains), [{ name: 'spare', id: null, persistent: true, autostart: false }]);
    const [[name = '', own] = []] = domains;
    assert.deepEqual(new Domains('host2').list(online, new Map([[name, { autostart: true, ...own, running: true }]])), [{ name: 'spare', id: 1, persistent: true, autostart: false }]);
  });
});
