// Reads a zip file that fits into memory.
import { inflateRawSync } from 'node:zlib';

/**
 * The files in an archive. Read from its central directory, as section 4.3 of PKWARE's APPNOTE lays it out.
 * @param {Buffer} archive
 * @returns {{ name: string, content: Buffer }[]}
 */
export function zipFiles(archive) {
  const end = archive.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0) throw new Error('This is not a zip file.');
  const files = [];
  let entry = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const deflated = archive.readUInt16LE(entry + 10) === 8;
    const size = archive.readUInt32LE(entry + 20);
    const nameLength = archive.readUInt16LE(entry + 28);
    const local = archive.readUInt32LE(entry + 42);
    const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = archive.subarray(begin, begin + size);
    files.push({ name: archive.toString('utf8', entry + 46, entry + 46 + nameLength), content: deflated ? inflateRawSync(content) : content });
    entry += 46 + nameLength + archive.readUInt16LE(entry + 30) + archive.readUInt16LE(entry + 32);
  }
  return files;
}
