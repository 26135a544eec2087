// What a script starts or lays down ends with the script, however that ends.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const graceMs = 3_000;

/** Stands in the environment of everything that is started, so that what left its process group is still found. */
const markName = 'PACEMAKER_EXPLORER_RUN';
const mark = `${process.pid}-${Date.now()}`;

/** @type {Set<number>} */
const groups = new Set();
/** @type {Set<string>} */
const folders = new Set();
/** @type {(() => Promise<unknown>)[]} */
const endings = [];

/** A new private folder that is removed at the end. */
export function scratchFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'pacemaker-explorer-'));
  folders.add(folder);
  return folder;
}

/** The environment for a process that is to be found again. */
export function markedEnvironment(environment = process.env) {
  const outer = process.env[markName];
  return { ...environment, [markName]: outer ? `${outer},${mark}` : mark };
}

/**
 * Starts a program as the leader of a process group, which is ended with the script.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function startGroup(program, args, options) {
  const child = spawn(program, args, { ...options, env: markedEnvironment(options.env), detached: true });
  const id = child.pid;
  if (id !== undefined) {
    groups.add(id);
    child.once('exit', () => sendTo(-id, 'SIGKILL'));
  }
  return child;
}

/** Has something done at the end, however that comes: when all that was started has ended. A failure is told and ends nothing. @param {() => Promise<unknown>} work */
export function atEnd(work) {
  endings.push(work);
}

/** Ends what is still running, asks first, does what is to be done at the end, and removes the scratch folders. */
export async function endEverything() {
  for (const id of groups) sendTo(-id, 'SIGTERM');
  for (const id of markedProcesses()) sendTo(id, 'SIGTERM');
  const until = Date.now() + graceMs;
  while (Date.now() < until && ([...groups].some(isAlive) || markedProcesses().length > 0)) await pause(50);
  killAll();
  for (const work of endings.splice(0)) await work().catch((error) => console.error(error instanceof Error ? error.message : error));
  endNow();
}

function killAll() {
  for (const id of groups) sendTo(-id, 'SIGKILL');
  for (const id of markedProcesses()) sendTo(id, 'SIGKILL');
  groups.clear();
}

function endNow() {
  killAll();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  folders.clear();
}

/** @param {number} id */
function isAlive(id) {
  return sendTo(-id, 0);
}

/**
 * @param {number} id
 * @param {NodeJS.Signals | 0} signal
 */
function sendTo(id, signal) {
  try {
    return process.kill(id, signal);
  } catch {
    return false;
  }
}

/** Linux only; elsewhere the process groups have to do. */
function markedProcesses() {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .filter((entry) => {
      try {
        return readFileSync(`/proc/${entry}/environ`, 'latin1').includes(mark) && !/^State:\s+Z/m.test(readFileSync(`/proc/${entry}/status`, 'latin1'));
      } catch {
        return false;
      }
    })
    .map(Number);
}

/**
 * Runs a script's main function: a failure ends in a sentence and a status of 1, and nothing is left behind.
 * @param {() => Promise<number | void>} main
 * @param {{ statusOfSignal?: (signal: number) => number }} [options]
 */
export async function runScript(main, { statusOfSignal = (signal) => 128 + signal } = {}) {
  let stopped = false;
  /** @type {Record<string, number>} */
  const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
  for (const [signal, number] of Object.entries(signals)) {
    process.on(signal, () => {
      if (stopped) return;
      stopped = true;
      void endEverything().then(() => process.exit(statusOfSignal(number)));
    });
  }
  process.once('exit', endNow);
  /** @type {number | void} */
  let status = 1;
  try {
    status = await main();
  } catch (error) {
    const expected = error instanceof Error && error.name === 'Error';
    if (!stopped) console.error(expected ? error.message : error);
  }
  // What a signal ends breaks off here and there: its handler has the last word.
  if (stopped) return;
  await endEverything();
  process.exit(status ?? 0);
}

/** Ends with npm, also when npm is killed and cannot pass that on. */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const began = npmAndShell();
  setInterval(() => {
    if (npmAndShell() !== began) process.kill(process.pid, 'SIGTERM');
  }, 1_000).unref();
}

/** The process ids of our parent, the shell that npm starts, and on Linux of its parent, npm. */
function npmAndShell() {
  const shell = process.ppid;
  if (process.platform !== 'linux') return String(shell);
  try {
    return `${shell} ${/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${shell}/status`, 'latin1'))?.[1] ?? ''}`;
  } catch {
    return 'ended';
  }
}

/** A folder below a scratch folder, made. @param {string[]} parts */
export function subfolder(...parts) {
  const folder = join(...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}
