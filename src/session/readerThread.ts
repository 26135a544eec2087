import { parentPort } from 'node:worker_threads';
import { readCluster } from '../core/readCluster';
import type { ReadRequest, ReadResponse } from './threadReader';

// The entry of the thread that reads large documents, so that the extension host's own thread never stalls.
parentPort?.on('message', ({ id, documents }: ReadRequest) => {
  const response: ReadResponse = { id, result: readCluster(documents) };
  parentPort?.postMessage(response);
});
