/** Characters of one chunk: large enough to write well, small enough for the collector's young generation. */
import { wholeEnd } from '../../kit/cut.ts';
export const CHUNK_LENGTH = 16_384;

/** Joins small parts and cuts large ones, so that no chunk is longer than CHUNK_LENGTH nor ends inside a character. */
export function* batchChunks(parts: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const part of parts) {
    if (chunk.length + part.length <= CHUNK_LENGTH) {
      chunk += part;
      continue;
    }
    if (chunk !== '') yield chunk;
    let start = 0;
    while (part.length - start > CHUNK_LENGTH) {
      const end = wholeEnd(part, start + CHUNK_LENGTH);
      yield part.slice(start, end);
      start = end;
    }
    chunk = part.slice(start);
  }
  if (chunk !== '') yield chunk;
}
