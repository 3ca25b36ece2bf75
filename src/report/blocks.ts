/** Joins short lines to blocks that are worth a write of their own. */

const BLOCK_LENGTH = 65_536;

/** The same text in fewer pieces, of about 64 K characters each; lines are not copied to arrays. */
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
