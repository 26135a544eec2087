import assert from 'node:assert/strict';
import type { Task } from '../../../src/core/change/task';
import type { Fault } from '../../../src/core/fault';
import type { ChangeStep, Outcome, ReadyPlan } from '../../../src/session/changeOutcome';
import type { ClusterSession } from '../../../src/session/clusterSession';
import type { ClusterDefinition } from '../../../src/session/clusterState';
import { type Arrangement, changingCluster } from './changingHost';
import { ManualClock } from './manualClock';
import { scriptedCluster } from './scriptedCluster';
import type { ScriptedLink } from './scriptedLink';

export interface Setting {
  readonly arrangement?: Partial<Arrangement>;
  readonly hosts?: readonly string[];
  /** Whether no program tells of changes. */
  readonly untold?: boolean;
  readonly definition?: Partial<ClusterDefinition>;
}

/** A cluster that can be changed, connected, with a person who watches, and everything quiet. */
export async function changeable({ arrangement = {}, hosts = ['alpha'], untold = false, definition = {} }: Setting = {}) {
  const clock = new ManualClock();
  const cluster = changingCluster(clock, arrangement);
  const window = async () => {
    const opened = scriptedCluster(Object.fromEntries(hosts.map((host) => [host, cluster.script])), clock, definition);
    cluster.links.push(...opened.links);
    if (untold) for (const link of opened.links) link.watchFault = () => ({ code: 'channel-refused', host: link.target });
    opened.session.setAttention('visible');
    void opened.session.connect({ mayAsk: true });
    await clock.advance(10_000);
    assert.equal(opened.session.state.kind, 'live');
    return opened;
  };
  const first = await window();
  return { ...first, alpha: first.links[0]!, clock, cluster, window };
}

/** Lets time pass until something has ended. */
export async function ended<T>(clock: ManualClock, promise: Promise<T>, withinMs = 600_000): Promise<T> {
  const outcome: { value?: T } = {};
  void promise.then((value) => (outcome.value = value));
  for (let passed = 0; passed <= withinMs && !('value' in outcome); passed += 50) await clock.advance(50);
  assert.ok('value' in outcome, `not ended within ${withinMs} ms`);
  return outcome.value as T;
}

export async function prepared(session: ClusterSession, clock: ManualClock, task: Task): Promise<ReadyPlan> {
  const ready = await ended(clock, session.changes.prepare(task));
  assert.ok(ready.ok, JSON.stringify(ready));
  return ready.value;
}

export interface UnderWay {
  readonly steps: ChangeStep[];
  readonly outcome: Promise<Outcome>;
  stop(): void;
}

export function begin(session: ClusterSession, ready: ReadyPlan): UnderWay {
  const stopping = new AbortController();
  const steps: ChangeStep[] = [];
  const outcome = session.changes.carryOut(ready, { mayAsk: true, signal: stopping.signal, onStep: (step) => steps.push(step) });
  return { steps, outcome, stop: () => stopping.abort() };
}

/** Plans and carries out, and lets time pass until that has ended. */
export async function carriedOut(session: ClusterSession, clock: ManualClock, task: Task): Promise<Outcome> {
  return ended(clock, begin(session, await prepared(session, clock, task)).outcome);
}

/** What was sent to a host that changes the cluster. */
export const mutations = (...links: readonly ScriptedLink[]): readonly string[] =>
  links.flatMap(({ lines }) => lines).filter((line) => /^pcs (resource|property|constraint|node|stonith|host|cluster (?!cib))/.test(line));

export const lost = (host: string): Fault => ({ code: 'link-lost', host, reason: 'reset' });

/** The connection breaks, and comes back after so many milliseconds; without them it stays away. */
export function cut(link: ScriptedLink, clock: ManualClock, backAfterMs?: number): void {
  link.become({ kind: 'waiting', attempt: 1, retryAt: clock.now() + 1_000, fault: lost(link.target) });
  if (backAfterMs !== undefined) clock.after(backAfterMs, () => link.become({ kind: 'connected', since: clock.now() }));
}
