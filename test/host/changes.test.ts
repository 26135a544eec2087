import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { command, type CommandId, view, type ViewId } from '../../src/actions/ids';
import type { Application } from '../../src/compose';
import type { Row } from '../../src/render/row';
import { startPractice } from '../../src/ui/practiceCommands';
import type { TestAccess } from '../../src/ui/testAccess';
import { access, until } from './access';
import { answering, cancelling, type Shown } from './person';

const cluster = 'practice-one-host';

describe('A change of a practice cluster in VS Code', () => {
  let tested: TestAccess;
  let application: Application;
  let person: ReturnType<typeof answering> | null = null;

  const element = (on: ViewId, is: (row: Row) => boolean) => {
    const found = tested.sidebar.view(on).element(is);
    assert.ok(found, `${on} has such a row`);
    return found;
  };
  const resource = (label: string) => element(view.resources, (row) => row.label === label);
  const stateOf = (label: string) => resource(label).row.description;
  /** Runs a command as a menu does, on the first of these rows, all of which are selected; the person answers as given. */
  const run = async (id: CommandId, rows: readonly ReturnType<typeof element>[], answer: (shown: Shown) => string | undefined) => {
    person = answering(answer);
    await vscode.commands.executeCommand(id, rows[0], rows);
    return person.seen;
  };
  const confirming = (...words: readonly string[]) => ({ buttons }: Shown) => words.find((word) => buttons.includes(word));
  const text = () => vscode.window.activeTextEditor?.document.getText() ?? '';

  before(async function () {
    this.timeout(60_000);
    tested = await access();
    application = await tested.load();
    assert.deepEqual(await startPractice('one-host', application.clusters, application.practice, { mayAsk: false }), { ok: true, value: undefined });
    await tested.sidebar.drawn();
    for (const label of ['FAKE1', 'FAKE2']) await until(`${label} runs`, () => /Started/.test(stateOf(label)));
  });

  afterEach(() => person?.restore());

  after(async () => {
    await application.practice.stop(cluster, application.clusters);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('says what would come of it and what is run, does it, and takes it back', async () => {
    // The dialog is confirmed; the news are answered by taking it back, which a dialog confirms again. That is not taken back in turn.
    const confirmed = confirming('Disable', 'Enable');
    const seen = await run(command.disableResource, [resource('FAKE1')], (shown) => (/^Disable FAKE1: done/.test(shown.message) ? 'Undo' : confirmed(shown)));
    const [first] = seen;
    assert.equal(first?.message, 'Disable FAKE1?');
    assert.match(first?.detail ?? '', /FAKE1[^]*What is run on example-host, in the cluster One host:\npcs resource disable FAKE1$/);
    assert.deepEqual(first?.buttons, ['Show in Full', 'Disable', 'Copy as Command']);
    await until('it is told that it was done, and asked whether to take it back', () => seen.some(({ message }) => /^Disable FAKE1: done in /.test(message)));
    await until('taking it back is confirmed too', () => seen.some(({ message, detail }) => message === 'Enable FAKE1?' && /This takes back “Disable FAKE1”/.test(detail ?? '')));
    await until('FAKE1 runs again', () => seen.some(({ message }) => /^Enable FAKE1: done in /.test(message)) && /Started/.test(stateOf('FAKE1')));
  });

  it('changes nothing when it is not confirmed', async () => {
    const seen = await run(command.disableResource, [resource('FAKE2')], () => undefined);
    assert.deepEqual(seen.map(({ message }) => message), ['Disable FAKE2?']);
    assert.doesNotMatch(stateOf('FAKE2'), /disabled/);
  });

  it('puts its commands on the clipboard instead of running them', async () => {
    await run(command.deleteResource, [resource('FAKE2')], confirming('Copy as Command'));
    assert.equal(await vscode.env.clipboard.readText(), 'pcs resource delete FAKE2');
    assert.match(stateOf('FAKE2'), /Started/);
  });

  it('is made of all selected rows at once', async () => {
    const seen = await run(command.disableResource, [resource('FAKE1'), resource('FAKE2')], confirming('Disable'));
    assert.match(seen[0]?.detail ?? '', /\npcs resource disable FAKE1 FAKE2$/);
    await until('both are stopped', () => /disabled/.test(stateOf('FAKE1')) && /disabled/.test(stateOf('FAKE2')));
    person?.restore();
    await run(command.enableResource, [resource('FAKE1'), resource('FAKE2')], confirming('Enable'));
    await until('both run', () => /Started/.test(stateOf('FAKE1')) && /Started/.test(stateOf('FAKE2')));
  });

  it('can be looked at in full, with the difference of the CIB, before it is confirmed', async () => {
    const seen = await run(command.standbyNode, [element(view.nodes, ({ subject, label }) => subject.kind === 'node' && label === 'example-host')], confirming('Show in Full', 'Cancel'));
    assert.equal(seen.length, 2);
    assert.equal(seen[1]?.detail, null, 'the second question leaves the document free to be read');
    assert.match(text(), /^Put example-host on standby\n[^]*\npcs node standby example-host\n$/);
    const difference = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).map(({ input }) => input).find((input) => input instanceof vscode.TabInputTextDiff);
    assert.ok(difference);
    const [before, after] = await Promise.all([difference.original, difference.modified].map(async (uri) => (await vscode.workspace.openTextDocument(uri)).getText()));
    assert.doesNotMatch(before ?? '', /name="standby"/);
    assert.match(after ?? '', /name="standby"/);
    assert.doesNotMatch(element(view.nodes, ({ label }) => label === 'example-host').row.description, /standby/);
  });

  it('can be confirmed without its preview where that takes long, which is said', async () => {
    const host = application.practice.get(cluster) ?? assert.fail('it runs');
    const confirmed = confirming('Disable');
    // Each answer of the host is late by more than a person waits.
    host.setLinkFaults('example-host', { delayMs: 9_000 });
    const progress = cancelling(/goes on without it/);
    const seen = await run(command.disableResource, [resource('FAKE5')], (shown) => {
      host.setLinkFaults('example-host', { delayMs: 0 });
      return confirmed(shown);
    }).finally(() => {
      host.setLinkFaults('example-host', { delayMs: 0 });
      progress.restore();
    });
    const asking = progress.said.filter((message) => /asking Pacemaker/.test(message));
    assert.deepEqual(asking, [
      'Disable FAKE5: asking Pacemaker what would happen…',
      'Disable FAKE5: asking Pacemaker what would happen… On a large cluster this takes long. Cancel goes on without it: you are asked before anything is changed.',
    ]);
    assert.match(seen[0]?.detail ?? '', /^There is no preview: you did not wait for it\.[^]*\npcs resource disable FAKE5$/);
    assert.deepEqual(seen[0]?.buttons, ['Copy as Command', 'Disable']);
    await until('it is stopped', () => /disabled/.test(stateOf('FAKE5')));
    person?.restore();
    await run(command.enableResource, [resource('FAKE5')], confirming('Enable'));
    await until('it runs again', () => /Started/.test(stateOf('FAKE5')));
  }).timeout(60_000);

  it('is written down as a script that could be run again', async () => {
    await run(command.showChanges, [element(view.clusters, ({ subject }) => subject.kind === 'cluster')], () => undefined);
    const commands = text().split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    assert.deepEqual(commands, ['pcs resource disable FAKE1', 'pcs resource enable FAKE1', 'pcs resource disable FAKE1 FAKE2', 'pcs resource enable FAKE1 FAKE2', 'pcs resource disable FAKE5', 'pcs resource enable FAKE5']);
    assert.match(text(), /^# .*One host.*\n[^]*, on example-host: Disable FAKE1\n# done; took /);
  });
});
