import assert from 'node:assert/strict';
import { probeCommand } from '../../../../src/core/walkthrough/probeCommand';
import { probeScript } from '../../../../src/core/walkthrough/probeScript';
import { reportOf as report } from './hostReports';

describe('A look at a host', () => {
  it('is one line, which csh can be given', () => assert.ok(!probeScript.includes('\n')));

  it('reads what Debian says of itself', () => {
    const seen = report([
      ['name', 0, 'host1'], ['system', 0, 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian'], ['programs', 0, ' apt-get pcs iptables cowsay'],
      ['agents', 0, ' pacemaker/Dummy'], ['broken', 0, 'The following packages are only half configured:\n pcs                 Pacemaker Configuration System\n'],
      ['services', 0, 'Id=pcsd.service\nLoadState=loaded\nActiveState=active\nUnitFileState=enabled\n\nId=pacemaker_remote.service\nLoadState=not-found\nActiveState=inactive\nUnitFileState='],
      ['key', 0, `640 hacluster haclient 256\n${'0a'.repeat(32)}  -`], ['address', 0, '::1             STREAM localhost\n::1             DGRAM  \n127.0.1.1       STREAM '], ['address', 2, ''], ['cib', 0, '0'],
    ], ['host1', 'host2']);
    assert.deepEqual(seen, {
      name: 'host1', system: { id: 'debian', like: [], version: '12', title: 'Debian GNU/Linux 12 (bookworm)' }, packager: 'apt-get',
      programs: new Set(['apt-get', 'pcs', 'iptables']), agents: new Set(['pacemaker/Dummy']), brokenPackages: [{ name: 'pcs', repair: 'configure' }], firewall: { kind: 'none' }, cib: 'untouched',
      services: new Map([['pcsd', { active: 'active', enabled: 'enabled' }]]), corosync: null,
      key: { kind: 'file', digest: '0a'.repeat(32), bytes: 256, mode: '640', owner: 'hacluster', group: 'haclient' },
      addresses: new Map([['host1', ['::1', '127.0.1.1']], ['host2', []]]), tools: null, wantsRestart: false,
    });
  });

  it('knows what cannot be read from what is not there', () => {
    assert.deepEqual([report([]).key, report([['key', 1, '']]).key, report([['key', 0, '640 hacluster haclient 256\nsh: 1: sha256sum: not found']]).key].map(({ kind }) => kind), ['absent', 'unreadable', 'unreadable']);
    assert.deepEqual([report([]).cib, report([['cib', 1, '']]).cib, report([['cib', 0, '']]).cib, report([['cib', 0, '0']]).cib, report([['cib', 0, '3']]).cib], ['absent', 'unreadable', 'unreadable', 'untouched', 'configured']);
  });

  it('reads what dpkg wants done to packages', () => {
    const audit = [
      'The following packages are in a mess due to serious problems during\ninstallation.  They must be reinstalled for them (and any packages\nthat depend on them) to function properly:\n corosync             cluster engine daemon and utilities',
      'The following packages have been unpacked but not yet configured.\nThey must be configured using dpkg --configure or the configure\nmenu option in dselect for them to work:\n libqb100:amd64       high performance client server features library\n pacemaker            cluster resource manager',
      'The following packages are only half installed, due to problems during\ninstallation.  The installation can probably be completed by retrying it;\nthe packages can be removed using dselect or dpkg --remove:\n pcs                  Pacemaker Configuration System\n pacemaker            cluster resource manager',
      'The following packages have been triggered, but the trigger processing\nhas not yet been done.  Trigger processing can be requested using\ndselect or dpkg --configure --pending (or dpkg --triggers-only):\n man-db               tools for reading manual pages',
      'The following packages are missing the md5sums control file in the\ndatabase, they need to be reinstalled:\n cowsay               configurable talking cow',
    ].join('\n\n');
    assert.deepEqual(report([['broken', 0, `${audit}\n`]]).brokenPackages.map(({ name, repair }) => `${repair} ${name}`), ['reinstall corosync', 'configure libqb100', 'reinstall pcs', 'reinstall pacemaker', 'configure man-db']);
  });

  it('reads the words of os-release as a shell would, and does without it', () => {
    assert.deepEqual(report([['system', 0, "ID='almalinux'\nID_LIKE=\"rhel centos fedora\"\nVERSION_ID=9.4\nPRETTY_NAME=AlmaLinux"]]).system, { id: 'almalinux', like: ['rhel', 'centos', 'fedora'], version: '9.4', title: 'AlmaLinux' });
    assert.deepEqual(report([]).system, { id: 'linux', like: [], version: '', title: 'Linux' });
  });

  it('reads corosync.conf, its nodes with names and without', () => {
    const text = 'totem {\n  version: 2\n  cluster_name: mycluster\n  interface {\n    cluster_name: not this\n  }\n}\n# node {\nnodelist {\n  node {\n    ring0_addr: 10.0.0.1\n    name: host1\n    nodeid: 1\n  }\n\n  node {\n    ring0_addr: host2\n    ring1_addr: 192.168.0.2\n  }\n}\n';
    assert.deepEqual(report([['corosync', 0, text], ['packaged', 0, '0']]).corosync, {
      cluster: 'mycluster', nodes: [{ name: 'host1', addresses: ['10.0.0.1'] }, { name: null, addresses: ['host2', '192.168.0.2'] }], fromPackage: false,
    });
    assert.deepEqual(report([['corosync', 0, ''], ['packaged', 0, '1']]).corosync, { cluster: null, nodes: [], fromPackage: true });
  });

  it('wants a restart where the host says so', () => {
    assert.equal(report([['restart', 1, '']]).wantsRestart, true);
    assert.equal(report([['restart', 0, '']]).wantsRestart, false);
  });

  it('reads what Pacemaker’s tools say in a guest', () => {
    assert.deepEqual(report([['tools', 0, 'Node List:\n  * GuestOnline: [ guest1 ]\n']]).tools, { exitCode: 0, text: 'Node List:\n  * GuestOnline: [ guest1 ]\n' });
    assert.deepEqual(report([['tools', 124, '']]).tools, { exitCode: 124, text: '' });
  });

  it('without its end is none', () => {
    const { parse } = probeCommand([], 'NONCE');
    assert.equal(parse({ stdout: '\nNONCE name 0\nhost1\n', stderr: '', exitCode: 0 }, 'host1').ok, false);
  });
});
