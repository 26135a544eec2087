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

describe('A cluster that is destroyed in VS Code', function () {
  this.timeout(60_000);
  let application: Application;
  let person: ReturnType<typeof answering>;
  let questions: ReturnType<typeof asked>;
  const destroy = () => vscode.commands.executeCommand(command.destroyCluster, { subjects: [subject] });
  const state = () => application.clusters.session(subject.cluster)?.state.kind;

  before(async () => {
    application = await (await access()).load();
    assert.deepEqual(await startPractice('one-host', application.clusters, application.practice, { mayAsk: false }), { ok: true, value: undefined });
  });
  beforeEach(() => {
    person = answering(({ buttons }) => (buttons.includes('Destroy') ? 'Destroy' : undefined));
    questions = asked();
  });
  afterEach(() => {
    person.restore();
    questions.restore();
  });
  after(() => application.practice.stop(subject.cluster, application.clusters));

  it('stays where its name is not typed, whatever button was pressed', async () => {
    const done = destroy();
    assert.equal(await questions.type('One', /^Type One host, or escape to leave everything as it is/), '');
    await questions.escape();
    await done;
    assert.equal(person.seen[0]?.message, 'Destroy the cluster on all hosts?');
    assert.equal(state(), 'live');
  });

  it('goes where it is', async () => {
    const done = destroy();
    await questions.type('One host');
    await done;
    await until('it is gone', () => state() === 'unconfigured');
  });
});
