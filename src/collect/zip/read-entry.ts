/** One entry of an archive, expanded and verified while it passes through. */
import type { RandomAccess } from '../../model/artifact.ts';
import { damaged } from './archive-error.ts';
import { crc32 } from './crc32.ts';
import { inflate } from './expand.ts';
import { checkDescriptor, findData } from './local-header.ts';
import type { ZipEntry } from './read-directory.ts';
import { readRange } from './read-range.ts';

const STORED = 0;

/**
 * The chunks in order, in sum never more than the entry declares. Rejects with ArchiveError as soon as the data
 * contradicts the directory: what came before was delivered, and the last word is only said at the end.
 */
export async function* readEntry(archive: RandomAccess, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const start = await findData(archive, entry);
  const packed = readRange(archive, start, entry.packedBytes);
  let bytes = 0;
  let crc = 0;
  for await (const chunk of entry.method === STORED ? packed : inflate(packed, entry.packedBytes)) {
    bytes += chunk.length;
    if (bytes > entry.bytes) throw damaged(`it is larger than the ${entry.bytes} bytes it declares`);
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (bytes < entry.bytes) throw damaged(`it has ${bytes} of the ${entry.bytes} bytes it declares`);
  if (crc !== entry.crc) throw damaged(`its checksum is ${inHex(crc)}, it declares ${inHex(entry.crc)}`);
  await checkDescriptor(archive, entry, start + entry.packedBytes);
}

function inHex(crc: number): string {
  return crc.toString(16).padStart(8, '0');
}
