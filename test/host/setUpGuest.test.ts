import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { command, setting, stepKey, view } from '../../src/actions/ids';
import type { Application } from '../../src/compose';
import type { Clock } from '../../src/core/surroundings';
import type { GuestChoice } from '../../src/core/walkthrough/guestSituation';
import { quote } from '../../src/remote/quote';
import type { Subject } from '../../src/render/row';
import type { Clusters } from '../../src/session/clusters';
import { startPractice } from '../../src/ui/practiceCommands';
import { setUpHandlers } from '../../src/ui/setUpCommands';
import type { TestAccess } from '../../src/ui/testAccess';
import { access, until } from './access';
import { guestSession, moment } from './guestSession';
import { heldTexts } from './heldTexts';
import { answering, cancelling } from './person';
import { asked } from './questions';

const lab: Subject = { kind: 'cluster', cluster: 'lab' };

describe('The set-up of a guest in VS Code', function () {
  this.timeout(60_000);
  let person: ReturnType<typeof answering> | null = null;
  let questions: ReturnType<typeof asked> | null = null;
  afterEach(() => {
    person?.restore();
    questions?.restore();
  });

  describe('on a cluster in the editor', () => {
    let tested: TestAccess;
    let application: Application;
    const write = (value: unknown) => vscode.workspace.getConfiguration().update(setting.clusters, value, vscode.ConfigurationTarget.Global);
    const said = async (...handed: readonly unknown[]) => {
      person = answering(() => undefined);
      await vscode.commands.executeCommand(command.setUpGuest, ...handed);
      return person.seen.map(({ message }) => message);
    };

    before(async () => {
      tested = await access();
      application = await tested.load();
    });
    after(async () => {
      await application.practice.stop('practice-one-host', application.clusters);
      await write(undefined);
      await until('the list is empty again', () => application.clusters.sessions.length === 0);
    });

    it('leads on a practice cluster, too, from a guest’s row', async () => {
      assert.deepEqual(await startPractice('one-host', application.clusters, application.practice, { mayAsk: false }), { ok: true, value: undefined });
      await tested.sidebar.drawn();
      await until('the guest is shown', () => tested.sidebar.view(view.guests).rows.length > 0);
      const guest = tested.sidebar.view(view.guests).element(({ subject }) => subject.kind === 'guest');
      assert.ok(guest);
      questions = asked();
      const done = vscode.commands.executeCommand(command.setUpGuest, guest);
      assert.equal(await questions.type(), 'guest1');
      assert.equal(await questions.type(), 'root');
      await questions.type('');
      await questions.take('By Hand');
      const steps = await questions.list();
      assert.match(steps.title ?? '', /^Set Up guest1 as a Guest Node of One host/);
      assert.ok(steps.items.some(({ label }) => label.startsWith('27. Kill pacemaker_remote in the guest')));
      await questions.escape();
      await done;
    });

    it('has a practice guest fail, writes down how it comes back, and cleans up after it', async () => {
      const steps = () => vscode.commands.executeCommand(command.setUpGuest, { subjects: [{ kind: 'cluster', cluster: 'practice-one-host' }] });
      questions = asked();
      person = answering(({ buttons }) => ['Run', 'Let It Fail', 'Clean Up'].find((word) => buttons.includes(word)));
      const failing = steps();
      await questions.take('27. Kill pacemaker_remote in the guest');
      await failing;
      const { seen } = person;
      await until('its recovery is told', () => seen.some(({ message }) => message.startsWith('See the guest come back: ')));
      assert.deepEqual(seen.slice(0, 2).map(({ message }) => message), ['Kill pacemaker_remote in the guest?', 'Is guest1 to fail now?']);
      const text = vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith('/Recovery of guest1.txt'))?.getText() ?? '';
      assert.match(text, /The connection to guest1 failed\.\n[^]*It is back\./);
      const cleaning = steps();
      assert.ok((await questions.list()).activeItems[0]?.label.startsWith('29. '));
      await questions.take();
      await cleaning;
      assert.deepEqual(application.clusters.session('practice-one-host')?.state.last?.failures, []);
    });

    it('runs nothing for somebody who takes the ninth step first, and names what comes before it', async () => {
      assert.deepEqual(await startPractice('bare-host', application.clusters, application.practice, { mayAsk: false }), { ok: true, value: undefined });
      try {
        questions = asked();
        person = answering(() => undefined);
        const done = vscode.commands.executeCommand(command.setUp, { subjects: [{ kind: 'cluster', cluster: 'practice-bare-host' }] });
        await questions.take('9. Install what runs virtual machines');
        await done;
        assert.deepEqual(person.seen.map(({ message, buttons }) => [message, buttons]), [['Install what runs virtual machines: Comes after: Install the cluster’s software.', []]]);
      } finally {
        await application.practice.stop('practice-bare-host', application.clusters);
      }
    });

    it('is refused on a cluster that is only to be looked at', async () => {
      await write([{ id: 'watched', name: 'watched', hosts: [{ target: 'nobody@127.0.0.1:1' }], readOnly: true }]);
      await until('the cluster is there', () => application.clusters.session('watched') !== undefined);
      assert.match((await said({ subjects: [{ kind: 'cluster', cluster: 'watched' }] })).join(), /^watched is set to be looked at only, so nothing is changed on it\./);
    });
  });

  describe('on a cluster', () => {
    const kept = new Map<string, unknown>();
    const state = { get: <T>(name: string, fallback?: T) => (kept.get(name) as T | undefined) ?? fallback, update: async (name: string, value: unknown) => void kept.set(name, value) } as Pick<vscode.Memento, 'get' | 'update'>;
    const parts: vscode.Disposable[] = [];
    let held: Awaited<ReturnType<typeof heldTexts>>;
    const log = { info: () => undefined, error: () => undefined, show: () => undefined } as unknown as vscode.LogOutputChannel;
    const clock: Clock = { now: () => Date.now(), after: () => ({ dispose: () => undefined }) };
    before(async () => (held = await heldTexts()));
    const handlersOf = (session: ReturnType<typeof guestSession>['session']) =>
      setUpHandlers({ clusters: { session: () => session } as unknown as Clusters, desk: { change: () => assert.fail(), undo: () => assert.fail() }, withPassword: () => assert.fail(), documents: held.documents, clock, line: quote, log, state, keep: (part) => parts.push(part) });
    after(async () => {
      for (const part of parts) part.dispose();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });

    it('asks which it is, lists the steps by their chapters, does the one that is chosen, and asks no more the next time', async () => {
      const cluster = guestSession(null);
      cluster.domain.state = 'shut off';
      cluster.becomes((line) => (cluster.domain.state = line.includes(' start ') ? 'running' : cluster.domain.state));
      const handlers = handlersOf(cluster.session);
      questions = asked();
      person = answering(({ buttons }) => (buttons.includes('Run') ? 'Run' : undefined));
      const done = handlers[command.setUpGuest]([lab]);
      assert.deepEqual((await questions.list()).items.map(({ label, description }) => [label, description]), [['guest1', 'shut off on host1']]);
      await questions.take();
      assert.equal(await questions.type('host 1', /is no name for a host/), 'guest1');
      await questions.back();
      await questions.take('guest1');
      assert.equal(await questions.type('node1'), 'guest1');
      assert.equal(await questions.type(), 'root');
      await questions.type('guest1', /^Type an IPv4 or IPv6 address/);
      await questions.type('');
      assert.deepEqual((await questions.list()).items.map(({ label, description }) => [label, description]), [['By Hand', 'meta remote-node'], ['By pcs', 'pcs cluster node add-guest']]);
      await questions.take('By pcs');
      const steps = await questions.list();
      assert.equal(steps.title, 'Set Up guest1 as a Guest Node of lab');
      assert.deepEqual(steps.items.filter(({ kind }) => kind === vscode.QuickPickItemKind.Separator).map(({ label }) => label), ['Physical hosts', 'KVM guest', 'Integrate the guest into the cluster', 'Recovery', 'Beside the steps']);
      await questions.take('11. Start it and log in');
      assert.deepEqual(await done, { ok: true, value: undefined });
      assert.deepEqual(cluster.ran, ['host1: virsh --connect qemu:///system start --domain guest1']);
      assert.deepEqual(person.seen.map(({ message, buttons }) => [message, buttons]), [['Start it and log in?', ['Run']], ['Start it and log in: done.', ['Next Step…', 'Show Log']]]);
      assert.deepEqual(kept.get('chosenGuests'), { lab: [{ domain: 'guest1', node: 'node1', user: 'root', address: null, way: 'pcs' } satisfies GuestChoice] });
      const again = handlers[command.setUpGuest]([lab]);
      assert.equal((await questions.list()).title, 'Set Up guest1 as a Guest Node of lab');
      await questions.escape();
      assert.deepEqual(await again, { ok: false, fault: { code: 'cancelled' } });
    });

    it('goes on where the hosts and the guest are, in an editor that was closed in the middle', async () => {
      const cluster = guestSession(null);
      cluster.domain.state = 'shut off';
      await state.update('chosenGuests', { lab: [{ domain: 'guest1', node: 'guest1', user: 'root', address: null, way: 'hand' } satisfies GuestChoice] });
      const states = async () => {
        questions = asked();
        const done = handlersOf(cluster.session)[command.setUpGuest]([lab]);
        const { items } = await questions.list();
        await questions.escape();
        await done;
        questions.restore();
        return new Map(items.map(({ label, description }) => [label, description]));
      };
      const before = await states();
      // What it was doing when it was closed has come to its end since, by itself or by hand.
      cluster.domain.state = 'running';
      const after = await states();
      const [reach, start] = ['11. Start it and log in', '6. Start the cluster'];
      assert.deepEqual([before.get(reach), after.get(reach), before.get(start), after.get(start)], ['to be done', 'done', 'to be done', 'to be done']);
      assert.deepEqual(cluster.ran, []);
    });

    it('runs nothing more when it is cancelled, says so at once, and leaves open how far it is', async () => {
      const cluster = guestSession(null);
      cluster.domain.state = 'shut off';
      cluster.becomes((line) => (cluster.domain.state = line.includes(' start ') ? 'running' : cluster.domain.state));
      await state.update('chosenGuests', { lab: [{ domain: 'guest1', node: 'guest1', user: 'root', address: null, way: 'hand' } satisfies GuestChoice] });
      questions = asked();
      person = answering(({ buttons }) => (buttons.includes('Run') ? 'Run' : undefined));
      const progress = cancelling(/^host1 runs virsh /);
      try {
        const done = handlersOf(cluster.session)[command.setUpGuest]([lab]);
        await questions.take('11. Start it and log in');
        await done;
      } finally {
        progress.restore();
      }
      assert.deepEqual(cluster.ran, ['host1: virsh --connect qemu:///system start --domain guest1']);
      assert.deepEqual(progress.said.filter((said) => said.startsWith('Start it and log in')).slice(-2), [
        'Start it and log in: host1 runs virsh --connect qemu:///system start --domain guest1', 'Start it and log in: what runs now is waited for; nothing more is run…',
      ]);
      assert.match(person.seen.at(-1)?.message ?? '', /^Start it and log in: it was ended, and nobody has looked how far it is\./);
    });

    it('ticks off the cards by what each look finds, and what was undone since no more', async () => {
      const cluster = guestSession(moment('10-guest-online-5-dummies'));
      await state.update('chosenGuests', { lab: [{ domain: 'guest1', node: 'guest1', user: 'root', address: null, way: 'hand' } satisfies GuestChoice] });
      const commands = vscode.commands as unknown as { executeCommand: (...words: readonly unknown[]) => Promise<unknown> };
      const { executeCommand } = commands;
      const told = async () => {
        const keys = new Set<unknown>();
        commands.executeCommand = (id, ...rest) => {
          if (id === 'setContext' && rest[1] === true) keys.add(rest[0]);
          return executeCommand.call(vscode.commands, id, ...rest);
        };
        await handlersOf(cluster.session)[command.showChecklist]([lab]).finally(() => (commands.executeCommand = executeCommand));
        return keys;
      };
      const before = await told();
      assert.deepEqual([before.has(stepKey('reach')), before.has(stepKey('guestOnline'))], [true, true]);
      cluster.show(moment('20-after-kill'));
      const after = await told();
      assert.deepEqual([after.has(stepKey('reach')), after.has(stepKey('guestOnline'))], [true, false]);
    });

    it('gives the command that makes a virtual machine where there is none', async () => {
      const cluster = guestSession(null);
      cluster.domain.state = null;
      kept.clear();
      questions = asked();
      person = answering(() => undefined);
      const done = handlersOf(cluster.session)[command.setUpGuest]([lab]);
      assert.equal(await questions.type('web 1', /^The name of web 1 has characters/), '');
      await questions.type('web');
      assert.equal(await questions.type(), 'web');
      await questions.type();
      await questions.type();
      await questions.take();
      await questions.take('10. Have a virtual machine');
      assert.deepEqual(await done, { ok: true, value: undefined });
      assert.match(await vscode.env.clipboard.readText(), /^virt-install --connect qemu:\/\/\/system --name web /m);
      assert.match(person.seen.map(({ message }) => message).join(), /Copied; run it in a terminal on host1\.$/);
      assert.deepEqual(cluster.ran, []);
    });

    it('follows a node that is made to fail, once its name was typed', async () => {
      const [whole, lost, back] = ['10-guest-online-5-dummies', '20-after-kill', '21-recovered-before-cleanup'].map(moment);
      assert.ok(whole && lost && back);
      const cluster = guestSession({ ...whole, resources: whole.resources.map((each) => (each.id === 'FAKE1' ? { ...each, id: 'database' } : each)) });
      await state.update('chosenGuests', { lab: [{ domain: 'guest1', node: 'guest1', user: 'root', address: null, way: 'hand' } satisfies GuestChoice] });
      cluster.becomes((line) => void (/pkill|kill/.test(line) && setTimeout(() => cluster.show(lost), 200)));
      questions = asked();
      person = answering(({ buttons, message }) => (/^Kill/.test(message) && buttons.includes('Run') ? 'Run' : undefined));
      const done = handlersOf(cluster.session)[command.setUpGuest]([lab]);
      await questions.take('27. Kill pacemaker_remote in the guest');
      await questions.type('guest', /^Type guest1, or escape/);
      const shown = held.texts.length;
      await questions.type('guest1');
      await until('what was seen is written down', () => held.texts.length > shown);
      cluster.show(back);
      assert.deepEqual(await done, { ok: true, value: undefined });
      assert.deepEqual(cluster.ran.map((line) => line.split(':')[0]), ['guest guest1']);
      assert.deepEqual(person.seen.map(({ message }) => message.replace(/\+[\d.]+ s/g, '+')), [
        'Kill pacemaker_remote in the guest?',
        'See the guest come back: + The connection to guest1 failed. + Its machine is being started. + It is back.',
      ]);
      assert.match(held.texts.at(-1) ?? '', /It is back\./);
    });
  });
});
