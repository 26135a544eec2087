import type { ClusterDocuments } from '../core/readCluster';
import type { Result } from '../core/result';
import type { ClusterSnapshot } from '../core/snapshot';
import { readCluster } from '../core/readCluster';
import type { Disposable } from '../core/surroundings';

/** Turns what hosts answered into a snapshot. Never rejects. */
export interface DocumentReader extends Disposable {
  read(documents: ClusterDocuments): Promise<Result<ClusterSnapshot>>;
}

/** Reads on the calling thread: for small documents, and for tests. */
export const readInPlace: DocumentReader = {
  read: (documents) => Promise.resolve(readCluster(documents)),
  dispose: () => undefined,
};

/** Documents of more characters than this, taken together, are read on a thread of their own. */
export const largeDocuments = 200_000;

export function charactersIn(documents: ClusterDocuments): number {
  const outputs = [documents.status.output, documents.cib, ...documents.domains.map(({ output }) => output)];
  return outputs.reduce((sum, output) => sum + (output?.stdout.length ?? 0), 0);
}
