import { createEmitter } from '../core/emitter';
import type { Fault } from '../core/fault';
import type { Clock, Disposable } from '../core/surroundings';

/** A program on a host that tells of changes by writing something, until it is disposed of or ends. */
export interface Watch extends Disposable {
  /** Calls back when the program has written something, at once if it did before anyone listened. */
  onSign(listener: () => void): Disposable;
  /** Calls back once with the reason when the program has ended without being disposed of, at once if it has. */
  onEnd(listener: (fault: Fault) => void): Disposable;
}

/** A watch, seen from where its program runs. */
export interface WatchSource {
  readonly watch: Watch;
  /** Aborts when nobody wants the watch any more. */
  readonly unwanted: AbortSignal;
  /** The program has written something. */
  sign(): void;
  /** The program has ended, or is not wanted any more by whoever runs it. */
  end(fault: Fault): void;
}

/** Milliseconds in which all signs but the first are one. */
const gathering = 50;

/** Makes a watch whose first sign is told at once, and those that follow closely as one: a storm is told twenty times a second, its last sign never lost. */
export function createWatch(clock: Clock): WatchSource {
  const signs = createEmitter<void>();
  const ends = createEmitter<Fault>();
  const disposing = new AbortController();
  let untold = false;
  let listened = false;
  let quiet: Disposable | null = null;
  let ended: Fault | null = null;

  const tell = () => {
    if (!untold || !listened) return;
    untold = false;
    signs.fire();
  };
  const rest = () => {
    quiet = null;
    if (untold && listened) sign();
  };
  const sign = () => {
    untold = true;
    if (quiet || ended || disposing.signal.aborted) return;
    quiet = clock.after(gathering, rest);
    tell();
  };
  const stop = () => {
    quiet?.dispose();
    quiet = null;
  };
  return {
    unwanted: disposing.signal,
    sign,
    end(fault) {
      if (ended || disposing.signal.aborted) return;
      stop();
      ended = fault;
      tell();
      ends.fire(fault);
    },
    watch: {
      onSign(listener) {
        const listening = signs.on(listener);
        listened = true;
        if (!quiet) tell();
        return listening;
      },
      onEnd(listener) {
        if (ended && !disposing.signal.aborted) listener(ended);
        return ends.on(listener);
      },
      dispose() {
        stop();
        signs.dispose();
        ends.dispose();
        disposing.abort();
      },
    },
  };
}
