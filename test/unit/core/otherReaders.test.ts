import assert from 'node:assert/strict';
import { readDaemons } from '../../../src/core/readDaemons';
import { readDomain } from '../../../src/core/readDomain';
import { readDomstats } from '../../../src/core/readDomstats';
import { readQuorum } from '../../../src/core/readQuorum';
import { readVirshList } from '../../../src/core/readVirshList';
import { fixture, releases, valueOf } from './fixtures';

describe('A list of domains', () => {
  const faultOf = (text: string): unknown => {
    const read = readVirshList(text);
    return read.ok ? 'no fault' : read.fault.code;
  };

  it('is read as three libvirts print it', () => {
    for (const release of releases) {
      assert.deepEqual(valueOf(readVirshList(fixture(`${release}/10-guest-online-5-dummies/virsh-list.out`))), [{ name: 'guest1', state: 'running', id: 1 }]);
      assert.deepEqual(valueOf(readVirshList(fixture(`${release}/30-vm-guest1-disabled/virsh-list.out`))), []);
    }
  });

  it('may have the fixed columns of libvirt before 4.10, which a long name runs over', () => {
    const text = [
      ' Id    Name                           State', '----------------------------------------------------',
      ' 12    guest1                         running', ' 123456 guest2                         in shutdown', ' -     a-name-longer-than-its-thirty-columns-are shut off', '',
    ].join('\n');
    assert.deepEqual(valueOf(readVirshList(text)).map(({ name, state, id }) => [name, state, id]), [
      ['guest1', 'running', 12], ['guest2', 'in shutdown', 123456], ['a-name-longer-than-its-thirty-columns-are', 'shut off', null],
    ]);
  });

  it('may have spaces and words of states in names', () => {
    const text = [
      ' Id   Name                 State', '-------------------------------------',
      ' 1    my guest             paused', ' 2     led by a space      idle', ' -    paused   running     shut off', ' -    shut off             crashed', ' -    -                    shut off', ' 7    5                    pmsuspended', '', '',
    ].join('\n');
    assert.deepEqual(valueOf(readVirshList(text)).map(({ name, state, id }) => [name, state, id]), [
      ['my guest', 'paused', 1], [' led by a space', 'idle', 2], ['paused   running', 'shut off', null], ['shut off', 'crashed', null], ['-', 'shut off', null], ['5', 'pmsuspended', 7],
    ]);
  });

  it('may have a domain whose name is wider than it is long', () => {
    assert.deepEqual(valueOf(readVirshList(' Id   Name     State\n------------------------\n 1    仮想機   running\n\n')), [{ name: '仮想機', state: 'running', id: 1 }]);
  });

  it('may have lost the white space around it', () => {
    assert.deepEqual(valueOf(readVirshList(fixture('bookworm/10-guest-online-5-dummies/virsh-list.out').trim())).map(({ name }) => name), ['guest1']);
  });

  it('is cut when its last line stops short', () => {
    const whole = fixture('bookworm/10-guest-online-5-dummies/virsh-list.out');
    assert.equal(faultOf(whole.slice(0, whole.indexOf('running') + 4)), 'cut');
    assert.equal(faultOf(''), 'cut');
  });

  it('is malformed when it is something else', () => {
    assert.equal(faultOf('error: failed to connect to the hypervisor\n'), 'malformed');
    assert.equal(faultOf(' Id   Name   State\n-----\n what is this\n\n'), 'malformed');
  });
});

describe('The figures of domains', () => {
  it('are read as three libvirts print them', () => {
    const [bookworm] = valueOf(readDomstats(fixture('bookworm/10-guest-online-5-dummies/virsh-domstats.out')));
    assert.deepEqual(bookworm, { name: 'guest1', state: 1, stateReason: 1, cpuTimeNs: 34030000000, vcpus: 1, memoryKiB: 327680, residentKiB: 310032 });
    const [bullseye] = valueOf(readDomstats(fixture('bullseye/10-guest-online-5-dummies/virsh-domstats.out')));
    assert.deepEqual([bullseye?.name, bullseye?.cpuTimeNs], ['guest1', null]);
    assert.equal(valueOf(readDomstats(fixture('trixie/10-guest-online-5-dummies/virsh-domstats.out'))).length, 1);
  });

  it('may be of several domains or of none', () => {
    assert.deepEqual(valueOf(readDomstats("Domain: 'a b'\n  state.state=5\n\nDomain: '__proto__'\n  state.state=1\n\n")).map(({ name, state }) => [name, state]), [['a b', 5], ['__proto__', 1]]);
    assert.deepEqual(valueOf(readDomstats('\n')), []);
    assert.equal(readDomstats('error: no domain').ok, false);
  });
});

describe('A domain\'s XML', () => {
  it('is read as three libvirts print it', () => {
    for (const release of releases) {
      assert.deepEqual(valueOf(readDomain(fixture(`${release}/10-guest-online-5-dummies/virsh-dumpxml.out`))), {
        name: 'guest1', uuid: '5a3a11c0-0000-4000-8000-000000000001', title: null, type: 'qemu', vcpus: 1, memoryKiB: 327680, graphics: [], serialConsole: false,
      });
    }
  });

  it('tells of consoles and of memory in other units', () => {
    const domain = valueOf(readDomain(`<domain type="kvm"><name>a b</name><title>T</title><memory unit="GiB">2</memory><vcpu>4</vcpu><devices>
      <graphics type="vnc" port="-1" autoport="yes" listen="127.0.0.1"/><graphics type="spice" port="5901"/><console type="pty"><target type="serial" port="0"/></console></devices></domain>`));
    assert.deepEqual(domain, {
      name: 'a b', uuid: null, title: 'T', type: 'kvm', vcpus: 4, memoryKiB: 2097152,
      graphics: [{ type: 'vnc', port: null, listen: '127.0.0.1' }, { type: 'spice', port: 5901, listen: null }], serialConsole: true,
    });
  });

  it('is another document otherwise', () => {
    for (const text of ['<network><name>default</name></network>', '<domain/>', '', 'error: failed to get domain']) assert.equal(readDomain(text).ok, false, text);
  });
});

describe('The daemons', () => {
  it('are read as three versions of pcs list them', () => {
    for (const release of releases) {
      const { pcsd, daemons } = valueOf(readDaemons(fixture(`${release}/10-guest-online-5-dummies/pcs-status-full.out`)));
      assert.deepEqual(pcsd, [{ node: 'host1', state: 'Online' }, { node: 'host2', state: 'Online' }]);
      assert.deepEqual(daemons, [{ name: 'corosync', active: 'active', enabled: 'disabled' }, { name: 'pacemaker', active: 'active', enabled: 'disabled' }, { name: 'pcsd', active: 'active', enabled: 'enabled' }]);
    }
  });

  it('are read as pcs 0.9 lists them, with addresses', () => {
    const text = 'PCSD Status:\n  example-host: Online\n  pcmk-2 (10.0.0.2): Offline\n\nDaemon Status:\n  corosync: active/disabled\n  sbd: inactive/enabled\n';
    assert.deepEqual(valueOf(readDaemons(text)), {
      pcsd: [{ node: 'example-host', state: 'Online' }, { node: 'pcmk-2', state: 'Offline' }],
      daemons: [{ name: 'corosync', active: 'active', enabled: 'disabled' }, { name: 'sbd', active: 'inactive', enabled: 'enabled' }],
    });
  });

  it('are not told of in other texts', () => {
    assert.equal(readDaemons('Error: error running crm_mon, is pacemaker running?\n').ok, false);
  });
});

describe('The quorum', () => {
  it('is read as three corosyncs and pcs print it', () => {
    for (const release of releases) {
      for (const name of ['quorumtool-s', 'pcs-quorum-status']) {
        const report = valueOf(readQuorum(fixture(`${release}/10-guest-online-5-dummies/${name}.out`)));
        assert.deepEqual([report.quorate, report.expectedVotes, report.totalVotes, report.quorum, report.device], [true, 2, 2, 1, null]);
        assert.deepEqual(report.flags, ['2Node', 'Quorate', 'WaitForAll']);
        assert.deepEqual(report.members.map(({ id, name: member, local }) => [id, member, local]), [[1, 'host1', true], [2, 'host2', false]]);
      }
    }
  });

  it('tells of a quorum device and of its loss', () => {
    const report = valueOf(readQuorum([
      'Quorum information', '------------------', 'Quorate:          No', '', 'Votequorum information', 'Expected votes:   3', 'Total votes:      1', 'Quorum:           2 Activity blocked', 'Flags:            Qdevice ', '',
      'Membership information', '----------------------', '    Nodeid      Votes    Qdevice Name', '         1          1    A,V,NMW alpha (local)', '         2          1         NR beta', '         0          1            Qdevice', '',
    ].join('\n')));
    assert.deepEqual(report, {
      quorate: false, expectedVotes: 3, totalVotes: 1, quorum: 2, flags: ['Qdevice'], device: { votes: 1 },
      members: [{ id: 1, votes: 1, name: 'alpha', local: true, device: 'A,V,NMW' }, { id: 2, votes: 1, name: 'beta', local: false, device: 'NR' }],
    });
  });

  it('is not told of where corosync does not run', () => {
    assert.equal(readQuorum('').ok, false);
  });
});
