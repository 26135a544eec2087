import assert from 'node:assert/strict';
import { shuttingDown } from '../../../../src/core/walkthrough/guestCommands';
import { keyExit, makingKey, readingKey, writingKey } from '../../../../src/core/walkthrough/keyCommands';
import { aptGet } from '../../../../src/practice/machine/apt';
import type { Simulated } from '../../../../src/practice/machine/done';
import { base64File, catFiles, changeFiles, isMachineFile } from '../../../../src/practice/machine/fileCommands';
import { firewalldAsInstalled, letsIn, ufwAsInstalled } from '../../../../src/practice/machine/firewall';
import { firewallCmd, ufw } from '../../../../src/practice/machine/firewallCommands';
import { bareMachine, booted, digestOf, keyFile, type Machine, newKey } from '../../../../src/practice/machine/machine';
import { simulatedScript } from '../../../../src/practice/machine/scripts';
import { systemctl } from '../../../../src/practice/machine/systemctl';

const bare = bareMachine('host1', ufwAsInstalled, '127.0.0.1 localhost');
const idle = { active: 'inactive', enabled: 'disabled' } as const;
const run = (program: Simulated, machine: Machine, line: string, stdin = '') => program(machine, line.split(' ').filter(Boolean), stdin);
const service: Simulated = (machine, args) => systemctl(machine, args, idle);

/** What was done has changed a machine, and done again changes it no more. */
function changes(program: Simulated, machine: Machine, line: string): Machine {
  const once = run(program, machine, line);
  assert.equal(once.output.exitCode, 0, `${line}: ${once.output.stderr}`);
  assert.notDeepEqual(once.machine, machine, line);
  const twice = run(program, once.machine, line);
  assert.equal(twice.output.exitCode, 0, line);
  assert.deepEqual(twice.machine, once.machine, line);
  return once.machine;
}

function refuses(program: Simulated, machine: Machine, line: string, why: RegExp): void {
  const { machine: after, output: { exitCode, stderr } } = run(program, machine, line);
  assert.notEqual(exitCode, 0, line);
  assert.match(stderr, why, line);
  assert.equal(after, machine, line);
}

describe('The commands of a set-up on a practice machine', () => {
  it('install packages, whose services nobody has started', () => {
    const installed = changes(aptGet, bare, '-o DPkg::Lock::Timeout=60 install --yes --no-remove pcs libvirt-daemon-system');
    assert.deepEqual([...installed.packages], ['ufw', 'pcs', 'libvirt-daemon-system']);
    assert.deepEqual([...installed.units], ['pcsd', 'libvirtd.service', 'libvirtd.socket'].map((name) => [name, { active: 'inactive', enabled: 'disabled' }]));
    assert.match(run(aptGet, installed, 'install pcs').output.stdout, /pcs is already the newest version/);
    refuses(aptGet, bare, 'install cowsay', /Unable to locate package cowsay/);
    refuses(aptGet, bare, 'remove pcs', /can only be installed/);
  });

  it('start and enable services that are there', () => {
    const installed = run(aptGet, bare, 'install pcs pacemaker libvirt-daemon-system').machine;
    assert.deepEqual(changes(service, installed, 'enable --now pcsd').units.get('pcsd'), { active: 'active', enabled: 'enabled' });
    const served = changes(service, installed, 'enable --now libvirtd.service');
    assert.equal(served.units.get('libvirtd.socket')?.active, 'active');
    assert.equal(changes(service, served, 'stop libvirtd.service').units.get('libvirtd.service')?.active, 'inactive');
    assert.equal(booted(changes(service, installed, 'start pcsd')).units.get('pcsd')?.active, 'inactive');
    refuses(service, bare, 'enable --now pcsd', /pcsd\.service does not exist/);
    refuses(service, installed, 'start pacemaker', /that is for pcs/);
    refuses(service, installed, 'mask pcsd', /are asked .* and started/);
    refuses(service, installed, 'reboot', /are asked .* and started/);
  });

  it('open firewalls', () => {
    const open = changes(ufw, bare, 'allow proto tcp to any port 2224,3121,21064');
    assert.deepEqual([letsIn(bare.firewall, 3121), letsIn(open.firewall, 3121), letsIn(open.firewall, 31)], [false, true, false]);
    refuses(ufw, bare, 'disable', /not 'disable'/);
    refuses(firewallCmd, bare, '--state', /not running/);
    const other = bareMachine('host2', firewalldAsInstalled, '');
    const later = changes(firewallCmd, other, '--permanent --zone=public --add-service=high-availability');
    assert.deepEqual(later.firewall, { kind: 'firewalld', now: false, later: true });
    assert.deepEqual(changes(firewallCmd, later, '--zone=public --add-service=high-availability').firewall, { kind: 'firewalld', now: true, later: true });
    refuses(firewallCmd, other, '--panic-on', /cannot do/);
  });

  it('make a key once, and bring it to another machine whole or not at all', () => {
    const script = (words: readonly (readonly string[])[]) => simulatedScript(words.at(-1)?.[2] ?? '') ?? assert.fail('it is not known');
    const made = script(makingKey())(bare, ['/etc/pacemaker', 'haclient'], '').machine;
    const { content, mode, group } = made.files.get(keyFile) ?? assert.fail('there is no key');
    assert.deepEqual([content.length, mode, group], [4096, '640', 'haclient']);
    assert.equal(script(makingKey())(made, [], '').output.exitCode, keyExit.another);
    const text = run(base64File, made, readingKey().slice(1).join(' ')).output.stdout;
    const write = (machine: Machine, digest: string, given: string) => script(writingKey(digest))(machine, ['/etc/pacemaker', 'haclient', digest], given);
    const copied = write(bare, digestOf(content), text).machine;
    assert.deepEqual(copied.files.get(keyFile), made.files.get(keyFile));
    assert.deepEqual(write(copied, digestOf(content), text), { machine: copied, output: { stdout: '', stderr: '', exitCode: 0 } });
    assert.equal(write(copied, digestOf(newKey()), text).output.exitCode, keyExit.another);
    const cut = write(bare, digestOf(content), text.slice(0, 76));
    assert.deepEqual([cut.output.exitCode, cut.machine], [keyExit.damaged, bare]);
  });

  it('put files aside, and touch none but those of the cluster', () => {
    const made = (simulatedScript(makingKey().at(-1)?.[2] ?? '') ?? assert.fail())(bare, [], '').machine;
    const aside = run(changeFiles.mv, made, `--backup=numbered ${keyFile} ${keyFile}.before`).machine;
    assert.deepEqual([...aside.files.keys()], ['/etc/hosts', `${keyFile}.before`]);
    const again = run(changeFiles.mv, { ...made, files: new Map([...made.files, ...aside.files]) }, `--backup=numbered ${keyFile} ${keyFile}.before`).machine;
    assert.deepEqual([...again.files.keys()].sort(), ['/etc/hosts', `${keyFile}.before`, `${keyFile}.before.~1~`]);
    assert.equal(changes((machine, args) => changeFiles.chmod(machine, args, ''), made, `0600 ${keyFile}`).files.get(keyFile)?.mode, '600');
    refuses(changeFiles.rm, bare, keyFile, /No such file/);
    refuses(catFiles, bare, keyFile, /No such file/);
    assert.deepEqual(['/etc/passwd', '/etc/pacemaker/../passwd', '/etc/pacemaker/a/b', '/root/x', keyFile, '/etc/hosts'].map(isMachineFile), [false, false, false, false, true, true]);
  });

  it('are no other scripts, be they ever so alike', () => {
    const script = makingKey().at(-1)?.[2] ?? '';
    assert.ok(simulatedScript(script));
    for (const other of [`${script} `, `${script}; id`, 'true', '', shuttingDown('', '', 0)[2] ?? '']) assert.equal(simulatedScript(other), null);
  });
});
