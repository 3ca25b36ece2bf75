/** Joins short lines to blocks that are worth a write of their own. */

/** A string of more than 128 KB is never moved, and kept too long, by the collector: this stays far below. */
const BLOCK_LENGTH = 16_384;

/** The same text in fewer pieces, of about 16 K characters each; lines are not copied to arrays. */
export function* joinToBlocks(lines: Iterable<string>): Generator<string> {
  let block = '';
  for (const line of lines) {
    block += line;
    if (block.length >= BLOCK_LENGTH) {
      yield block;
      block = '';
    }
  }
  if (block !== '') yield block;
}
