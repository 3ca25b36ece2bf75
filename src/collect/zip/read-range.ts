import type { RandomAccess } from '../../model/artifact.ts';
import { damaged } from './archive-error.ts';

const CHUNK_BYTES = 256 * 1024;

/** The bytes of a range in order. Rejects with ArchiveError when the data ends before the range. */
export async function* readRange(
  archive: RandomAccess,
  start: number,
  length: number,
): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < length;) {
    const chunk = await archive.read(start + done, Math.min(CHUNK_BYTES, length - done));
    if (chunk.length === 0) throw damaged('the archive ends in the middle of it');
    done += chunk.length;
    yield chunk;
  }
}
