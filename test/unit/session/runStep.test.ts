import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import type { Command } from '../../../src/core/command';
import type { Fault } from '../../../src/core/fault';
import type { MachineOutcome } from '../../../src/core/walkthrough/step';
import type { StepRun } from '../../../src/session/runOn';
import { type HostPlan, runStep } from '../../../src/session/runStep';
import { ManualClock } from './manualClock';
import { type Answer, answer, type Script, ScriptedLink } from './scriptedLink';

const sent: { host: string; line: string; stdin: string | undefined }[] = [];

/** A link that also tells what goes to the standard input of a command. */
class HeardLink extends ScriptedLink {
  override run<T>(command: Command<T>, ...rest: readonly unknown[]) {
    sent.push({ host: this.target, line: command.argv.join(' '), stdin: command.stdin });
    return super.run(command, ...(rest as []));
  }
}

/** Connected hosts, each with its script. */
function hosts(scripts: Readonly<Record<string, Script>>) {
  const links = new Map(Object.entries(scripts).map(([target, script]) => [target, new HeardLink(target, script)]));
  for (const link of links.values()) link.become({ kind: 'connected', since: 0 });
  return { link: (target: string) => links.get(target) ?? assert.fail(), linkTo: (target: string) => links.get(target) };
}

const commands = (...targets: readonly string[]): HostPlan => ({ kind: 'commands', oneByOne: false, cautions: [], machines: targets.map((target) => ({ target, restarts: false, commands: [['first', target], ['second', target]] })) });
const fine: Script = () => answer('');
const faulty = (code: Fault['code'], fault: Fault): Script => (line) => (line.startsWith('second') ? { fault } satisfies Answer : (assert.equal(fault.code, code), answer('')));

async function ran({ linkTo }: ReturnType<typeof hosts>, plan: HostPlan, more: Partial<StepRun> & { readonly digest?: string } = {}): Promise<readonly MachineOutcome[]> {
  return runStep(linkTo, plan, more.digest ?? null, { signal: new AbortController().signal, clock: new ManualClock(), begins: () => undefined, waits: () => undefined, heard: () => undefined, ...more });
}
const lines = (host: string) => sent.filter((each) => each.host === host).map(({ line }) => line);

describe('The commands of a step', () => {
  beforeEach(() => void sent.splice(0));

  it('are run on all machines, each once, one after the other on each', async () => {
    assert.deepEqual(await ran(hosts({ a: fine, b: fine }), commands('a', 'b')), [{ target: 'a', kind: 'done' }, { target: 'b', kind: 'done' }]);
    assert.deepEqual([lines('a'), lines('b')], [['first a', 'second a'], ['first b', 'second b']]);
  });

  it('are run on all machines side by side: none waits for what another takes its time for', async () => {
    const begun: string[] = [];
    let release: () => void = () => undefined;
    const last = new Promise<void>((resolve) => (release = resolve));
    // The first host answers its first command only when the other one has begun its last.
    const all = hosts({ a: async (line) => (line === 'first a' ? (await last, answer('')) : answer('')), b: (line) => (line === 'second b' && release(), answer('')) });
    const outcomes = await ran(all, commands('a', 'b'), { begins: (target, [word = '']) => begun.push(`${target} ${word}`) });
    assert.deepEqual(outcomes.map(({ kind }) => kind), ['done', 'done']);
    assert.deepEqual(begun, ['a first', 'b first', 'b second', 'a second']);
  });

  it('are heard as they write, each by its machine', async () => {
    const heard: string[] = [];
    const all = hosts({ a: fine, b: fine });
    for (const host of ['a', 'b']) {
      const link = all.link(host);
      const { run } = link;
      link.run = (async (command: Command<unknown>, options: { readonly heard?: (text: string) => void }) => (options.heard?.(`${command.argv.join(' ')} says\n`), run.call(link, command, options as never))) as typeof link.run;
    }
    await ran(all, commands('a', 'b'), { heard: (target, text) => heard.push(`${target}: ${text.trim()}`) });
    assert.deepEqual(heard.toSorted(), ['a: first a says', 'a: second a says', 'b: first b says', 'b: second b says']);
  });

  it('give the last of them what it is to read, and no other', async () => {
    const plan: HostPlan = { kind: 'commands', oneByOne: false, cautions: [], machines: [{ target: 'a', restarts: false, commands: [['first'], ['second']], input: { text: '<domain/>', from: 'b', words: ['virsh'] } }] };
    await ran(hosts({ a: fine }), plan);
    assert.deepEqual(sent.map(({ line, stdin }) => [line, stdin ?? null]), [['first', null], ['second', '<domain/>']]);
  });

  it('end on the machine where one fails, and go on on the others', async () => {
    const outcomes = await ran(hosts({ a: (line) => answer('', line === 'first a' ? 1 : 0, 'no room\n'), b: fine }), commands('a', 'b'));
    assert.deepEqual(outcomes.map(({ kind }) => kind), ['refused', 'done']);
    assert.ok(outcomes[0]?.kind === 'refused' && outcomes[0].said === 'no room' && outcomes[0].words[0] === 'first');
    assert.deepEqual([lines('a'), lines('b')], [['first a'], ['first b', 'second b']]);
  });

  it('end between two of them when a person has had enough: the one that runs is waited for', async () => {
    const stop = new AbortController();
    const outcomes = await ran(hosts({ a: async () => (stop.abort(), Promise.resolve(answer(''))) }), commands('a'), { signal: stop.signal });
    assert.deepEqual(outcomes, [{ target: 'a', kind: 'ended', words: ['second', 'a'] }]);
    assert.deepEqual(lines('a'), ['first a']);
  });

  it('are refused where one never reached its program, and unclear where it may have', async () => {
    const never: readonly Fault[] = [
      { code: 'sudo-refused', host: 'a', user: 'ops', program: 'second' }, { code: 'sudo-password-wrong', host: 'a', user: 'ops' }, { code: 'prompt-declined', host: 'a', what: 'sudo-password' },
      { code: 'read-only', cluster: 'lab' }, { code: 'program-missing', host: 'a', program: 'second' }, { code: 'channel-refused', host: 'a' },
    ];
    for (const fault of never) assert.deepEqual(await ran(hosts({ a: faulty(fault.code, fault) }), commands('a')), [{ target: 'a', kind: 'refused', words: ['second', 'a'], fault, said: '' }]);
    for (const fault of [{ code: 'link-lost', host: 'a', reason: 'closed' }, { code: 'output-cut', host: 'a', program: 'second' }, { code: 'disconnected', host: 'a' }] as const) {
      assert.deepEqual(await ran(hosts({ a: faulty(fault.code, fault) }), commands('a')), [{ target: 'a', kind: 'unclear', words: ['second', 'a'], fault, said: '' }]);
    }
  });

  it('are refused where the connection is lost before one is sent', async () => {
    const all = hosts({ a: fine, b: fine });
    const fault = { code: 'link-lost', host: 'a', reason: 'reset' } as const;
    all.link('a').become({ kind: 'waiting', attempt: 1, retryAt: 1, fault });
    assert.deepEqual(await ran(all, commands('a', 'b')), [{ target: 'a', kind: 'refused', words: ['first', 'a'], fault, said: '' }, { target: 'b', kind: 'done' }]);
    assert.deepEqual(lines('a'), []);
  });

  it('are unclear where the connection is lost while one runs', async () => {
    const all = hosts({ a: () => new Promise(() => undefined) });
    const outcomes = ran(all, commands('a'));
    const fault = { code: 'link-lost', host: 'a', reason: 'reset' } as const;
    all.link('a').become({ kind: 'waiting', attempt: 1, retryAt: 1, fault });
    assert.deepEqual(await outcomes, [{ target: 'a', kind: 'unclear', words: ['first', 'a'], fault, said: '' }]);
  });

  it('are run on one machine after the other where that is wanted, and on none after one that failed', async () => {
    const plan = { ...commands('a', 'b', 'c'), oneByOne: true } as HostPlan;
    const order: string[] = [];
    const said = (line: string) => (order.push(line), answer('', line === 'second b' ? 1 : 0));
    const outcomes = await ran(hosts({ a: said, b: said, c: said }), plan);
    assert.deepEqual(order, ['first a', 'second a', 'first b', 'second b']);
    assert.deepEqual(outcomes.map(({ kind }) => kind), ['done', 'refused', 'ended']);
  });

  it('say in words of their own why packages were not installed', async () => {
    const said = 'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 4711 (apt-get)';
    const plan: HostPlan = { kind: 'commands', oneByOne: false, cautions: [], machines: [{ target: 'a', restarts: false, commands: [['apt-get', 'install', 'pcs']] }] };
    const [outcome] = await ran(hosts({ a: () => answer('', 100, said) }), plan);
    assert.deepEqual(outcome, { target: 'a', kind: 'refused', words: ['apt-get', 'install', 'pcs'], fault: { code: 'packages-refused', host: 'a', program: 'apt-get', why: 'locked' }, said });
  });
});

describe('The key of the hosts', () => {
  beforeEach(() => void sent.splice(0));
  const key = randomBytes(256);
  const text = `${key.toString('base64')}\n`;
  const digest = createHash('sha256').update(key).digest('hex');
  const holder: Script = (line) => answer(line.startsWith('base64') ? text : '');
  const plan: HostPlan = { kind: 'key', from: 'a', isNew: false, to: ['b', 'c'] };
  const heard: string[] = [];
  const given = (scripts: Readonly<Record<string, Script>>, more: Parameters<typeof ran>[2] = {}) => ran(hosts({ a: holder, b: fine, c: fine, ...scripts }), plan, { digest, heard: (_, said) => heard.push(said), ...more });

  it('goes to the others by their standard input, with what it has to come to, and is shown nowhere', async () => {
    const begun: string[] = [];
    const outcomes = await given({}, { begins: (target, words) => begun.push(`${target} ${words.join(' ')}`) });
    assert.deepEqual(outcomes, [{ target: 'b', kind: 'done' }, { target: 'c', kind: 'done' }]);
    assert.deepEqual(sent.filter(({ stdin }) => stdin !== undefined).map(({ host, stdin }) => [host, stdin]), [['b', text], ['c', text]]);
    assert.ok(sent.every(({ line }) => !line.includes(text.slice(0, 20))));
    assert.ok(lines('b').at(-1)?.endsWith(` ${digest}`));
    assert.ok(!inspect({ outcomes, begun, heard }, { depth: 9 }).includes(text.slice(0, 20)));
  });

  it('is made where there is none, and goes from there', async () => {
    const outcomes = await ran(hosts({ a: holder, b: fine }), { kind: 'key', from: 'a', isNew: true, to: ['b'] });
    assert.deepEqual(outcomes, [{ target: 'a', kind: 'done' }, { target: 'b', kind: 'done' }]);
    assert.match(lines('a').join('\n'), /^install -d .*\nsh -c .*urandom.*\nbase64 /s);
  });

  it('is given to nobody where it is too short for one, or not the one that was found', async () => {
    for (const [printed, why] of [['', 'short'], ['c2hvcnQ=\n', 'short'], [randomBytes(256).toString('base64'), 'changed']] as const) {
      sent.splice(0);
      const outcomes = await given({ a: () => answer(printed) });
      assert.deepEqual(outcomes, [{ target: 'a', kind: 'refused', words: ['base64', '/etc/pacemaker/authkey'], fault: { code: 'key-refused', host: 'a', why }, said: '' }]);
      assert.deepEqual([...lines('b'), ...lines('c')], []);
    }
  });

  it('stays away from a host that has another by now, and comes to the others', async () => {
    const outcomes = await given({ b: (line) => answer('', line.startsWith('sh ') ? 3 : 0), c: fine });
    assert.deepEqual(outcomes.map(({ kind }) => kind), ['refused', 'done']);
    assert.ok(outcomes[0]?.kind === 'refused' && outcomes[0].fault.code === 'key-refused' && outcomes[0].fault.why === 'another');
  });

  it('is not shown by a host that repeats what it was sent', async () => {
    const outcomes = await given({ b: (line) => answer('', line.startsWith('sh ') ? 1 : 0, `base64: ${text}`) });
    assert.ok(outcomes[0]?.kind === 'refused');
    assert.ok(!inspect(outcomes, { depth: 9 }).includes(text.slice(0, 20)));
  });

  it('goes nowhere when a person has had enough before', async () => {
    const stop = new AbortController();
    const made: HostPlan = { kind: 'key', from: 'a', isNew: true, to: ['b'] };
    const outcomes = await ran(hosts({ a: (line) => (line.startsWith('sh ') && stop.abort(), answer('')), b: fine }), made, { signal: stop.signal });
    assert.deepEqual(outcomes.map(({ target, kind }) => `${target} ${kind}`), ['a done', 'b ended']);
    assert.deepEqual(lines('b'), []);
  });
});
