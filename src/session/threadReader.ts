import { Worker } from 'node:worker_threads';
import type { ClusterDocuments } from '../core/readCluster';
import { failure, type Result } from '../core/result';
import type { ClusterSnapshot } from '../core/snapshot';
import { charactersIn, type DocumentReader, largeDocuments, readInPlace } from './documentReader';

export interface ReadRequest {
  readonly id: number;
  readonly documents: ClusterDocuments;
}

export interface ReadResponse {
  readonly id: number;
  readonly result: Result<ClusterSnapshot>;
}

/**
 * Reads small documents in place and large ones on a thread, which is started at the first large document
 * and started again after it has died. `script` is the built `readerThread.js`.
 */
export function createThreadReader(script: string): DocumentReader {
  const waiting = new Map<number, (result: Result<ClusterSnapshot>) => void>();
  let worker: Worker | null = null;
  let lastId = 0;

  const abandon = (reason: string) => {
    worker = null;
    for (const [id, answer] of [...waiting]) {
      waiting.delete(id);
      answer(failure({ code: 'malformed', reason }));
    }
  };

  const start = (): Worker => {
    const started = new Worker(script);
    started.unref();
    started.on('message', ({ id, result }: ReadResponse) => {
      waiting.get(id)?.(result);
      waiting.delete(id);
    });
    started.on('error', (error) => worker === started && abandon(error.message));
    started.on('exit', () => worker === started && abandon('the reading thread ended'));
    return started;
  };

  return {
    read(documents) {
      if (charactersIn(documents) <= largeDocuments) return readInPlace.read(documents);
      worker ??= start();
      const request: ReadRequest = { id: ++lastId, documents };
      const thread = worker;
      return new Promise((answer) => {
        waiting.set(request.id, answer);
        thread.postMessage(request);
      });
    },
    dispose() {
      const running = worker;
      abandon('the extension was closed');
      void running?.terminate();
    },
  };
}
