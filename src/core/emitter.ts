/** Something that has listeners until it is disposed. */
export interface Emitter<T> {
  on(listener: (value: T) => void): { dispose(): void };
  fire(value: T): void;
  dispose(): void;
}

/** Listeners are called in the order they came; one that is added or removed meanwhile counts from the next value on. */
export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<{ readonly call: (value: T) => void }>();
  return {
    on(call) {
      const entry = { call };
      listeners.add(entry);
      return { dispose: () => void listeners.delete(entry) };
    },
    fire(value) {
      for (const entry of [...listeners]) entry.call(value);
    },
    dispose() {
      listeners.clear();
    },
  };
}
