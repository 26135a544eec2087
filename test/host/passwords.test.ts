import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { command } from '../../src/actions/ids';
import type { Application } from '../../src/compose';
import type { Subject } from '../../src/render/row';
import { startPractice } from '../../src/ui/practiceCommands';
import { access, until } from './access';
import { answering } from './person';
import { asked } from './questions';

const subject: Subject = { kind: 'cluster', cluster: 'practice-one-host' };

describe('Remembered passwords in VS Code', function () {
  this.timeout(60_000);
  let application: Application;
  let person: ReturnType<typeof answering>;
  let questions: ReturnType<typeof asked>;
  const window = vscode.window as unknown as { showQuickPick: unknown };
  const { showQuickPick } = window;
  const run = (id: string) => vscode.commands.executeCommand(id, { subjects: [subject] });
  const session = () => application.clusters.session(subject.cluster) ?? assert.fail();
  const authentications = () => person.seen.filter(({ message }) => message.startsWith('Authenticate')).map(({ message }) => message);

  before(async () => {
    application = await (await access()).load();
    assert.deepEqual(await startPractice('one-host', application.clusters, application.practice, { mayAsk: false }), { ok: true, value: undefined });
  });
  beforeEach(() => {
    person = answering(({ buttons }) => ['Authenticate'].find((word) => buttons.includes(word)));
    questions = asked();
  });
  afterEach(() => {
    person.restore();
    questions.restore();
    window.showQuickPick = showQuickPick;
  });
  after(() => application.practice.stop(subject.cluster, application.clusters));

  const hostsAndAccount = async () => {
    assert.equal(await questions.type(), 'example-host');
    assert.equal(await questions.type(), 'hacluster');
  };
  const reconnect = async () => {
    await run(command.disconnect);
    await until('the cluster is left', () => session().state.kind === 'disconnected');
    await run(command.connect);
    await until('the cluster is back', () => session().state.kind === 'live');
  };

  it('are asked for masked, kept when the person says so, and used without a question after the connection has ended', async () => {
    const first = run(command.authenticateHosts);
    await hostsAndAccount();
    const box = await questions.line();
    assert.deepEqual([box.title, box.password], ['Password of hacluster on example-host', true]);
    assert.match(box.prompt ?? '', /^The password by which pcs logs in there/);
    await questions.press(/^Will be forgotten when the connection ends\. Click to remember it/);
    await questions.type('a secret for practice');
    await first;
    await reconnect();
    const second = run(command.authenticateHosts);
    await hostsAndAccount();
    await second;
    assert.equal(authentications().filter((message) => message.endsWith('?')).length, 2);
    assert.ok(!JSON.stringify(person.seen).includes('a secret for practice'));
  });

  it('are forgotten by a command, which says whose they are, and asked for again', async () => {
    let offered: readonly vscode.QuickPickItem[] = [];
    window.showQuickPick = async (items: readonly vscode.QuickPickItem[]) => (offered = items);
    await vscode.commands.executeCommand(command.forgetPasswords);
    assert.deepEqual(offered.map(({ label, description }) => [label, description]), [['Password of hacluster on example-host', 'for pcs, One host']]);
    await vscode.commands.executeCommand(command.forgetPasswords);
    assert.deepEqual(person.seen.map(({ message }) => message), ['No password is remembered in the secret storage of the editor.']);
    const again = run(command.authenticateHosts);
    await hostsAndAccount();
    assert.equal((await questions.line()).title, 'Password of hacluster on example-host');
    await questions.escape();
    await again;
    assert.deepEqual(authentications(), []);
  });

  it('are forgotten with their cluster when that leaves the list', async () => {
    const first = run(command.authenticateHosts);
    await hostsAndAccount();
    await questions.press(/Click to remember it/);
    await questions.type('a secret for practice');
    await first;
    await application.practice.stop(subject.cluster, application.clusters);
    window.showQuickPick = async () => undefined;
    await until('nothing is remembered', async () => {
      await vscode.commands.executeCommand(command.forgetPasswords);
      return person.seen.some(({ message }) => message.startsWith('No password is remembered'));
    });
  });
});
