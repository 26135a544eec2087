import assert from 'node:assert/strict';
import type { Command, Output } from '../../../src/core/command';
import { cibText, readCibVersion, readConfiguration } from '../../../src/core/commands/cib';
import { nodeName, pacemakerVersion } from '../../../src/core/commands/pacemaker';
import { firstMessage } from '../../../src/core/commands/requireSuccess';
import { atBoot } from '../../../src/core/commands/atBoot';
import { setUp } from '../../../src/core/commands/setUp';
import { daemonStatus, quorumStatus, sbdStatus } from '../../../src/core/commands/services';
import { statusCommand, statusFormOf } from '../../../src/core/commands/status';
import { describeDomain, describeDomainFile, domainStatistics, domainText, listDomains } from '../../../src/core/commands/virsh';
import { watchCluster, watchDomains } from '../../../src/core/commands/watch';
import { fixture, hasFixture, releases, valueOf } from './fixtures';

const folder = 'bookworm/10-guest-online-5-dummies';
const uri = 'qemu:///system';

function output(stdout: string, exitCode: number | null = 0, stderr = ''): Output {
  return { stdout, stderr, exitCode };
}

/** What a real host left behind. */
function recorded(path: string): Output {
  const part = (ending: string): string => (hasFixture(`${path}.${ending}`) ? fixture(`${path}.${ending}`) : '');
  return output(part('out'), Number(part('rc') || '0'), part('err'));
}

function faultOf<T>(command: Command<T>, answer: Output): Record<string, unknown> {
  const read = command.parse(answer, 'host1');
  assert.ok(!read.ok, 'no fault');
  return read.fault;
}

const all: readonly Command<unknown>[] = [
  statusCommand('xml'), statusCommand('as-xml'), statusCommand('pcs'), readConfiguration(), readConfiguration('pcs'), readCibVersion(),
  nodeName(), pacemakerVersion(), listDomains(uri), domainStatistics(uri), describeDomain(uri, 'a'), describeDomainFile('/x'),
  daemonStatus(), quorumStatus(), sbdStatus(), cibText(), domainText(uri, 'a'), setUp(), atBoot(),
];

describe('A reading command', () => {
  it('is what a person would type, with the rights it needs', () => {
    assert.deepEqual(all.map((command) => `${command.rights}: ${command.argv.join(' ')}`), [
      'cluster: crm_mon --one-shot --inactive --exclude=bans,tickets,operations,fencing --output-as=xml',
      'cluster: crm_mon --one-shot --inactive --as-xml',
      'root: pcs status xml',
      'cluster: cibadmin --query',
      'root: pcs cluster cib',
      'cluster: cibadmin --query --xpath /cib --no-children',
      'cluster: crm_node --name',
      'none: crm_mon --version',
      'libvirt: virsh -c qemu:///system list --all',
      'libvirt: virsh -c qemu:///system domstats --state --vcpu --balloon --cpu-total',
      'libvirt: virsh -c qemu:///system dumpxml --domain a',
      'cluster: cat -- /x',
      'root: pcs status --full',
      'root: corosync-quorumtool -s',
      'none: systemctl show --property=LoadState,ActiveState,UnitFileState sbd.service',
      'cluster: cibadmin --query',
      'libvirt: virsh -c qemu:///system dumpxml --domain a',
      'none: ls -d /etc/corosync/corosync.conf /etc/cluster/cluster.conf',
      'none: systemctl is-enabled corosync.service pacemaker.service',
    ]);
  });

  it('has beside it those that tell when to read again', () => {
    assert.deepEqual([watchCluster(), watchDomains(uri)].map(({ rights, argv }) => `${rights}: ${argv.join(' ')}`), [
      'cluster: crm_mon --interval=1',
      'libvirt: virsh -c qemu:///system event --event lifecycle --loop',
    ]);
  });

  it('changes nothing, and has a deadline and a limit', () => {
    for (const command of all) {
      assert.equal(command.mutates, false);
      assert.equal(command.stdin, undefined);
      assert.ok(command.timeoutMs >= 5_000 && command.timeoutMs <= 60_000, command.argv.join(' '));
      assert.ok(command.maxBytes >= 10_000 && command.maxBytes <= 32 * 1024 * 1024, command.argv.join(' '));
    }
  });

  it('takes any name as one argument', () => {
    assert.deepEqual(describeDomain(uri, '-rf $(id)').argv, ['virsh', '-c', uri, 'dumpxml', '--domain', '-rf $(id)']);
    assert.deepEqual(describeDomainFile('--help').argv, ['cat', '--', '--help']);
  });

  it('says that its program is missing, failed or was ended', () => {
    for (const command of all) {
      const [program] = command.argv;
      assert.deepEqual(faultOf(command, output('', 127, `sh: ${program}: not found\n`)), { code: 'program-missing', host: 'host1', program });
      assert.deepEqual(faultOf(command, output('', 1, 'Error: it broke\nmore\n')), { code: 'command-failed', host: 'host1', program, exitCode: 1, message: 'it broke' });
      assert.equal(faultOf(command, output('', null)).code, 'command-failed');
    }
  });

  it('has a fault for an answer that cannot be read', () => {
    for (const command of all) {
      assert.match(String(faultOf(command, output('nonsense\nand more of it', 0)).code), /^(malformed|not-a-status)$/, command.argv.join(' '));
    }
  });
});

describe('The message of a command that failed', () => {
  it('is its first error, without what a terminal would obey', () => {
    assert.equal(firstMessage(output('', 1, 'Warning: x\nerror: no such domain \x1b[31mred\n')), 'no such domain  [31mred');
    assert.equal(firstMessage(output('only words\n', 1)), 'only words');
    assert.equal(firstMessage(output('', 1)), '');
    assert.equal(firstMessage(output('', 1, 'x'.repeat(1000))).length, 300);
  });
});

describe('The status command', () => {
  it('has the form that a version of Pacemaker knows', () => {
    assert.deepEqual(['1.1.13', '1.1.24', '2.0.1', '2.0.3', '2.0.4', '2.0.5', '2.1.5', '3.0.0', '3.0.2', '4.1'].map(statusFormOf), ['as-xml', 'as-xml', 'as-xml', 'as-xml', 'xml', 'xml', 'xml', 'xml', 'xml', 'xml']);
  });

  for (const release of releases) {
    it(`reads the answers of ${release}, running and stopped`, () => {
      const forms = [['xml', 'crm_mon-xml'], ['as-xml', 'crm_mon-as-xml'], ['pcs', 'pcs-status-xml']] as const;
      for (const [form, name] of forms) {
        assert.equal(valueOf(statusCommand(form).parse(recorded(`${release}/10-guest-online-5-dummies/${name}`), 'host1')).nodes.length, 3);
        const stopped = recorded(`${release}/00-cluster-stopped/${name}`);
        assert.notEqual(stopped.exitCode, 0);
        assert.equal(faultOf(statusCommand(form), stopped).code, 'not-running', name);
      }
    });
  }

  it('does not take an answer for whole because it looks so, when its program failed', () => {
    const whole = fixture(`${folder}/crm_mon-xml.out`);
    assert.equal(faultOf(statusCommand('xml'), output(whole, 1)).code, 'command-failed');
    assert.equal(faultOf(statusCommand('xml'), output(whole, null)).code, 'command-failed');
  });

  it('says what crm_mon has against it', () => {
    assert.deepEqual(faultOf(statusCommand('xml'), output('', 64, 'crm_mon: Unknown option --exclude\n')), { code: 'command-failed', host: 'host1', program: 'crm_mon', exitCode: 64, message: 'crm_mon: Unknown option --exclude' });
  });
});

describe('The commands for the configuration', () => {
  for (const release of releases) {
    it(`read the answers of ${release}, running and stopped`, () => {
      assert.equal(valueOf(readConfiguration().parse(recorded(`${release}/10-guest-online-5-dummies/cibadmin-Q`), 'host1')).resources.length, 6);
      assert.equal(valueOf(readCibVersion().parse(recorded(`${release}/10-guest-online-5-dummies/cib-root`), 'host1')).adminEpoch, 0);
      for (const [command, name] of [[readConfiguration(), 'cibadmin-Q'], [readCibVersion(), 'cib-root']] as const) {
        const fault = faultOf<unknown>(command, recorded(`${release}/00-cluster-stopped/${name}`));
        assert.deepEqual(fault, { code: 'not-running', message: 'Could not connect to the CIB: Transport endpoint is not connected' });
      }
    });
  }

  it('show the CIB without its secrets', () => {
    const text = valueOf(cibText().parse(output(fixture('rendered/mixed/cib.xml')), 'host1'));
    assert.match(text, /name="passwd" value="\*{8}"/);
    assert.ok(!text.includes('not-to-be-seen'));
    assert.deepEqual(faultOf(cibText(), output('<cib><nvpair name="passwd" value="not-to-be-seen"')), { code: 'cut' });
  });
});

describe('The other commands', () => {
  it('read real answers', () => {
    assert.equal(valueOf(pacemakerVersion().parse(recorded(`${folder}/crm_mon-version`), 'host1')), '2.1.5');
    assert.equal(valueOf(nodeName().parse(output('host1\n'), 'host1')), 'host1');
    assert.equal(valueOf(listDomains(uri).parse(recorded(`${folder}/virsh-list`), 'host1')).length, 1);
    assert.equal(valueOf(domainStatistics(uri).parse(recorded(`${folder}/virsh-domstats`), 'host1')).length, 1);
    assert.equal(valueOf(describeDomain(uri, 'guest1').parse(recorded(`${folder}/virsh-dumpxml`), 'host1')).name, 'guest1');
    assert.equal(valueOf(domainText(uri, 'guest1').parse(recorded(`${folder}/virsh-dumpxml`), 'host1')), fixture(`${folder}/virsh-dumpxml.out`));
    assert.equal(valueOf(daemonStatus().parse(recorded(`${folder}/pcs-status-full`), 'host1')).pcsd.length, 2);
    assert.equal(valueOf(quorumStatus().parse(recorded(`${folder}/quorumtool-s`), 'host1')).quorate, true);
  });

  it('say that there is no cluster in the program\'s own words', () => {
    assert.equal(faultOf(daemonStatus(), recorded('bookworm/00-cluster-stopped/pcs-status-full')).message, 'error running crm_mon, is pacemaker running?');
    assert.equal(faultOf(quorumStatus(), recorded('bookworm/00-cluster-stopped/quorumtool-s')).message, 'Cannot initialize CMAP service');
  });

  it('count an answer about quorum whatever its exit status', () => {
    assert.equal(valueOf(quorumStatus().parse({ ...recorded(`${folder}/quorumtool-s`), exitCode: 2 }, 'host1')).quorate, true);
  });

  it('tell whether SBD is there', () => {
    const sbd = (text: string) => valueOf(sbdStatus().parse(output(text), 'host1'));
    assert.deepEqual(sbd('LoadState=not-found\nActiveState=inactive\nUnitFileState=\n'), { installed: false, active: 'inactive', enabled: '' });
    assert.deepEqual(sbd('LoadState=loaded\nActiveState=active\nUnitFileState=enabled\n'), { installed: true, active: 'active', enabled: 'enabled' });
  });

  it('tell whether the cluster starts at boot', () => {
    const told = (stdout: string, exitCode: number) => atBoot().parse({ stdout, stderr: '', exitCode }, 'host1');
    assert.deepEqual(told('enabled\nenabled\n', 0), { ok: true, value: true });
    assert.deepEqual(told('enabled-runtime\nenabled\n', 0), { ok: true, value: true });
    assert.deepEqual(told('disabled\ndisabled\n', 1), { ok: true, value: false });
    assert.deepEqual(told('masked\nstatic\n', 1), { ok: true, value: false });
    assert.deepEqual(told('disabled\nenabled\n', 0), { ok: true, value: null });
    for (const [stdout, exitCode] of [['', 1], ['enabled\n', 0], ['not-found\nnot-found\n', 4], ['enabled\nnot-found\n', 0]] as const) assert.equal(told(stdout, exitCode).ok, false);
  });

  it('tell whether a host is set up for a cluster, by what is there and what is not, and not by what could not be looked at', () => {
    const [, , corosync, cman] = setUp().argv;
    const missing = (...files: readonly (string | undefined)[]) => files.map((file) => `ls: cannot access '${file}': No such file or directory\n`).join('');
    const told = (stdout: string, stderr: string) => setUp().parse({ stdout, stderr, exitCode: 2 }, 'host1');
    assert.deepEqual(told(`${corosync}\n`, missing(cman)), { ok: true, value: true });
    assert.deepEqual(told(`${cman}\n`, missing(corosync)), { ok: true, value: true });
    assert.deepEqual(told('', missing(corosync, cman)), { ok: true, value: false });
    assert.deepEqual(told('', missing(corosync, cman).replaceAll("'", '')), { ok: true, value: false });
    assert.equal(told('', `ls: cannot access '${corosync}': Permission denied\n${missing(cman)}`).ok, false);
    assert.equal(setUp().parse({ stdout: '', stderr: '', exitCode: 0 }, 'host1').ok, false);
  });
});
