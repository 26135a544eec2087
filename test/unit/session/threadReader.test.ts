import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { ClusterDocuments } from '../../../src/core/readCluster';
import { charactersIn, type DocumentReader, largeDocuments, readInPlace } from '../../../src/session/documentReader';
import { createThreadReader } from '../../../src/session/threadReader';
import { answer } from './scriptedLink';

const stage = 'test/fixtures/bookworm/10-guest-online-5-dummies';
const status = readFileSync(`${stage}/crm_mon-xml.out`, 'utf8');
const documentsOf = (text: string): ClusterDocuments => ({
  status: { form: 'xml', output: answer(text) },
  cib: answer(readFileSync(`${stage}/cibadmin-Q.out`, 'utf8')),
  cibVersion: null,
  domains: [],
  takenAt: 0,
  host: 'alpha',
});
const large = documentsOf(status.replace('<resources>', `<resources>${' '.repeat(largeDocuments)}`));

describe('createThreadReader', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reader-thread-'));
  const readers: DocumentReader[] = [];
  const readerOf = (script: string) => {
    const reader = createThreadReader(script);
    readers.push(reader);
    return reader;
  };
  before(() => build({ entryPoints: ['src/session/readerThread.ts'], bundle: true, platform: 'node', outfile: join(folder, 'readerThread.js'), logLevel: 'error' }));
  after(() => {
    for (const reader of readers) reader.dispose();
    rmSync(folder, { recursive: true });
  });

  it('answers what reading in place answers, for a large document too', async () => {
    assert.ok(charactersIn(large) > largeDocuments);
    const inPlace = await readInPlace.read(large);
    assert.ok(inPlace.ok);
    assert.deepEqual(await readerOf(join(folder, 'readerThread.js')).read(large), structuredClone(inPlace));
  });

  it('answers with a fault for a large document that is cut', async () => {
    const text = large.status.output.stdout;
    const read = await readerOf(join(folder, 'readerThread.js')).read(documentsOf(text.slice(0, -200)));
    assert.equal(!read.ok && read.fault.code, 'cut');
  });

  it('reads small documents without its thread, and says so when the thread cannot be had', async () => {
    const reader = readerOf(join(folder, 'absent.js'));
    assert.ok((await reader.read(documentsOf(status))).ok);
    const read = await reader.read(large);
    assert.equal(!read.ok && read.fault.code, 'malformed');
  });
});
