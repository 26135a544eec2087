import assert from 'node:assert/strict';
import type { Plan } from '../../../src/core/change/plan';
import type { Task } from '../../../src/core/change/task';
import type { Consequences, SummaryAction } from '../../../src/core/change/transition';
import { failure, type Result, success } from '../../../src/core/result';
import { Secret } from '../../../src/core/secret';
import { quote } from '../../../src/remote/quote';
import type { ChangeRecord, Outcome, ReadyPlan } from '../../../src/session/changeOutcome';
import { type ChangedCluster, createChangeDesk, isUndoable } from '../../../src/ui/changeDesk';
import type { ChangeScreen, ConfirmationRequest, OutcomeChoice } from '../../../src/ui/changeScreen';
import { t } from '../render/plainTranslate';

const disable: Task = { kind: 'disable', resources: ['FAKE1'] };
const enable: Task = { kind: 'enable', resources: ['FAKE1'] };
const stop: SummaryAction = { kind: 'stop', resource: 'FAKE1', from: 'host1', to: null, role: null, reason: null, blocked: false };
const start: SummaryAction = { ...stop, kind: 'start', from: null, to: 'host1' };

function ready(task: Task, more: Partial<Plan> = {}): ReadyPlan {
  const plan: Plan = { task, commands: [['pcs', 'resource', task.kind, 'FAKE1']], preview: { kind: 'edit', steps: [] }, cautions: [], expects: [], undo: null, ...more };
  return { plan, dialect: { pcs: '0.11.5', capabilities: new Set() }, host: 'root@host1', before: [] };
}

function consequences(...actions: readonly SummaryAction[]): Consequences {
  return { change: { actions, fencing: [] }, anyway: { actions: [], fencing: [] }, homeless: [], before: '<cib/>', after: '<cib x="1"/>' };
}

interface Script {
  readonly ready?: ReadyPlan;
  readonly preview?: Result<Consequences> | 'not waited for';
  /** The answers to the confirmations, the first first. */
  readonly confirms?: readonly boolean[];
  readonly outcomes?: readonly Outcome[];
  readonly chosen?: OutcomeChoice;
  readonly undo?: Result<readonly ReadyPlan[]>;
  readonly force?: Result<ReadyPlan>;
}

/** A cluster and a person who do as the script says, and what happened, in its order. */
function scripted({ ready: planned = ready(disable), preview = success(consequences(stop)), confirms = [true], outcomes = [{ kind: 'done', tookMs: 10 }], chosen, undo, force }: Script) {
  const happened: string[] = [];
  const asked: ConfirmationRequest[] = [];
  const copied: string[] = [];
  const records: ChangeRecord[] = [];
  const left = { confirms: [...confirms], outcomes: [...outcomes], chosen: chosen === undefined ? [] : [chosen] };
  const cluster: ChangedCluster = {
    name: 'Lab',
    changes: {
      prepare: async (task) => {
        happened.push(`plan ${task.kind}`);
        return success(planned);
      },
      preview: async () => (preview === 'not waited for' ? failure({ code: 'cancelled' }) : preview),
      carryOut: async (each) => {
        happened.push(`run ${each.plan.task.kind}`);
        const outcome = left.outcomes.shift() ?? { kind: 'done', tookMs: 1 };
        if (outcome.kind !== 'changed') records.push({ at: 0, id: 'lab', cluster: 'Lab', host: each.host, plan: each.plan, outcome, tookMs: 1 });
        return outcome;
      },
      force: async ({ plan }, ran) => {
        happened.push(`force ${plan.commands[ran]?.join(' ') ?? 'nothing'}`);
        return force ?? failure({ code: 'no-force' });
      },
      undo: async (record) => {
        happened.push(`undo ${record.plan.task.kind}`);
        return undo ?? failure({ code: 'undo-refused', why: 'changed-since' });
      },
    },
  };
  const screen: ChangeScreen = {
    whileAsking: async (title, ask) => {
      happened.push(`ask ${title}`);
      return preview === 'not waited for' ? null : ask(new AbortController().signal);
    },
    confirm: async (request) => {
      happened.push(`confirm ${request.title}`);
      asked.push(request);
      return left.confirms.shift() ?? false;
    },
    whileRunning: async (_title, _host, run) => run(new AbortController().signal, () => undefined),
    tell: async ({ tone, message }, choices, text) => {
      copied.push(text);
      happened.push(`tell ${tone}: ${message} [${choices.join()}]`);
      return left.chosen.shift() ?? null;
    },
    fail: (title, fault) => happened.push(`fail ${title}: ${fault.code}`),
  };
  const nothing = () => undefined;
  const desk = createChangeDesk({ screen, line: quote, records: () => records, log: { debug: nothing, info: nothing, warn: nothing, error: (words) => happened.push(`error ${words}`) }, t });
  return { cluster, desk, happened, asked, records, copied };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the way of a change', () => {
  it('is planned, previewed, confirmed, run and told', async () => {
    const { cluster, desk, happened, asked } = scripted({ ready: ready(disable, { cautions: [{ code: 'stops', resources: ['FAKE1'] }] }) });
    assert.deepEqual(await desk.change(cluster, disable), success({ kind: 'done', tookMs: 10 }));
    assert.deepEqual(happened, ['plan disable', 'ask Disable FAKE1', 'confirm Disable FAKE1', 'run disable', 'tell quiet: Disable FAKE1: done in 0 s. []']);
    const [request] = asked;
    assert.equal(request?.verb, 'Disable');
    assert.equal(request?.copied, 'pcs resource disable FAKE1');
    assert.deepEqual(request?.confirmation.commands, ['pcs resource disable FAKE1']);
    assert.match(request?.confirmation.consequences.join() ?? '', /FAKE1 .*host1/);
    assert.match(request?.confirmation.cautions.join() ?? '', /FAKE1 stops, and stays stopped/);
    assert.match(request?.full?.text ?? '', /^Disable FAKE1\n[^]*What is run on root@host1, in the cluster Lab:\npcs resource disable FAKE1\n$/);
    assert.equal(request?.full?.consequences.after, '<cib x="1"/>');
  });

  it('does not say that nothing was changed where a command that failed may have done a part', async () => {
    const said = async (task: Task) => {
      const refused: Outcome = { kind: 'refused', ran: 0, fault: { code: 'command-failed', host: 'root@host1', program: 'pcs', exitCode: 1, message: 'waiting timeout' }, said: 'waiting timeout', forceHelps: false };
      const { cluster, desk, happened } = scripted({ ready: ready(task), outcomes: [refused] });
      await desk.change(cluster, task);
      return happened.find((each) => each.startsWith('tell')) ?? '';
    };
    const partly: readonly Task[] = [
      { kind: 'takeDown', node: 'host1', how: 'stop' }, { kind: 'bringBack', node: 'host1' }, { kind: 'cleanup', resource: null, node: null }, { kind: 'refresh', resource: null, node: null },
      { kind: 'fence', node: 'host1' }, { kind: 'startCluster', nodes: ['host1'] }, { kind: 'deleteResources', resources: ['FAKE1'] },
    ];
    for (const task of partly) assert.match(await said(task), /some may have been taken/, task.kind);
    assert.match(await said(disable), /Nothing was changed/);
  });

  it('has a cluster that is destroyed named by hand, or its hosts where another one is in the way, and nothing else', async () => {
    const typed = async (task: Task, more: Partial<ReadyPlan> = {}) => {
      const { cluster, desk, asked } = scripted({ ready: { ...ready(task, { preview: { kind: 'none', why: 'runs-on-nodes' } }), ...more }, confirms: [false] });
      await desk.change(cluster, task);
      return asked.map((request) => request.typed);
    };
    const create: Task = { kind: 'createCluster', cluster: 'new', hosts: ['host1', 'host2'].map((name) => ({ name, address: null })), user: 'hacluster', password: new Secret('s3cret', 'password'), start: false, enable: false };
    assert.deepEqual(await typed({ kind: 'destroyCluster' }), ['Lab']);
    assert.deepEqual(await typed({ kind: 'destroyCluster' }, { refused: ['pcs', 'cluster', 'destroy'] }), ['Lab']);
    assert.deepEqual(await typed(create, { refused: ['pcs', 'cluster', 'setup', 'new', 'host1', 'host2'] }), ['host1 host2']);
    assert.deepEqual([await typed(create), await typed(disable), await typed({ kind: 'stopCluster', nodes: null })], [[null], [null], [null]]);
  });

  it('ends before anything is run when the person does not confirm', async () => {
    const { cluster, desk, happened } = scripted({ confirms: [false] });
    assert.deepEqual(await desk.change(cluster, disable), failure({ code: 'cancelled' }));
    assert.ok(!happened.some((each) => each.startsWith('run') || each.startsWith('tell')));
  });

  it('ends at a plan that cannot be made', async () => {
    const { cluster, desk, happened } = scripted({});
    const refused = failure({ code: 'not-live', cluster: 'Lab' } as const);
    assert.deepEqual(await desk.change({ ...cluster, changes: { ...cluster.changes, prepare: async () => refused } }, disable), refused);
    assert.deepEqual(happened, []);
  });

  it('is never begun by Enter alone where it interrupts something, and is where it does not', async () => {
    const firstChoice = async (script: Script, task: Task) => {
      const { cluster, desk, asked } = scripted(script);
      await desk.change(cluster, task);
      return asked[0]?.choices[0];
    };
    assert.equal(await firstChoice({}, disable), 'full');
    assert.equal(await firstChoice({ ready: ready(enable), preview: success(consequences(start)) }, enable), 'do');
    assert.equal(await firstChoice({ ready: ready(enable), preview: success(consequences(start, stop)) }, enable), 'full');
    assert.equal(await firstChoice({ ready: ready(enable), preview: failure({ code: 'no-preview' }) }, enable), 'copy');
    assert.equal(await firstChoice({ ready: ready(enable, { cautions: [{ code: 'probes-again' }] }), preview: success(consequences()) }, enable), 'full');
    assert.equal(await firstChoice({ preview: success(consequences()) }, disable), 'full');
  });

  for (const [name, script, words] of [
    ['has none', { ready: ready(disable, { preview: { kind: 'none', why: 'forgets-history' } }) }, /There is no preview: what is running is asked anew/],
    ['was not waited for', { preview: 'not waited for' }, /you did not wait for it/],
    ['failed', { preview: failure({ code: 'program-missing', host: 'host1', program: 'crm_simulate' }) }, /There is no preview\. crm_simulate is not installed/],
  ] as const satisfies readonly (readonly [string, Script, RegExp])[]) {
    it(`can be confirmed where the preview ${name}, and says so`, async () => {
      const { cluster, desk, asked } = scripted(script);
      assert.equal((await desk.change(cluster, disable)).ok, true);
      assert.match(asked[0]?.confirmation.consequences.join() ?? '', words);
      assert.equal(asked[0]?.full, null);
      assert.ok(!asked[0]?.choices.includes('full'));
    });
  }

  it('is previewed and confirmed anew when the cluster is no longer what it was planned for', async () => {
    const now = ready(disable, { commands: [['pcs', 'resource', 'disable', 'other']] });
    const { cluster, desk, happened, asked } = scripted({ outcomes: [{ kind: 'changed', now }, { kind: 'done', tookMs: 5 }], confirms: [true, true] });
    await desk.change(cluster, disable);
    assert.deepEqual(happened.map((each) => each.split(' ')[0]), ['plan', 'ask', 'confirm', 'run', 'ask', 'confirm', 'run', 'tell']);
    assert.equal(asked[0]?.confirmation.note, null);
    assert.match(asked[1]?.confirmation.note ?? '', /has changed since/);
    assert.deepEqual(asked[1]?.confirmation.commands, ['pcs resource disable other']);
  });

  it('is confirmed anew, with the reason, when nothing would take it back any more', async () => {
    const now = ready(disable, { cautions: [{ code: 'no-way-back' }] });
    const { cluster, desk, happened, asked } = scripted({ ready: ready(disable, { undo: [enable] }), outcomes: [{ kind: 'changed', now }], confirms: [true, false] });
    assert.deepEqual(await desk.change(cluster, disable), failure({ code: 'cancelled' }));
    assert.deepEqual(happened.map((each) => each.split(' ')[0]), ['plan', 'ask', 'confirm', 'run', 'ask', 'confirm']);
    assert.equal(asked[1]?.confirmation.note, 'Nothing was run: when this was planned it could be taken back, and now nothing would take it back.');
    assert.match(asked[1]?.confirmation.cautions.join(' ') ?? '', /back/);
  });

  it('is confirmed anew, with what it is by now, when somebody else has changed the same', async () => {
    const value = (value: string | null) => [{ kind: 'setting', resource: 'FAKE1', of: 'parameters', name: 'fake', value }] as const;
    const update: Task = { kind: 'updateResource', resource: 'FAKE1', parameters: { fake: 'x' }, meta: {}, operations: null };
    const { cluster, desk, asked } = scripted({ ready: { ...ready(update), before: value(null) }, outcomes: [{ kind: 'changed', now: { ...ready(update), before: value('y') } }], confirms: [true, false] });
    assert.deepEqual(await desk.change(cluster, update), failure({ code: 'cancelled' }));
    assert.equal(asked[1]?.confirmation.note, 'Nothing was run: somebody else has changed what this would change. By now fake of FAKE1 is y.');

    const done = scripted({ ready: ready(disable, { undo: [enable] }), outcomes: [{ kind: 'changed', now: ready(disable) }], confirms: [true, false] });
    await done.desk.change(done.cluster, disable);
    assert.match(done.asked[1]?.confirmation.note ?? '', /is no longer as it was when this was planned/);
  });

  it('is confirmed anew, with what is new, when more is at stake than was shown', async () => {
    const told = { code: 'stops', resources: ['FAKE1'] } as const;
    const now = ready(disable, { cautions: [told, { code: 'stops-inside-guest', guest: 'guest1', resources: ['web'] }] });
    const { cluster, desk, happened, asked } = scripted({ ready: ready(disable, { cautions: [told] }), outcomes: [{ kind: 'changed', now }], confirms: [true, false] });
    assert.deepEqual(await desk.change(cluster, disable), failure({ code: 'cancelled' }));
    assert.deepEqual(happened.map((each) => each.split(' ')[0]), ['plan', 'ask', 'confirm', 'run', 'ask', 'confirm']);
    assert.equal(asked[1]?.confirmation.note, 'Nothing was run: the cluster has changed since this was planned, and you were not shown this: The guest guest1 goes down, and with it what runs inside: web.');
  });

  it('offers to take back what can be taken back, and leads that the same way', async () => {
    const { cluster, desk, happened, asked } = scripted({ ready: ready(disable, { undo: [enable] }), chosen: 'undo', undo: success([ready(enable)]), confirms: [true, true] });
    await desk.change(cluster, disable);
    await settled();
    assert.deepEqual(happened.slice(4), [
      'tell quiet: Disable FAKE1: done in 0 s. [undo]', 'undo disable', 'ask Enable FAKE1', 'confirm Enable FAKE1', 'run enable', 'tell quiet: Enable FAKE1: done in 0 s. []',
    ]);
    assert.equal(asked[1]?.confirmation.note, 'This takes back “Disable FAKE1”.');
  });

  it('says why something cannot be taken back', async () => {
    const { cluster, desk, happened } = scripted({ ready: ready(disable, { undo: [enable] }), chosen: 'undo' });
    await desk.change(cluster, disable);
    await settled();
    assert.equal(happened.at(-1), 'fail Undo: Disable FAKE1: undo-refused');
  });

  it('takes nothing back any further when a part of it was not done', async () => {
    const { cluster, desk, happened } = scripted({ undo: success([ready(enable), ready({ kind: 'manage', resources: ['FAKE1'] })]), outcomes: [{ kind: 'left', unmet: [] }], confirms: [true, true] });
    const record: ChangeRecord = { at: 0, id: 'lab', cluster: 'Lab', host: 'host1', plan: ready(disable, { undo: [enable] }).plan, outcome: { kind: 'done', tookMs: 1 }, tookMs: 1 };
    assert.deepEqual(await desk.undo(cluster, record), success({ kind: 'left', unmet: [] }));
    assert.equal(happened.filter((each) => each.startsWith('run')).length, 1);
  });

  it('offers the command of what was refused, and the log of all but good news', async () => {
    const said = async (outcome: Outcome, undo: readonly Task[] | null = null) => {
      const { cluster, desk, happened } = scripted({ ready: ready(disable, { undo }), outcomes: [outcome] });
      await desk.change(cluster, disable);
      return /^tell (\w+): .*\[(.*)\]$/.exec(happened.at(-1) ?? '')?.slice(1).join(' ');
    };
    const fault = { code: 'link-lost', host: 'host1', reason: 'closed' } as const;
    assert.equal(await said({ kind: 'refused', ran: 0, fault, said: 'no', forceHelps: false }, [enable]), 'error copy,log');
    assert.equal(await said({ kind: 'instead', unmet: [], failures: [] }, [enable]), 'warning undo,log');
    assert.equal(await said({ kind: 'left', unmet: [] }), 'information log');
    assert.equal(await said({ kind: 'uncertain', ran: 0, fault, reached: null }, [enable]), 'warning log');
    assert.equal(await said({ kind: 'uncertain', ran: 0, fault, reached: true }, [enable]), 'warning undo,log');
    assert.equal(await said({ kind: 'cancelled' }, [enable]), 'quiet ');
  });

  it('offers the way back and what was never sent where it broke off', async () => {
    const commands: Plan['commands'] = [['pcs', 'resource', 'disable', 'vm', '--wait'], ['pcs', 'resource', 'cleanup', 'guest1'], ['pcs', 'resource', 'enable', 'vm']];
    const cleanup: Task = { kind: 'cleanup', resource: 'guest1', node: null };
    const fault = { code: 'link-lost', host: 'host1', reason: 'closed' } as const;
    const told = async (outcome: Outcome) => {
      const { cluster, desk, happened, copied } = scripted({ ready: ready(cleanup, { commands, wayOut: [enable] }), outcomes: [outcome] });
      await desk.change(cluster, cleanup);
      return [/\[(.*)\]$/.exec(happened.at(-1) ?? '')?.[1], copied.at(-1)];
    };
    assert.deepEqual(await told({ kind: 'uncertain', ran: 0, fault, reached: false }), ['undo,copy,log', 'pcs resource cleanup guest1\npcs resource enable vm']);
    assert.deepEqual(await told({ kind: 'uncertain', ran: 2, fault, reached: null }), ['undo,log', '']);
    assert.deepEqual(await told({ kind: 'refused', ran: 1, fault, said: 'no', forceHelps: false }), ['undo,copy,log', 'pcs resource cleanup guest1\npcs resource enable vm']);
    assert.deepEqual((await told({ kind: 'refused', ran: 0, fault, said: 'no', forceHelps: false }))[0], 'copy,log');
  });

  it('is forced only by a second decision, which shows what pcs said and is never begun by Enter alone', async () => {
    const said = 'Error: batch-limit is no number, use --force to override';
    const refused: Outcome = { kind: 'refused', ran: 0, fault: { code: 'command-failed', host: 'host1', program: 'pcs', exitCode: 1, message: 'no' }, said, forceHelps: true };
    const forced: ReadyPlan = { ...ready(enable, { commands: [['pcs', 'resource', 'enable', 'FAKE1', '--force']], cautions: [{ code: 'forces' }] }), refused: ['pcs', 'resource', 'enable', 'FAKE1'] };
    const script: Script = { ready: ready(enable), preview: success(consequences(start)), outcomes: [refused, { kind: 'done', tookMs: 5 }], chosen: 'force', force: success(forced), confirms: [true, true] };
    const { cluster, desk, happened, asked } = scripted(script);
    await desk.change(cluster, enable);
    await settled();
    assert.match(happened[4] ?? '', /^tell error: .* \[force,copy,log\]$/);
    assert.deepEqual(happened.slice(5, 9), ['force pcs resource enable FAKE1', 'ask Enable FAKE1', 'confirm Enable FAKE1', 'run enable']);
    const [first, second] = asked;
    assert.deepEqual([first?.choices[0], second?.choices[0], second?.verb], ['do', 'full', 'Use Force']);
    assert.equal(second?.confirmation.note, `pcs refused this: ${said}`);
    assert.deepEqual(second?.confirmation.commands, ['pcs resource enable FAKE1 --force']);
    assert.match(second?.confirmation.cautions.join() ?? '', /leaves out the check/);

    const declined = scripted({ ...script, confirms: [true, false] });
    await declined.desk.change(declined.cluster, enable);
    await settled();
    assert.equal(declined.happened.filter((each) => each.startsWith('run')).length, 1);
    const gone = scripted({ ...script, force: failure({ code: 'no-force' }) });
    await gone.desk.change(gone.cluster, enable);
    await settled();
    assert.equal(gone.happened.at(-1), 'fail Use Force: Enable FAKE1: no-force');
    const again = scripted({ ready: forced, outcomes: [refused] });
    await again.desk.change(again.cluster, enable);
    assert.match(again.happened.at(-1) ?? '', /\[copy,log\]$/);
  });

  it('knows what could be taken back', () => {
    const record = (undo: readonly Task[] | null): ChangeRecord => ({ at: 0, id: 'lab', cluster: 'Lab', host: 'host1', plan: ready(disable, { undo }).plan, outcome: { kind: 'done', tookMs: 1 }, tookMs: 1 });
    assert.deepEqual([record([enable]), record([]), record(null)].map(isUndoable), [true, false, false]);
  });
});
