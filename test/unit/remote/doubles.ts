import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command, Output } from '../../../src/core/command';
import { success } from '../../../src/core/result';
import type { Endpoint } from '../../../src/remote/endpoint';
import type { Clock, Log } from '../../../src/core/surroundings';
import type { HostKeyQuestion, KeyboardInteractiveQuestion, Prompts, SecretAnswer, SecretQuestion, SecretStore, TrustedKey, TrustStore } from '../../../src/remote/ports';
import { defaultLinkOptions } from '../../../src/remote/ports';
import { createSecretKeeper } from '../../../src/remote/secretKeeper';
import { shareQuestions } from '../../../src/remote/sharedQuestions';
import { SshLink } from '../../../src/remote/sshLink';
import type { SshServer } from './sshServer';

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return { dispose: () => clearTimeout(timer) };
  },
};

/** A clock that runs twenty times as fast, for tests of waits. */
export const fastClock: Clock = {
  now: () => Date.now() * 20,
  after: (milliseconds, callback) => systemClock.after(milliseconds / 20, callback),
};

/** A clock that a test moves. */
export interface ManualClock extends Clock {
  /** Lets time pass and calls back whoever waits, in order. */
  pass(milliseconds: number): void;
  /** Moves the clock as a sleep does: no timer runs meanwhile, and what was due comes at once. */
  sleep(milliseconds: number): void;
  readonly waiting: number;
}

export function createManualClock(): ManualClock {
  let now = 1_000_000;
  const timers = new Set<{ at: number; callback: () => void }>();
  const run = (until: number) => {
    for (;;) {
      const [next] = [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (!next) return;
      timers.delete(next);
      now = Math.max(now, next.at);
      next.callback();
    }
  };
  return {
    now: () => now,
    after(milliseconds, callback) {
      const timer = { at: now + milliseconds, callback };
      timers.add(timer);
      return { dispose: () => void timers.delete(timer) };
    },
    pass(milliseconds) {
      const until = now + milliseconds;
      run(until);
      now = until;
    },
    sleep(milliseconds) {
      now += milliseconds;
      run(now);
    },
    get waiting() {
      return timers.size;
    },
  };
}

/** A person who gives prepared answers, and a record of what was asked. Asked without an answer at hand, they decline. */
export interface Person extends Prompts {
  readonly asked: (HostKeyQuestion | SecretQuestion | KeyboardInteractiveQuestion)[];
  trusts: boolean;
  readonly secrets: SecretAnswer[];
  readonly replies: (readonly string[])[];
}

export function createPerson(answers: { trusts?: boolean; secrets?: SecretAnswer[]; replies?: (readonly string[])[] } = {}): Person {
  const person: Person = {
    asked: [],
    trusts: answers.trusts ?? false,
    secrets: answers.secrets ?? [],
    replies: answers.replies ?? [],
    trustHostKey: async (question) => {
      person.asked.push(question);
      return person.trusts;
    },
    secret: async (question) => {
      person.asked.push(question);
      return person.secrets.shift();
    },
    answers: async (question) => {
      person.asked.push(question);
      return person.replies.shift();
    },
  };
  return person;
}

export interface MemoryStore extends SecretStore {
  readonly values: Map<string, string>;
}

export function createMemoryStore(): MemoryStore {
  const values = new Map<string, string>();
  return {
    values,
    get: async (key) => values.get(key),
    store: async (key, value) => void values.set(key, value),
    delete: async (key) => void values.delete(key),
    keys: async () => [...values.keys()],
  };
}

export function createMemoryTrust(...keys: TrustedKey[]): TrustStore {
  return {
    list: () => keys,
    add: async (key) => void keys.push(key),
    forget: async (host, port) => {
      for (const key of keys.filter((entry) => entry.host === host && entry.port === port)) keys.splice(keys.indexOf(key), 1);
    },
  };
}

export interface RecordedLog extends Log {
  readonly lines: string[];
}

export function createRecordedLog(): RecordedLog {
  const lines: string[] = [];
  const write = (message: string) => void lines.push(message);
  return { lines, debug: write, info: write, warn: write, error: write };
}

/** Everything around a link that a test may want to set or look at. */
export interface Surroundings {
  readonly person: Person;
  readonly store: MemoryStore;
  readonly trust: TrustStore;
  readonly log: RecordedLog;
  readonly clock: Clock;
}

export function createSurroundings(given: Partial<Surroundings> = {}): Surroundings {
  return { person: createPerson(), store: createMemoryStore(), trust: createMemoryTrust(), log: createRecordedLog(), clock: systemClock, ...given };
}

/** Makes links that share surroundings as those of one window do. */
export function linksIn({ person, store, trust, log, clock }: Surroundings): (endpoint: Endpoint) => SshLink {
  const prompts = shareQuestions(person);
  const secrets = createSecretKeeper(store, log);
  return (endpoint) => new SshLink(endpoint.target, async () => success(endpoint), { prompts, secrets: secrets.ofLink(), trust, log, clock, options: defaultLinkOptions });
}

/** A way to a server whose key is pinned, for an account that needs no key. */
export function endpointTo(server: Pick<SshServer, 'port' | 'hostKey'>, change: Partial<Endpoint> = {}): Endpoint {
  return {
    target: 'example-host',
    host: '127.0.0.1',
    port: server.port,
    user: 'joe',
    route: { kind: 'direct', family: 0 },
    hostKeys: { kind: 'pinned', key: server.hostKey.publicKey },
    identities: { kind: 'configured', files: [], certificates: [], agent: null, only: false },
    methods: ['publickey', 'keyboard-interactive', 'password'],
    passwordPrompts: 3,
    connectTimeoutMs: null,
    keepaliveMs: null,
    keepaliveCount: null,
    ...change,
  };
}

/** A command whose answer is given as it came. */
export function plainCommand(change: Partial<Command<Output>> = {}): Command<Output> {
  return { argv: ['crm_mon', '-1'], rights: 'none', mutates: false, timeoutMs: 5000, maxBytes: 1_000_000, parse: success, ...change };
}

/** A folder for one test file, gone after it. */
export function useFolder(): { readonly path: string } {
  const folder = { path: '' };
  before(() => (folder.path = mkdtempSync(join(tmpdir(), 'pacemaker-explorer-test-'))));
  after(() => rmSync(folder.path, { recursive: true, force: true }));
  return folder;
}

/** Resolves when the condition holds; looks every few milliseconds. */
export async function until(condition: () => boolean, withinMs = 2000): Promise<void> {
  for (const end = Date.now() + withinMs; !condition(); ) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
