import assert from 'node:assert/strict';
import { planChange } from '../../../src/core/change/planChange';
import type { Command } from '../../../src/core/command';
import { map } from '../../../src/core/result';
import { withoutSecrets } from '../../../src/core/secret';
import { createPcsPasswords } from '../../../src/remote/pcsPasswords';
import { quote } from '../../../src/remote/quote';
import { createSecretKeeper } from '../../../src/remote/secretKeeper';
import { changeLogText, changeScript } from '../../../src/render/changeLogText';
import { supportBundle } from '../../../src/render/supportBundle';
import type { ChangeRecord, Outcome } from '../../../src/session/changeOutcome';
import type { HostLink } from '../../../src/session/ports';
import { runPlan } from '../../../src/session/runPlan';
import { type ChangedCluster, createChangeDesk } from '../../../src/ui/changeDesk';
import { changeByPassword, type WithoutPassword } from '../../../src/ui/pcsPassword';
import { createMemoryStore, createPerson, createRecordedLog } from '../remote/doubles';
import { definition, live } from '../render/clusterParts';
import { t } from '../render/plainTranslate';
import { snapshot } from '../render/snapshotParts';

const hosts = ['host1', 'host2'].map((name) => ({ name, address: null }));
const authenticate: WithoutPassword = { kind: 'authenticateHosts', hosts, user: 'hacluster' };
const create: WithoutPassword = { kind: 'createCluster', cluster: 'new', hosts, user: 'hacluster', start: false, enable: false };

/** Hosts whose pcs knows a password, a person who types, and the editor's storage; the desk, the plans and what reads the answers of pcs are the real ones. */
function scene(typed: readonly { readonly value: string; readonly remember: boolean }[]) {
  const store = createMemoryStore();
  const person = createPerson({ secrets: [...typed] });
  const log = createRecordedLog();
  const records: ChangeRecord[] = [];
  const shown: unknown[] = [];
  const sent: { readonly line: string; readonly stdin: string }[] = [];
  const pcs = { password: 'right one', silent: '', refusesSetUp: false, confirms: true };
  const answered = ({ argv, stdin = '' }: Command<unknown>) => {
    sent.push({ line: argv.join(' '), stdin });
    if (argv[1] === 'cluster') return pcs.refusesSetUp ? 'Error: host1: The host seems to be in a cluster already' : null;
    if (stdin !== `${pcs.password}\n`) return `Error: host1: Username and/or password is incorrect (not ${stdin.trim()})\nError: host2: Username and/or password is incorrect`;
    return pcs.silent === '' ? null : `host1: Authorized\nError: Unable to communicate with ${pcs.silent}`;
  };
  const link = {
    target: 'host1', state: { kind: 'connected', since: 0 },
    run: async (command: Command<unknown>) => {
      const refusal = answered(command);
      return command.parse({ stdout: '', stderr: refusal ?? '', exitCode: refusal === null ? 0 : 1 }, 'host1');
    },
  } as unknown as HostLink;
  const changes = {
    prepare: async (task) => map(planChange(task, { pcs: '0.11.5', capabilities: new Set() }, snapshot({ nodes: [] }), 'host1'), (plan) => ({ plan, dialect: { pcs: '0.11.5', capabilities: new Set<string>() }, host: 'host1', before: [] })),
    carryOut: async ({ plan }) => {
      const run = await runPlan(link, plan, true, () => undefined);
      const outcome: Outcome = run.kind === 'accepted' ? { kind: 'done', tookMs: 1 } : run.kind === 'unclear' ? { ...run, kind: 'uncertain', reached: null } : run;
      records.push({ at: 0, id: 'lab', cluster: 'Lab', host: 'host1', plan: withoutSecrets(plan), outcome, tookMs: 1 });
      return outcome;
    },
    preview: () => assert.fail(), force: () => assert.fail(), undo: () => assert.fail(),
  } as ChangedCluster['changes'];
  const screen = {
    whileAsking: () => assert.fail(),
    confirm: async (request: unknown) => {
      shown.push(request);
      return pcs.confirms;
    },
    whileRunning: async (_: string, __: string, run: (signal: AbortSignal, onStep: () => void) => Promise<Outcome>) => run(new AbortController().signal, () => undefined),
    tell: async (...told: unknown[]) => {
      shown.push(told);
      return null;
    },
    fail: () => assert.fail(),
  } as unknown as Parameters<typeof createChangeDesk>[0]['screen'];
  const desk = createChangeDesk({ screen, line: quote, records: () => records, log, t });
  const window = () => createPcsPasswords(createSecretKeeper(store, log));
  let passwords = window();
  return {
    store, person, log, records, shown, sent, pcs,
    /** The editor is closed, and opened again. */
    reopen: () => void (passwords = window()),
    leave: () => passwords.left('lab'),
    change: (task: WithoutPassword) => changeByPassword({ id: 'lab', name: 'Lab', changes }, task, { desk, passwords, prompts: person, t }),
  };
}

const right = (remember: boolean) => ({ value: 'right one', remember });
const kindOf = async (changed: ReturnType<ReturnType<typeof scene>['change']>) => {
  const done = await changed;
  return done.ok ? done.value.kind : done.fault.code;
};

describe('A change that pcs wants a password for', () => {
  it('asks once, and no more while the cluster is connected to', async () => {
    const { change, person, store, leave, sent } = scene([right(false), right(false)]);
    assert.deepEqual([await kindOf(change(create)), await kindOf(change(authenticate))], ['done', 'done']);
    assert.deepEqual(person.asked, [{ what: 'pcs-password', host: 'host1, host2', user: 'hacluster', file: null, again: false }]);
    assert.deepEqual(sent.map(({ line, stdin }) => [line, stdin]), [
      ['pcs host auth host1 host2 -u hacluster', 'right one\n'], ['pcs cluster setup new host1 host2', ''], ['pcs host auth host1 host2 -u hacluster', 'right one\n'],
    ]);
    assert.equal(store.values.size, 0);
    leave();
    assert.equal(await kindOf(change(authenticate)), 'done');
    assert.equal(person.asked.length, 2, 'what was not to be remembered is asked anew');
  });

  it('asks nothing in a later window either where the password is to be remembered', async () => {
    const { change, person, reopen, leave, store } = scene([right(true)]);
    assert.equal(await kindOf(change(authenticate)), 'done');
    leave();
    reopen();
    assert.deepEqual([await kindOf(change(create)), person.asked.length], ['done', 1]);
    assert.deepEqual([...store.values.values()], ['right one', 'right one']);
  });

  it('forgets what the hosts refuse, asks anew, and gives up with the person', async () => {
    const { change, person, reopen, pcs, store, sent } = scene([right(true), { value: 'guess', remember: true }, { value: 'new one', remember: true }]);
    await change(authenticate);
    reopen();
    pcs.password = 'new one';
    assert.equal(await kindOf(change(authenticate)), 'done');
    assert.deepEqual(person.asked.map((question) => 'again' in question && question.again), [false, true, true]);
    assert.deepEqual([...store.values.values()], ['new one', 'new one']);
    pcs.password = 'newer one';
    const before = sent.length;
    assert.equal(await kindOf(change(create)), 'cancelled');
    assert.deepEqual([sent.length - before, store.values.size], [1, 0], 'it is refused once, and nothing of the cluster is set up');
  });

  it('asks three times and no more', async () => {
    const wrong = { value: 'guess', remember: true };
    const { change, person, store } = scene([wrong, wrong, wrong, right(true)]);
    assert.deepEqual([await kindOf(change(authenticate)), person.asked.length, store.values.size], ['refused', 3, 0]);
  });

  it('keeps a password that was right where something else went wrong, and none that nobody has tried', async () => {
    const halfReached = scene([right(false)]);
    halfReached.pcs.silent = 'host2';
    assert.deepEqual([await kindOf(halfReached.change(authenticate)), await kindOf(halfReached.change(authenticate)), halfReached.person.asked.length], ['refused', 'refused', 1]);
    const inCluster = scene([right(false)]);
    inCluster.pcs.refusesSetUp = true;
    assert.deepEqual([await kindOf(inCluster.change(create)), await kindOf(inCluster.change(create)), inCluster.person.asked.length], ['refused', 'refused', 1]);
    const declined = scene([right(true), right(true)]);
    declined.pcs.confirms = false;
    assert.deepEqual([await kindOf(declined.change(create)), declined.sent.length, declined.store.values.size], ['cancelled', 0, 0]);
    await declined.change(create);
    assert.equal(declined.person.asked.length, 2);
  });

  it('shows the password nowhere: in no argument, question, answer, log, history, script or bundle, and under no key', async () => {
    const { change, log, records, shown, sent, store, person, reopen } = scene([{ value: 'guess1', remember: true }, right(true)]);
    await change(create);
    reopen();
    await change(authenticate);
    assert.deepEqual(records.map(({ outcome }) => outcome.kind), ['refused', 'done', 'done']);
    const line = { cluster: 'Lab', line: quote };
    const bundle = supportBundle({
      madeAt: '2026-11-23T01:02:03.000Z', versions: { extension: '0.1.0', editor: 'Code 1.100', platform: 'linux x64' },
      shown: { definition: definition(), state: live() }, hosts: [], records, log: log.lines,
    }, { names: true });
    const texts = [...log.lines, JSON.stringify(records), changeLogText(records, line, t), changeScript(records, line, t), bundle, JSON.stringify(shown), ...sent.map((each) => each.line), ...store.values.keys(), JSON.stringify(person.asked)];
    assert.ok(texts.some((text) => text.includes('pcs host auth')));
    for (const text of texts) assert.ok(!/right one|guess1/.test(text), text);
    assert.deepEqual([...new Set(store.values.values())], ['right one']);
  });
});
