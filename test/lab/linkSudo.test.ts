import assert from 'node:assert/strict';
import type { Command, Output } from '../../src/core/command';
import { cibText } from '../../src/core/commands/cib';
import { statusCommand } from '../../src/core/commands/status';
import type { Result } from '../../src/core/result';
import type { SshLink } from '../../src/remote/sshLink';
import { createPerson, createSurroundings, plainCommand } from '../unit/remote/doubles';
import { shownRows } from './labSession';
import { useLab } from './labTests';
import { becomes } from './openThings';
import { sentence } from './sentence';

describe('The rights of accounts on real hosts', () => {
  const { lab, test, links, change, session } = useLab();
  const host1 = lab.host('host1');
  const asRoot: Partial<Command<Output>> = { argv: ['id', '-u'], rights: 'root', timeoutMs: 20_000 };
  const typed = (...values: string[]) => createSurroundings({ person: createPerson({ secrets: values.map((value) => ({ value, remember: false })) }) });

  async function connected(target: string, around = createSurroundings()): Promise<SshLink> {
    const link = links(around)(target);
    const result = await link.connect({ mayAsk: false });
    assert.ok(result.ok, sentence(result));
    return link;
  }

  /** What a command says, or what a person reads of its fault. */
  async function outcome(link: SshLink, command: Partial<Command<Output>>, mayAsk = false): Promise<string> {
    const result: Result<Output> = await link.run(plainCommand(command), { mayAsk });
    return result.ok ? result.value.stdout.trim() : sentence(result);
  }

  test('root needs no sudo', async () => {
    assert.equal(await outcome(await connected('host1'), asRoot), '0');
  });

  test('sudo without a password runs what the documented rule lists, and refuses the rest without a question', async () => {
    const around = typed(lab.password);
    const link = await connected('host1-operator', around);
    assert.ok((await link.run(statusCommand('xml'))).ok);
    assert.ok((await link.run(cibText())).ok);
    assert.equal(await outcome(link, asRoot, true), 'sudo on host1-operator does not let operator run id. Allow it in sudoers, or connect as root or as a member of haclient.');
    assert.deepEqual(around.person.asked, []);
  });

  test('sudo with a password asks once, again when it was wrong, and never in the background', async () => {
    const around = typed('wrong', lab.password);
    const asked = () => around.person.asked.map((question) => 'what' in question && [question.what, question.again]);
    const link = await connected('host1-admin', around);
    assert.equal(await outcome(link, asRoot), 'host1-admin wants a password for sudo, and nothing is asked in the background. Choose Connect to be asked.');
    assert.deepEqual(asked(), []);
    assert.equal(await outcome(link, asRoot, true), '0');
    assert.deepEqual(asked(), [['sudo-password', false], ['sudo-password', true]]);
    assert.equal(await outcome(link, asRoot), '0');
    assert.ok((await link.run(statusCommand('xml'))).ok);
    assert.equal(await outcome(link, { ...asRoot, argv: ['cat'], stdin: 'what follows the password' }), 'what follows the password');
    assert.equal(asked().length, 2);
    assert.ok(!around.log.lines.join().includes(lab.password));
  });

  test('members of haclient and libvirt need no sudo for either, and are refused by it for more', async () => {
    const around = typed(lab.password);
    const link = await connected('host1-keeper', around);
    assert.ok((await link.run(statusCommand('xml'))).ok);
    assert.equal(await outcome(link, { argv: ['virsh', '-c', 'qemu:///system', 'uri'], rights: 'libvirt' }), 'qemu:///system');
    // sudo tells nobody whether an account may use it before it has seen that account's password.
    assert.equal(await outcome(link, asRoot), 'host1-keeper wants a password for sudo, and nothing is asked in the background. Choose Connect to be asked.');
    assert.equal(await outcome(link, asRoot, true), 'sudo on host1-keeper does not let keeper run id. Allow it in sudoers, or connect as root or as a member of haclient.');
    assert.equal(around.person.asked.length, 1);
  });

  test('a sudoers that wants a terminal is named with the line that mends it, and that line mends it', async () => {
    const link = await connected('host1-operator');
    const putBack = await change(host1, "echo 'Defaults requiretty' >/etc/sudoers.d/terminal", 'rm -f /etc/sudoers.d/terminal /etc/sudoers.d/mended');
    assert.equal(sentence(await link.run(statusCommand('xml'))), 'sudo on host1-operator wants a terminal. Add the line “Defaults:operator !requiretty” to its sudoers.');
    await host1.run("echo 'Defaults:operator !requiretty' >/etc/sudoers.d/mended; mv /etc/sudoers.d/mended /etc/sudoers.d/terminal-mended");
    assert.ok((await link.run(statusCommand('xml'), { mayAsk: true })).ok);
    await putBack();
  });

  test('a rule that is taken back refuses from then on, until it is there again and a person asks', async () => {
    const around = typed(lab.password);
    const link = await connected('host1-operator', around);
    assert.ok((await link.run(statusCommand('xml'))).ok);
    const putBack = await change(host1, `
      mv /etc/sudoers.d/lab /root/lab.sudoers
      echo 'operator ALL=(root) NOPASSWD: /usr/bin/true' >/etc/sudoers.d/less`, `
      mv /root/lab.sudoers /etc/sudoers.d/lab
      rm /etc/sudoers.d/less`);
    assert.equal(sentence(await link.run(statusCommand('xml'))), 'sudo on host1-operator does not let operator run crm_mon. Allow it in sudoers, or connect as root or as a member of haclient.');
    await putBack();
    assert.ok((await link.run(statusCommand('xml'), { mayAsk: true })).ok);
    assert.deepEqual(around.person.asked, []);
  });

  for (const [account, secrets] of [['operator', []], ['admin', [lab.password, lab.password]], ['keeper', []]] as const) {
    test(`${account} sees the same rows as root`, async () => {
      const ofRoot = session(['host1', 'host2']);
      assert.ok((await ofRoot.connect({ mayAsk: false })).ok);
      await becomes(2, () => (ofRoot.state.kind === 'live' ? ofRoot.state.watch.libvirt.length : ofRoot.state), 20_000);
      const around = typed(...secrets);
      const own = session([`host1-${account}`, `host2-${account}`], around);
      const connecting = await own.connect({ mayAsk: true });
      assert.ok(connecting.ok, sentence(connecting));
      await becomes([], () => (own.state.kind === 'live' ? own.state.notes : [own.state]), 10_000);
      await becomes(shownRows(ofRoot), () => shownRows(own), 10_000);
      await becomes(secrets.length, () => around.person.asked.length, 10_000);
    });
  }
});
