import { join } from 'node:path';
import { createEmitter } from '../core/emitter';
import type { Fault } from '../core/fault';
import { failure, success, type Result } from '../core/result';
import { descend, element, readCibTree, writeCibTree, type CibElement } from './cibTree';
import type { Change } from './cibChange';
import { configurationText, withChange, withNewerVersion } from './cibVersion';
import type { Clock } from '../core/surroundings';
import { playWave, wavesOf } from './playTransition';
import { simulate, type Transition } from './scheduler';
import { replaceFile } from './scratchFolder';
import type { IsolatedRoot } from './isolatedRoot';

/** A CIB as it was before its configuration was changed. `at` is when that was, in milliseconds since the epoch. */
export interface Former {
  readonly number: number;
  readonly at: number;
  readonly text: string;
}

/** As many as one may want to go back. */
const mostFormer = 50;

/** Who changes the configuration, for the CIB's own note of its last change. */
export interface Origin {
  readonly host: string;
  readonly client: string;
}

/**
 * The CIB of a practice cluster: a file that Pacemaker's programs read, changed by one change at a time.
 * After each change the scheduler reacts until it has nothing left to do. Its reaction can be watched:
 * `waveMs` milliseconds pass between one step and the next, and a new change comes in between.
 */
export class ScratchCib {
  private current: CibElement = element('cib', {});
  private readonly changes = createEmitter<CibElement>();
  private readonly queue: (() => Promise<void>)[] = [];
  private working: Promise<void> | null = null;
  private isUp = false;
  private wake: () => void = () => undefined;
  private readonly ended = new AbortController();
  /** What the configuration was before each change, the oldest first, as Pacemaker keeps it in `cib-N.raw`. */
  private readonly formerly: Former[] = [];

  constructor(
    private readonly scratch: string,
    private readonly programs: IsolatedRoot,
    private readonly clock: Clock,
    readonly waveMs: number,
    private readonly onFault: (fault: Fault) => void,
  ) {}

  /** The name of the file in the scratch folder. */
  static readonly file = 'cib.xml';

  get tree(): CibElement {
    return this.current;
  }

  get former(): readonly Former[] {
    return this.formerly;
  }

  /** The time as Pacemaker writes it: seconds since the epoch. */
  seconds(): number {
    return Math.floor(this.clock.now() / 1000);
  }

  onDidChange(listener: (cib: CibElement) => void): { dispose(): void } {
    return this.changes.on(listener);
  }

  /** Begins, or begins anew, with this CIB; resolves when the cluster has come up. That is not for watching, so it goes at once. */
  async begin(first: CibElement): Promise<Result<void>> {
    this.isUp = false;
    const begun = await this.edit(() => first);
    await this.settled();
    this.isUp = true;
    return begun;
  }

  /** Ends the cluster, as if there had never been one. What was configured before is forgotten, too. */
  async endCluster(): Promise<Result<void>> {
    const ended = await this.edit(() => noCluster);
    if (ended.ok) this.formerly.length = 0;
    return ended;
  }

  /** Makes a change when its turn comes; resolves when it is made, before the cluster has reacted. */
  change(change: Change, origin: Origin | null): Promise<Result<void>> {
    return new Promise((resolve) => {
      this.queue.push(async () => resolve(await this.make(change, origin).catch(asFault)));
      this.wake();
      this.start();
    });
  }

  /** As `change`, for an event: nobody is noted as having changed the configuration. */
  edit(edit: (cib: CibElement) => CibElement): Promise<Result<void>> {
    return this.change(() => Promise.resolve(success(writeCibTree(edit(this.current)))), null);
  }

  /** Resolves when no change waits and the cluster has done all that the scheduler wants. */
  async settled(): Promise<void> {
    while (this.working) await this.working;
  }

  dispose(): void {
    this.ended.abort();
    this.wake();
    this.changes.dispose();
  }

  private start(): void {
    this.working ??= this.work().catch((error: unknown) => this.onFault(asFault(error).fault)).finally(() => {
      this.working = null;
      if (this.queue.length > 0) this.start();
    });
  }

  private async make(change: Change, origin: Origin | null): Promise<Result<void>> {
    if (this.ended.signal.aborted) return failure({ code: 'cancelled' });
    const before = writeCibTree(this.current);
    const after = await change(before);
    if (!after.ok) return after;
    if (after.value === before) return success(undefined);
    const tree = readCibTree(after.value);
    if (!tree.ok) return tree;
    const configured = configurationText(tree.value) !== configurationText(this.current);
    if (configured && origin) this.keep(before);
    await this.publish(configured && origin ? withChange(tree.value, { at: this.clock.now(), ...origin }) : tree.value);
    return success(undefined);
  }

  private keep(text: string): void {
    this.formerly.push({ number: (this.formerly.at(-1)?.number ?? 0) + 1, at: this.clock.now(), text });
    if (this.formerly.length > mostFormer) this.formerly.shift();
  }

  private async work(): Promise<void> {
    // A cluster that never comes to rest (two constraints that contradict each other by turns) is left as it is after so many transitions.
    for (let transitions = 0; transitions < 20; transitions++) {
      for (let change = this.queue.shift(); change; change = this.queue.shift()) {
        await change();
        transitions = 0;
      }
      if (this.ended.signal.aborted || !isCluster(this.current)) return;
      const next = await simulate(this.programs, this.scratch, writeCibTree(this.current), this.ended.signal);
      if (!next.ok && next.fault.code !== 'cancelled') this.onFault(next.fault);
      if (next.ok && !next.value.settled) await this.play(next.value);
      else if (this.queue.length === 0) return;
    }
  }

  /** Shows what happens step by step, and stops half-way when a change comes in: then the scheduler decides anew. */
  private async play(transition: Transition): Promise<void> {
    const after = readCibTree(transition.cib);
    if (!after.ok) return this.onFault(after.fault);
    const waves = this.waveMs > 0 && this.isUp ? wavesOf(transition.actions, this.current) : [];
    for (const wave of waves) {
      const before = this.current;
      await this.publish(playWave(before, wave, 'pending', this.seconds()));
      await this.wait();
      // What is under way comes to its end also when a change has come in.
      await this.publish(playWave(before, wave, 'done', this.seconds()));
      if (this.queue.length > 0 || this.ended.signal.aborted) return;
    }
    await this.publish(after.value);
  }

  private async publish(cib: CibElement): Promise<void> {
    if (this.ended.signal.aborted) return;
    this.current = withNewerVersion(cib, this.current);
    await replaceFile(join(this.scratch, ScratchCib.file), writeCibTree(this.current));
    this.changes.fire(this.current);
  }

  private wait(): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.clock.after(this.waveMs, resolve);
      this.wake = () => {
        timer.dispose();
        resolve();
      };
    });
  }
}

/** What stands for a CIB where nobody has set up a cluster. */
export const noCluster = element('cib', {});

/** Whether there is a cluster at all. */
export function isCluster(cib: CibElement): boolean {
  return descend(cib, 'configuration') !== undefined;
}

/** The file system refused: no room, most likely. */
function asFault(error: unknown) {
  return failure({ code: 'practice-failed', reason: error instanceof Error ? error.message : String(error) } as const);
}
