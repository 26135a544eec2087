import { largeStatus } from './largeStatus';
import { memoryBytesPerCluster } from './memory';

// The figures that need no editor, as JSON on stdout. Memory first: the rest leaves its own behind.
async function main(): Promise<void> {
  const memory = await memoryBytesPerCluster();
  process.stdout.write(JSON.stringify({ largeStatus: await largeStatus(), memoryBytesPerCluster: memory }));
}

void main();
