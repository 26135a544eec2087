import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHostLinks } from '../../src/remote/hostLinks';
import { settingsReader } from '../../src/remote/resolveTarget';
import { createSecretKeeper } from '../../src/remote/secretKeeper';
import type { SshLink } from '../../src/remote/sshLink';
import { createSurroundings, type Surroundings } from '../unit/remote/doubles';
import type { ClusterSession } from '../../src/session/clusterSession';
import { findLab, type Lab } from './lab';
import type { LabHost } from './labHost';
import { openSession } from './labSession';
import { becomes, type OpenThings, openThings } from './openThings';
import { releases } from './release';

/** What tests on a lab begin with: the lab, links to its machines, and hosts that are changed for as long as a test runs. */
export interface LabTests {
  readonly lab: Lab;
  /** Names of the lab's hosts that are members of its cluster. */
  readonly hosts: readonly LabHost[];
  /** A test after which nothing may be open, here or on a host, that was not open before it. */
  test(title: string, body: () => Promise<void>): void;
  /**
   * What the tests of a suite have in common, opened before the first of them: those are plain tests, and what `test` says of one holds of all of them together.
   * It spares each of many quick tests the logging in.
   */
  throughout<T>(open: () => Promise<T>): () => T;
  /** A private folder, gone after the suite. */
  readonly folder: string;
  /** An ssh configuration that knows every machine (`host1`, as root) and account (`host1-admin`); `lines` come first. Which key or agent is used, they say. */
  configuration(...lines: readonly string[]): string;
  /** The line of a configuration for the key that every account takes. */
  readonly key: string;
  /** Makes links as an editor's window does, closed after the test. Without `lines`, with the lab's key. */
  links(around?: Surroundings, lines?: readonly string[]): (target: string) => SshLink;
  /** The cluster of these targets, over such links and not connected yet, closed after the test. */
  session(targets: readonly string[], around?: Surroundings, lines?: readonly string[]): ClusterSession;
  /** Changes a host by a script and puts it right by another, after the test or when the answer is called. A script that fails fails the test. */
  change(host: LabHost, script: string, undo: string): Promise<() => Promise<void>>;
  /** Has something done after the test, the last first, before what is open is counted. */
  afterwards(undo: () => void | Promise<void>): void;
}

/** The lab that is up for the tests. Called in a suite; what it answers is there for its hooks and tests. */
export function useLab(): LabTests {
  const folder = mkdtempSync(join(tmpdir(), 'pacemaker-explorer-lab-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const lab = labUnderTest();
  const hosts = [lab.host('host1'), lab.host('host2')];
  const key = `IdentityFile ${lab.identity}`;
  const undone: (() => void | Promise<void>)[] = [];
  let configurations = 0;

  const undoAll = async () => {
    for (const undo of undone.splice(0).reverse()) await undo();
  };
  const tests: LabTests = {
    lab,
    hosts,
    folder,
    key,
    test(title, body) {
      it(title, async () => {
        const before = await openThings(hosts);
        const asBefore = () => becomes(before, () => openThings(hosts), settlingMs);
        try {
          await body();
        } catch (error) {
          await undoAll().catch(() => undefined);
          // A host that it has left off would fail all that follow.
          for (const host of hosts) await host.powerOn().catch(() => undefined);
          // What a test that failed leaves is not to be counted against the next.
          await asBefore().catch(() => undefined);
          throw error;
        }
        await undoAll();
        await asBefore();
      });
    },
    throughout<T>(open: () => Promise<T>) {
      let asBefore: OpenThings | undefined;
      let opened: { readonly value: T } | undefined;
      before(async () => {
        asBefore = await openThings(hosts);
        opened = { value: await open() };
      });
      after(async () => {
        await undoAll();
        if (asBefore !== undefined) await becomes(asBefore, () => openThings(hosts), settlingMs);
      });
      return () => (opened ?? assert.fail('It is opened before the first test.')).value;
    },
    configuration(...lines) {
      configurations += 1;
      const known = [`UserKnownHostsFile ${lab.knownHosts}`, 'GlobalKnownHostsFile none', 'StrictHostKeyChecking yes', 'IdentitiesOnly yes', 'IdentityAgent none'];
      const path = join(folder, `config${configurations}`);
      writeFileSync(path, [...lines, ...machineLines(lab), 'Host *', 'User root', ...known, ''].join('\n'));
      return path;
    },
    links(around = createSurroundings(), lines = [key]) {
      const { person: prompts, store, trust, clock, log } = around;
      const open = createHostLinks({ prompts, secrets: createSecretKeeper(store, log), trust, clock, log, settings: settingsReader(tests.configuration(...lines)) });
      return (target) => {
        const link = open(target);
        tests.afterwards(() => link.dispose());
        return link;
      };
    },
    session(targets, around, lines) {
      const session = openSession(targets, tests.links(around, lines));
      tests.afterwards(() => session.dispose());
      return session;
    },
    async change(host, script, undo) {
      let isChanged = true;
      const putRight = async () => {
        if (isChanged) await mustRunOn(host, undo);
        isChanged = false;
      };
      tests.afterwards(putRight);
      await mustRunOn(host, script);
      return putRight;
    },
    afterwards: (undo) => void undone.push(undo),
  };
  return tests;
}

/** Runs a script on a host as root, which has to succeed, and answers what it printed. */
export async function mustRunOn(host: LabHost, script: string): Promise<string> {
  const { stdout, stderr, exitCode } = await host.run(`set -e\n${script}`);
  if (exitCode !== 0) throw new Error(`A script on ${host.name} ended with status ${exitCode ?? 'of a signal'}.\n${script}\n${stdout}${stderr}`);
  return stdout;
}

/** A connection whose other end fell silent says goodbye again and again, ever less often, until it is heard. */
const settlingMs = 60_000;

export function labUnderTest(): Lab {
  const name = process.env['PACEMAKER_LAB_RELEASE'] ?? 'bookworm';
  const release = releases.find((each) => each === name);
  const lab = release && findLab(release);
  if (!lab) throw new Error(`The lab of ${name} is not up: npm run test:lab brings it up and runs the tests in its network.`);
  return lab;
}

/** The machines and accounts of the lab's own configuration, without what it says of all of them. */
function machineLines({ sshConfig }: Lab): readonly string[] {
  const lines = readFileSync(sshConfig, 'utf8').split('\n');
  return lines.slice(0, lines.indexOf('Host *'));
}
