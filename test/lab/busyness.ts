/** How long this process was busy at a stretch. */
export interface Busyness {
  /** The longest time in milliseconds in which it computed without letting events in. */
  longestMs(): number;
  dispose(): void;
}

const everyMs = 10;

/** Watches from now on. Time in which other programs had the processor does not count, however late an event comes through it. */
export function watchBusyness(): Busyness {
  let turned = { at: performance.now(), computed: process.cpuUsage() };
  let longest = 0;
  const timer = setInterval(() => {
    const now = { at: performance.now(), computed: process.cpuUsage() };
    const computedMs = (now.computed.user + now.computed.system - turned.computed.user - turned.computed.system) / 1000;
    longest = Math.max(longest, Math.min(now.at - turned.at - everyMs, computedMs));
    turned = now;
  }, everyMs);
  return { longestMs: () => longest, dispose: () => clearInterval(timer) };
}
