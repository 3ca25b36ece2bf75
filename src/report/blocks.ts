/** Text in blocks that are worth a write of their own. */
import { wholeEnd } from '../kit/cut.ts';

/**
 * Characters of one block: large enough to write well, small enough for the collector's young generation. A string of
 * more than 128 KB is never moved, and kept too long, by the collector.
 */
export const BLOCK_LENGTH = 16_384;

/** Joins small parts and cuts large ones, so that no block is longer than BLOCK_LENGTH nor ends inside a character. */
export function* joinToBlocks(parts: Iterable<string>): Generator<string> {
  let block = '';
  for (const part of parts) {
    if (block.length + part.length <= BLOCK_LENGTH) {
      block += part;
      continue;
    }
    if (block !== '') yield block;
    let start = 0;
    while (part.length - start > BLOCK_LENGTH) {
      const end = wholeEnd(part, start + BLOCK_LENGTH);
      yield part.slice(start, end);
      start = end;
    }
    block = part.slice(start);
  }
  if (block !== '') yield block;
}
