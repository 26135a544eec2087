import assert from 'node:assert/strict';
import type { Plan } from '../../../src/core/change/plan';
import type { Task } from '../../../src/core/change/task';
import type { Consequences } from '../../../src/core/change/transition';
import { failure, type Result, success } from '../../../src/core/result';
import { Secret } from '../../../src/core/secret';
import { quote } from '../../../src/remote/quote';
import { type FormSource, resourceForm } from '../../../src/render/resourceForm';
import type { Outlook, ToPanel } from '../../../src/render/resourcePanelProtocol';
import type { Outcome, ReadyPlan } from '../../../src/session/changeOutcome';
import { FormDesk } from '../../../src/ui/formDesk';
import { fence } from '../render/agentParts';
import { t } from '../render/plainTranslate';
import { resource, snapshot } from '../render/snapshotParts';
import { ManualClock, settle } from '../session/manualClock';

const nothing: Consequences = { change: { actions: [], fencing: [] }, anyway: { actions: [], fencing: [] }, homeless: [], before: '', after: '' };

function ready(task: Task, more: Partial<Plan> = {}): ReadyPlan {
  const id = task.kind === 'createResource' ? task.id : '';
  return {
    plan: { task, commands: [['pcs', 'stonith', 'create', id, 'fence_ipmilan']], preview: { kind: 'edit', steps: [] }, cautions: [], expects: [], undo: null, ...more },
    dialect: { pcs: '0.11.5', capabilities: new Set() },
    host: 'host1',
    before: [],
  };
}

/** A form with a person who types and a cluster that answers when it is told to. */
function opened(more: Partial<FormSource> = {}) {
  const clock = new ManualClock();
  const posted: ToPanel[] = [];
  const prepared: Task[] = [];
  const previews: { readonly signal: AbortSignal; answer(with_: Result<Consequences>): void }[] = [];
  const carried: { readonly task: Task; end(result: Result<Outcome>): void; fail(error: Error): void }[] = [];
  const copied: string[] = [];
  const seen = { done: 0, prepare: (task: Task): Result<ReadyPlan> => success(ready(task)) };
  const desk = new FormDesk({
    form: resourceForm({ metadata: fence, snapshot: snapshot(), resource: null, ...more }, t),
    changes: {
      prepare: async (task) => {
        prepared.push(task);
        return seen.prepare(task);
      },
      preview: (_plan, signal) => new Promise((answer) => previews.push({ signal, answer })),
    },
    carryOut: (task) => new Promise((end, fail) => carried.push({ task, end, fail })),
    post: (message) => posted.push(message),
    copy: (text) => copied.push(text),
    done: () => {
      seen.done += 1;
      desk.dispose();
    },
    line: quote,
    describe: ({ code }) => `fault ${code}`,
    clock,
    t,
  });
  const outlooks = (): readonly Outlook[] => posted.flatMap((message) => (message.kind === 'outlook' ? [message.outlook] : []));
  return {
    desk, clock, posted, prepared, previews, carried, copied, seen, outlooks,
    last: <K extends ToPanel['kind']>(kind: K) => posted.findLast((message): message is Extract<ToPanel, { readonly kind: K }> => message.kind === kind) ?? assert.fail(`no ${kind}`),
    type: (values: Readonly<Record<string, string>>) => desk.receive({ kind: 'edited', values }),
    /** Waits until the person has been quiet for long enough. */
    async quiet() {
      await clock.advance(300);
      await settle();
    },
  };
}

const filled = { 'id': 'fence-host1', 'parameter ip': '10.0.0.1' };

describe('the desk behind a form', () => {
  it('shows the form when the panel is ready, with what is wrong and what is missing', async () => {
    const { desk, last, prepared } = opened();
    desk.receive({ kind: 'ready' });
    await settle();
    assert.equal(last('show').form.title, 'Create a fence device: stonith:fence_ipmilan');
    assert.deepEqual(Object.keys(last('problems').problems), ['id', 'parameter ip']);
    assert.equal(last('outlook').outlook.stage, 'incomplete');
    assert.match(last('outlook').outlook.note, /“Name” and 1 more/);
    assert.deepEqual(prepared, []);
  });

  it('asks what would come of it when the person has been quiet for a moment, and says the command at once', async () => {
    const { type, quiet, previews, outlooks, prepared, clock } = opened();
    type({ id: 'fence-host1' });
    type({ 'parameter ip': '10.0.0.1' });
    await clock.advance(299);
    await settle();
    assert.equal(prepared.length, 0);
    await quiet();
    assert.equal(prepared.length, 1);
    assert.deepEqual(outlooks().map(({ stage }) => stage), ['asking']);
    assert.deepEqual(outlooks()[0]?.commands, ['pcs stonith create fence-host1 fence_ipmilan']);
    previews[0]?.answer(success(nothing));
    await settle();
    assert.deepEqual(outlooks().at(-1), {
      stage: 'known', note: '', commands: ['pcs stonith create fence-host1 fence_ipmilan'], cautions: [],
      consequences: ['Pacemaker would start, stop or move nothing because of it.'],
    });
  });

  it('gives up what it asked when something is changed, and believes no late answer', async () => {
    const { type, quiet, previews, outlooks } = opened();
    type(filled);
    await quiet();
    type({ id: 'other' });
    assert.equal(previews[0]?.signal.aborted, true);
    previews[0]?.answer(success(nothing));
    await settle();
    assert.equal(outlooks().some(({ stage }) => stage === 'known'), false);
    await quiet();
    previews[1]?.answer(success(nothing));
    await settle();
    assert.match(outlooks().at(-1)?.commands[0] ?? '', /other/);
  });

  it('says in words why it cannot be done, and why it cannot be known', async () => {
    const { type, quiet, previews, outlooks, seen } = opened();
    seen.prepare = () => failure({ code: 'not-live', cluster: 'Lab' });
    type(filled);
    await quiet();
    assert.deepEqual(outlooks().at(-1), { stage: 'impossible', note: 'fault not-live', commands: [], consequences: [], cautions: [] });
    seen.prepare = (task) => success(ready(task));
    type({ id: 'b' });
    await quiet();
    previews[0]?.answer(failure({ code: 'disconnected', host: 'host1' }));
    await settle();
    assert.match(outlooks().at(-1)?.consequences[0] ?? '', /^There is no preview\. /);
    seen.prepare = (task) => success(ready(task, { preview: { kind: 'none', why: 'runs-on-nodes' } }));
    type({ id: 'c' });
    await quiet();
    assert.equal(previews.length, 1);
    assert.equal(outlooks().at(-1)?.stage, 'known');
  });

  it('has it carried out, takes no other word meanwhile, and closes when it was run', async () => {
    const { desk, type, carried, posted, seen, last } = opened();
    type(filled);
    desk.receive({ kind: 'submit' });
    desk.receive({ kind: 'submit' });
    type({ id: 'too-late' });
    assert.equal(carried.length, 1);
    assert.equal(carried[0]?.task.kind === 'createResource' && carried[0].task.id, 'fence-host1');
    assert.equal(last('busy').busy, true);
    carried[0]?.end(success({ kind: 'done', tookMs: 1 }));
    await settle();
    assert.equal(seen.done, 1);
    const count = posted.length;
    desk.receive({ kind: 'ready' });
    await settle();
    assert.equal(posted.length, count, 'a panel that is gone is told nothing');
  });

  const notRun: readonly Result<Outcome>[] = [success({ kind: 'cancelled' }), failure({ code: 'cancelled' }), success({ kind: 'uncertain', ran: 0, fault: { code: 'cancelled' }, reached: null })];
  for (const result of notRun) {
    it(`stays with what was typed where it was not run (${result.ok ? result.value.kind : result.fault.code})`, async () => {
      const { desk, type, carried, seen, last } = opened();
      type(filled);
      desk.receive({ kind: 'submit' });
      carried[0]?.end(result);
      await settle();
      assert.equal(seen.done, 0);
      assert.equal(last('busy').busy, false);
      desk.receive({ kind: 'ready' });
      assert.equal(last('show').values['id'], 'fence-host1');
    });
  }

  it('says why it is declined, and asks nobody', async () => {
    const { desk, type, carried, last } = opened();
    type({ id: '1st' });
    desk.receive({ kind: 'submit' });
    assert.equal(carried.length, 0);
    assert.deepEqual(Object.keys(last('problems').problems), ['id', 'parameter ip']);
    assert.equal(last('declined').why, 'Nothing is changed yet.');
    type(filled);
    desk.receive({ kind: 'submit' });
    carried[0]?.end(failure({ code: 'read-only', cluster: 'Lab' }));
    await settle();
    assert.equal(last('declined').why, 'fault read-only');
  });

  it('keeps a secret while the panel is away, and sends it nowhere but to the task', async () => {
    const { desk, type, quiet, posted, prepared, last } = opened();
    type({ ...filled, 'parameter password': 'geheim' });
    await quiet();
    desk.receive({ kind: 'ready' });
    assert.deepEqual(last('show').kept, ['parameter password']);
    assert.equal('parameter password' in last('show').values, false);
    assert.doesNotMatch(JSON.stringify([posted, prepared]), /geheim/);
    const [task] = prepared;
    const password = task?.kind === 'createResource' ? task.parameters['password'] : undefined;
    assert.equal(password instanceof Secret && password.reveal(), 'geheim');
  });

  it('copies the command that is shown, and none where another would be shown by now', async () => {
    const { desk, type, quiet, copied } = opened();
    desk.receive({ kind: 'copy' });
    type(filled);
    await quiet();
    desk.receive({ kind: 'copy' });
    type({ id: 'b' });
    desk.receive({ kind: 'copy' });
    assert.deepEqual(copied, ['pcs stonith create fence-host1 fence_ipmilan']);
  });

  it('shows what a command reads, and copies lines that ask for what is secret in it', async () => {
    const { desk, type, quiet, copied, seen, outlooks } = opened();
    const input = ['<primitive id="f"/><nvpair value="', new Secret('geheim', 'password of f'), '"/>'];
    seen.prepare = (task) => success(ready(task, { commands: [['cibadmin', '--create', '--xml-pipe']], inputs: [input] }));
    type(filled);
    await quiet();
    desk.receive({ kind: 'copy' });
    assert.match(outlooks().at(-1)?.commands.join() ?? '', /^cibadmin --create --xml-pipe <<< '<primitive id="f"\/><nvpair value="•+"\/>'$/);
    assert.match(copied.join(), /password of f:.*\nprintf %s .*<primitive id="f"\/>.*\| cibadmin --create --xml-pipe\n\}$/s);
    assert.doesNotMatch(JSON.stringify([outlooks(), copied]), /geheim/);
  });

  it('says what was thrown that should not have been, and goes on', async () => {
    const { desk, type, quiet, last, seen, carried } = opened();
    const prepare = seen.prepare;
    seen.prepare = () => {
      throw new Error('no such thing');
    };
    type(filled);
    await quiet();
    assert.deepEqual([last('outlook').outlook.stage, last('outlook').outlook.note], ['impossible', 'Something went wrong that should not: no such thing']);
    seen.prepare = prepare;
    desk.receive({ kind: 'submit' });
    carried[0]?.fail(new Error('nor that'));
    await settle();
    assert.deepEqual([last('declined').why, last('busy').busy], ['Something went wrong that should not: nor that', false]);
    type(filled);
    await quiet();
    assert.equal(last('outlook').outlook.stage, 'asking');
  });

  it('minds nothing that is no message, and no field that it does not have', async () => {
    const { desk, type, quiet, last, prepared } = opened();
    for (const message of [null, 'submit', { kind: 'edited', values: { id: 5 } }, { kind: 'eval', code: '1' }]) desk.receive(message);
    type({ ...filled, 'parameter evil': 'x', '__proto__': 'x', 'meta evil': 'x' });
    await quiet();
    assert.deepEqual(prepared.map((task) => (task.kind === 'createResource' ? [task.parameters, task.meta] : [])), [[{ ip: '10.0.0.1' }, {}]]);
    desk.receive({ kind: 'ready' });
    assert.equal('parameter evil' in last('show').values, false);
  });
});

describe('a form that is opened again', () => {
  const operations = (timeout: string) => [{ id: 'm', name: 'monitor', interval: '10s', timeout, role: null, onFail: null, enabled: true }];
  const configured = (parameters: Readonly<Record<string, string>>, timeout = '20s'): FormSource => {
    const device = resource('fence1', { agent: fence.name, config: { description: null, template: null, parameters, meta: {}, utilization: {}, operations: operations(timeout) } });
    return { metadata: fence, snapshot: snapshot({ fencing: [device] }), resource: device };
  };
  const before = { ip: '10.0.0.1', username: 'root' };

  it('shows what is configured by now, and what was typed stays', async () => {
    const { desk, type, last, posted, quiet, prepared } = opened(configured(before));
    desk.receive({ kind: 'ready' });
    type({ 'parameter username': 'ada', 'parameter password': 'geheim' });
    desk.renew(resourceForm(configured({ ip: '10.0.0.9', username: 'bob' }), t));
    const shown = last('show');
    assert.deepEqual([shown.values['parameter ip'], shown.values['parameter username'], shown.kept], ['10.0.0.9', 'ada', ['parameter password']]);
    assert.doesNotMatch(JSON.stringify(posted), /geheim/);
    await quiet();
    const task = prepared.at(-1);
    assert.deepEqual(task?.kind === 'updateResource' && Object.keys(task.parameters), ['username', 'password']);
  });

  it('forgets what was typed for operations that are others by now', () => {
    const { desk, type, last } = opened(configured(before));
    type({ 'operation 0 timeout': '99s', 'parameter ip': '10.0.0.2' });
    desk.renew(resourceForm(configured({ ...before, username: 'bob' }), t));
    assert.equal(last('show').values['operation 0 timeout'], '99s');
    desk.renew(resourceForm(configured(before, '33s'), t));
    assert.deepEqual([last('show').values['operation 0 timeout'], last('show').values['parameter ip']], ['33s', '10.0.0.2']);
  });

  it('is left alone where nothing has changed, and while it is carried out', async () => {
    const { desk, type, posted, carried } = opened(configured(before));
    const shows = () => posted.filter(({ kind }) => kind === 'show').length;
    desk.renew(resourceForm(configured(before), t));
    assert.equal(shows(), 0);
    type({ 'parameter username': 'ada' });
    desk.receive({ kind: 'submit' });
    desk.renew(resourceForm(configured({ ip: '10.0.0.9' }), t));
    assert.deepEqual([shows(), carried.length], [0, 1]);
  });
});
