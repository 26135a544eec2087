import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../unit/remote/doubles';
import { useLab } from './labTests';
import type { ToldState } from './linkSession.main';
import { becomes, killSessions } from './openThings';
import { silence } from './silence';

describe('An editor whose machine sleeps', () => {
  const { lab, key, test, configuration, change, afterwards } = useLab();
  const host1 = lab.host('host1');

  /** A process that follows the cluster through host1 alone, and what it has told so far. */
  interface Follower {
    readonly child: ChildProcess;
    readonly told: readonly ToldState[];
    /** The state that it is in. */
    now(): ToldState;
    /** What it told since a time. */
    since(at: number): readonly ToldState[];
  }

  async function startFollower(): Promise<Follower> {
    const child = spawn(process.execPath, ['out/test/lab/linkSession.main.js', configuration(key), 'host1'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = once(child, 'close');
    afterwards(async () => {
      child.kill('SIGKILL');
      await ended;
    });
    const told: ToldState[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => told.push(JSON.parse(line) as ToldState));
    await until(() => told.at(-1)?.libvirt.length === 1, 20_000);
    const now = () => told.at(-1) as ToldState;
    return { child, told, now, since: (at) => told.filter((state) => state.at >= at) };
  }

  /** Stops a process for so long, as the sleep of a laptop does: its clock goes on, its timers do not. Answers when it woke. */
  async function sleep({ child }: Follower, milliseconds: number, meanwhile: () => Promise<void> = async () => undefined): Promise<number> {
    child.kill('SIGSTOP');
    const until = Date.now() + milliseconds;
    await meanwhile();
    await pause(until - Date.now());
    const woke = Date.now();
    child.kill('SIGCONT');
    return woke;
  }

  /** Ends its session: with nothing left open, the process ends by itself. */
  async function endsByItself({ child }: Follower): Promise<void> {
    child.stdin?.end();
    const [status] = (await once(child, 'exit', { signal: AbortSignal.timeout(10_000) })) as [number | null];
    assert.equal(status, 0);
  }

  test('goes on over the same connection after 40 s, and shows what changed meanwhile', async () => {
    const follower = await startFollower();
    const before = follower.now();
    const woke = await sleep(follower, 40_000, async () => {
      await change(host1, `cibadmin --create --scope constraints --xml-text '<rsc_location id="slept" rsc="power" node="host1" score="1"/>'`, `cibadmin --delete --xml-text '<rsc_location id="slept"/>'`);
    });
    await until(() => follower.now().rows.some((row) => row.includes('power prefers host1')), 10_000);
    assert.ok((follower.now().checkedAt ?? 0) > woke);
    assert.deepEqual(follower.now().connectedSince, before.connectedSince);
    await endsByItself(follower);
  });

  test('finds its host again where the connection died meanwhile and the network is back later', async () => {
    const follower = await startFollower();
    const before = follower.now();
    let letThrough = async () => undefined as void;
    const woke = await sleep(follower, 20_000, async () => {
      letThrough = await silence(change, lab, host1);
      await killSessions(host1);
    });
    await pause(10_000);
    const told = follower.since(woke);
    // Told before the host was asked, and then not as something new.
    for (const { sentence, checkedAt } of told) assert.ok(sentence !== null || (checkedAt ?? 0) < woke, 'What nobody has looked at since is told as true now.');
    const [first, ...further] = new Set(told.flatMap(({ sentence }) => (sentence === null ? [] : [sentence])));
    assert.match(first ?? '', /^host1 has given no sign of life for 2 s/);
    // What was under way when the connection was given up.
    for (const text of further) assert.match(text ?? '', /^The connection to host1 was lost/);
    assert.deepEqual(follower.now().rows, before.rows);
    await letThrough();
    await until(() => follower.now().libvirt.length === 1, 30_000);
    await becomes(before.rows, () => follower.now().rows, 10_000);
    assert.notDeepEqual(follower.now().connectedSince, before.connectedSince);
    await endsByItself(follower);
  });
});
