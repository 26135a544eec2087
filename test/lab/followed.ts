import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from '../../src/core/command';
import type { Result } from '../../src/core/result';
import type { ShownCluster } from '../../src/render/shownCluster';
import { ChangeLog } from '../../src/session/changeLog';
import type { ClusterState, LiveState } from '../../src/session/clusterState';
import type { ClusterSession } from '../../src/session/clusterSession';
import type { HostLink } from '../../src/session/ports';
import { openSession } from './labSession';
import type { LabTests } from './labTests';
import { sentence } from './sentence';

/**
 * Milliseconds in which a change is shown, on a busy machine too: a fraction of the pauses that there are where nothing tells of changes.
 * How soon it is on an idle one, the benchmark measures.
 */
export const soonMs = 5_000;

/** A command that a session has run. Times are in milliseconds since the epoch. */
export interface RanCommand {
  readonly at: number;
  readonly host: string;
  readonly words: string;
}

/** A cluster that is followed as the editor follows it, and a record of what that took. */
export interface Followed extends ShownCluster {
  readonly session: ClusterSession;
  readonly changeLog: ChangeLog;
  /** Every host that a link was made to. */
  readonly opened: readonly string[];
  readonly commands: readonly RanCommand[];
  /** Every state that was told, the first when it was connected. */
  readonly told: readonly { readonly at: number; readonly state: ClusterState }[];
  /** Readings of the status since then, in milliseconds since the epoch. */
  readingsSince(since: number): readonly RanCommand[];
  /** Waits for a state and answers when it was told. Rejects with the state there is after so many milliseconds. */
  until(what: string, holds: (state: ClusterState) => boolean, withinMs: number): Promise<number>;
  /** The same, of the live cluster. */
  untilLive(what: string, holds: (state: LiveState) => boolean, withinMs: number): Promise<number>;
}

/** Follows the lab's cluster by its hosts, as a window does in which somebody watches it. The first of them answers: they are connected one after the other. */
export async function follow(tests: LabTests, targets: readonly string[] = ['host1', 'host2']): Promise<Followed> {
  const link = tests.links();
  const opened: string[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const inTurn: InTurn = (connect) => {
    const connecting = last.then(connect);
    last = connecting;
    return connecting;
  };
  const commands: RanCommand[] = [];
  const changeLog = new ChangeLog();
  const openLink = (target: string) => {
    opened.push(target);
    return recorded(link(target), inTurn, (command) => commands.push({ at: Date.now(), host: target, words: command.argv.join(' ') }));
  };
  const session = openSession(targets, openLink, changeLog);
  tests.afterwards(() => session.dispose());
  const connected = await session.connect({ mayAsk: false });
  assert.ok(connected.ok, sentence(connected));
  const told: { at: number; state: ClusterState }[] = [{ at: Date.now(), state: session.state }];
  session.onDidChangeState((state) => told.push({ at: Date.now(), state }));

  const until: Followed['until'] = (what, holds, withinMs) => new Promise((resolve, reject) => {
    const over = () => {
      clearTimeout(late);
      listening.dispose();
    };
    const look = (state: ClusterState) => {
      if (!holds(state)) return;
      over();
      resolve(Date.now());
    };
    const listening = session.onDidChangeState(look);
    const late = setTimeout(() => {
      over();
      reject(new Error(`${what}: not within ${withinMs} ms. The state is ${described(session.state)}`));
    }, withinMs);
    look(session.state);
  });
  return {
    session,
    changeLog,
    definition: session.definition,
    get state() {
      return session.state;
    },
    opened,
    commands,
    told,
    readingsSince: (since) => commands.filter(({ at, words }) => at >= since && words.startsWith('crm_mon --one-shot')),
    until,
    untilLive: (what, holds, withinMs) => until(what, (state) => state.kind === 'live' && holds(state), withinMs),
  };
}

/** A state in a line, for whoever reads of a test that failed. */
function described(state: ClusterState): string {
  const { cibVersion, host } = state.last ?? {};
  return JSON.stringify({ ...state, last: { host, cibVersion }, ...(state.kind === 'live' ? { otherViews: state.otherViews.map((view) => view.host) } : {}) });
}

/** Waits until nothing has been run for some seconds: the cluster has come to rest, and what a change before it set going is over. */
export async function quiet({ commands }: Followed): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() - (commands.at(-1)?.at ?? 0) < 3_000; await pause(200)) {
    if (Date.now() > end) throw new Error(`It does not come to rest:\n${commands.slice(-30).map(({ at, host, words }) => `${at} ${host} ${words}`).join('\n')}`);
  }
}

type InTurn = (connect: () => Promise<Result<void>>) => Promise<Result<void>>;

/** The link, which connects in turn, and tells of every command before it runs it. */
function recorded(link: HostLink, inTurn: InTurn, tell: (command: Command<unknown>) => void): HostLink {
  return {
    target: link.target,
    get state() {
      return link.state;
    },
    onDidChangeState: (listener) => link.onDidChangeState(listener),
    connect: (options) => inTurn(() => link.connect(options)),
    run: (command, options) => {
      tell(command);
      return link.run(command, options);
    },
    openTerminal: (size) => link.openTerminal(size),
    watch: (command) => link.watch(command),
    onward: (way) => recorded(link.onward(way), inTurn, tell),
    isAlive: (withinMs) => link.isAlive(withinMs),
    disconnect: () => link.disconnect(),
    dispose: () => link.dispose(),
  };
}
